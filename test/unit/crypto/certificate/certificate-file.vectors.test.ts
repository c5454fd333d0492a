import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  inspectCertificateFile,
  openCertificateFile,
} from '../../../../src/crypto/certificate/certificate-file.js';
import {
  type GivenPassword,
  readVector,
  readVectorIndex,
} from '../../../vectors/certificates/vector-index.js';
import { catchRestackError } from '../../../fixtures/thrown.js';

const FILE_COUNT = 79;

const index = readVectorIndex();

function thumbprintOf(name: string): string {
  const thumbprint = index.certificates[name]?.thumbprint;
  if (thumbprint === undefined) throw new Error(`vectors.json has no certificate ${name}`);
  return thumbprint;
}

it('runs every file of the table', () => {
  expect(new Set(index.vectors.map(({ file }) => file)).size).toBe(FILE_COUNT);
  expect(index.vectors).toHaveLength(FILE_COUNT);
  for (const { opened, wrong, unsupported } of index.vectors) {
    expect(opened.length + wrong.length + unsupported.length).toBeGreaterThan(0);
  }
});

describe.each(index.vectors)('$file', ({ file, inspect, holds, opened, wrong, unsupported }) => {
  const bytes = readVector(file);

  it('shows what it can without a password', () => {
    if (inspect === null) {
      expect(catchRestackError(() => inspectCertificateFile(bytes)).code).toBe('UNSUPPORTED');
      return;
    }
    const facts = inspectCertificateFile(bytes);
    expect({
      ...facts,
      certificates: facts.certificates?.map(({ thumbprint }) => thumbprint).toSorted() ?? null,
    }).toEqual({ ...inspect, certificates: inspect.certificates?.map(thumbprintOf).toSorted() ?? null });
  });

  it.runIf(opened.length > 0).each(toRows(opened))('opens with $password', ({ password }) => {
    const certificates = openCertificateFile(bytes, password);
    expect(certificates).toHaveLength(Object.keys(holds).length);
    for (const [name, part] of Object.entries(holds)) {
      const found = certificates.find(({ thumbprint }) => thumbprint === thumbprintOf(name));
      expect(found).toMatchObject({ ...index.certificates[name], notAfter: expect.any(Date) as unknown });
      expect(found?.notAfter.toISOString()).toBe(index.certificates[name]?.notAfter);
      expect(found?.privateKey?.type ?? null).toBe(part === 'key' ? 'private' : null);
      if (found?.privateKey) expect(createPublicKey(found.privateKey).asymmetricKeyType).toBe(found.keyType);
    }
  });

  it.runIf(wrong.length > 0).each(toRows(wrong))('is not opened by $password', ({ password }) => {
    expect(catchRestackError(() => openCertificateFile(bytes, password)).code).toBe('WRONG_PASSWORD');
  });

  it.runIf(unsupported.length > 0).each(toRows(unsupported))('is not supported', ({ password }) => {
    const error = catchRestackError(() => openCertificateFile(bytes, password));
    expect(error.code).toBe('UNSUPPORTED');
    expect(JSON.stringify([error.message, error.details])).not.toContain('hunter2');
  });
});

function toRows(passwords: readonly GivenPassword[]): readonly { readonly password: string | undefined }[] {
  return passwords.map((password) => ({ password: password ?? undefined }));
}
