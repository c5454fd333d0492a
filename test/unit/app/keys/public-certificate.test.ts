import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPublicCertificate } from '../../../../src/app/keys/public-certificate.js';

const vector = (name: string) =>
  fileURLToPath(new URL(`../../../vectors/certificates/TEST-ONLY-${name}`, import.meta.url));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restack-certificate-'));
  const keys = forge.pki.rsa.generateKeyPair(1024);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.validity.notAfter = new Date('2040-01-01T00:00:00Z');
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  await writeFile(join(folder, 'weak.cer'), forge.pki.certificateToPem(certificate));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('readPublicCertificate', () => {
  it.each(['public.cer', 'public-pem.cer'])('takes %s', async (name) => {
    const { thumbprint, publicKey } = await readPublicCertificate(vector(name));
    expect(thumbprint).toMatch(/^[0-9A-F]{40}$/);
    expect(publicKey.asymmetricKeyDetails?.modulusLength).toBeGreaterThanOrEqual(2048);
    if (name !== 'public.cer') return;
    const der = await readFile(vector(name));
    expect(thumbprint).toBe(createHash('sha1').update(der).digest('hex').toUpperCase());
  });

  it.each([
    ['a .pfx', vector('openssl3.pfx'), 'USAGE'],
    ['a .pfx without a private key', vector('no-key.pfx'), 'USAGE'],
    ['a certificate with its private key', vector('certificate-and-key.pem'), 'USAGE'],
    ['a chain with a key', vector('chain-and-key.pem'), 'USAGE'],
    ['a request', vector('request.pem'), 'UNSUPPORTED'],
    ['a file that is cut short', vector('truncated.cer'), 'UNSUPPORTED'],
    ['a file that is not there', vector('nowhere.cer'), 'NOT_FOUND'],
  ])('refuses %s', async (_what, path, code) => {
    await expect(readPublicCertificate(path)).rejects.toMatchObject({ code });
  });

  it('refuses RSA of 1024 bits', async () => {
    await expect(readPublicCertificate(join(folder, 'weak.cer'))).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      details: { keySizeBits: 1024 },
    });
  });
});
