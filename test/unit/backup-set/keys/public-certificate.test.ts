import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPublicCertificate } from '../../../../src/app/keys/keyring.js';
import { createAppContext } from '../../../doubles/app-context.js';
import { readVector } from '../../../vectors/certificates/vector-index.js';

let folder = '';
const at = (name: string) => join(folder, name);
/** Writes one of the vectors where it can be read. */
async function writeVector(name: string): Promise<string> {
  await writeFile(at(name), readVector(`TEST-ONLY-${name}`));
  return at(name);
}
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

describe('a public certificate', () => {
  it.each(['public.cer', 'public-pem.cer'])('takes %s', async (name) => {
    const { thumbprint, publicKey } = await readPublicCertificate(
      await writeVector(name),
      createAppContext(),
    );
    expect(thumbprint).toMatch(/^[0-9A-F]{40}$/);
    expect(publicKey.asymmetricKeyDetails?.modulusLength).toBeGreaterThanOrEqual(2048);
    if (name !== 'public.cer') return;
    const der = readVector(`TEST-ONLY-${name}`);
    expect(thumbprint).toBe(createHash('sha1').update(der).digest('hex').toUpperCase());
  });

  it.each([
    ['a .pfx', 'openssl3.pfx', 'USAGE'],
    ['a .pfx without a private key', 'no-key.pfx', 'USAGE'],
    ['a certificate with its private key', 'certificate-and-key.pem', 'USAGE'],
    ['a chain with a key', 'chain-and-key.pem', 'USAGE'],
    ['a request', 'request.pem', 'UNSUPPORTED'],
    ['a file that is cut short', 'truncated.cer', 'UNSUPPORTED'],
  ])('refuses %s', async (_what, name, code) => {
    const reading = readPublicCertificate(await writeVector(name), createAppContext());
    await expect(reading).rejects.toMatchObject({ code });
  });

  it('refuses a file that is not there', async () => {
    const reading = readPublicCertificate(at('nowhere.cer'), createAppContext());
    await expect(reading).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses RSA of 1024 bits', async () => {
    await expect(readPublicCertificate(join(folder, 'weak.cer'), createAppContext())).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      details: { keySizeBits: 1024 },
    });
  });
});
