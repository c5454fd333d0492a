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
import { catchRejection } from '../../../fixtures/thrown.js';

const FILE_COUNT = 106;

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

describe.each(index.vectors)('$file', (vector) => {
  const { file, inspect, holds, opened, wrong, unsupported } = vector;
  const bytes = readVector(file);

  it('shows what it can without a password', async () => {
    if (inspect === null) {
      await expect(inspectCertificateFile(bytes)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
      return;
    }
    const facts = await inspectCertificateFile(bytes);
    expect({
      ...facts,
      certificates: facts.certificates?.map(({ thumbprint }) => thumbprint).toSorted() ?? null,
    }).toEqual({ ...inspect, certificates: inspect.certificates?.map(thumbprintOf).toSorted() ?? null });
  });

  it.runIf(opened.length > 0).each(toRows(opened))('opens with $password', async ({ password }) => {
    const certificates = await openCertificateFile(bytes, password);
    expect(certificates).toHaveLength(Object.keys(holds).length);
    for (const [name, part] of Object.entries(holds)) {
      const found = certificates.find(({ thumbprint }) => thumbprint === thumbprintOf(name));
      expect(found).toMatchObject({ ...index.certificates[name], notAfter: expect.any(Date) as unknown });
      expect(found?.notAfter.toISOString()).toBe(index.certificates[name]?.notAfter);
      expect(found?.privateKey?.type ?? null).toBe(part === 'key' ? 'private' : null);
      if (found?.privateKey) expect(createPublicKey(found.privateKey).asymmetricKeyType).toBe(found.keyType);
    }
  });

  it.runIf(wrong.length > 0).each(toRows(wrong))('is not opened by $password', async ({ password }) => {
    await expect(openCertificateFile(bytes, password)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
  });

  it.runIf(unsupported.length > 0).each(toRows(unsupported))('is not supported', async ({ password }) => {
    const error = await catchRejection(openCertificateFile(bytes, password));
    expect(error.code).toBe('UNSUPPORTED');
    expect(JSON.stringify([error.message, error.details])).not.toContain('hunter2');
    expect(error.details['algorithm']).toBe(vector.algorithm);
    if (vector.algorithm === undefined) return;
    expect(error.message).toContain(vector.algorithm);
    expect(error.hints.join()).toContain('openssl');
  });
});

function toRows(passwords: readonly GivenPassword[]): readonly { readonly password: string | undefined }[] {
  return passwords.map((password) => ({ password: password ?? undefined }));
}
