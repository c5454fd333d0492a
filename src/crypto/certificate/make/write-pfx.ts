import type { KeyObject } from 'node:crypto';

/** Rounds of the key derivation: as many as keep a guess slow and every reader willing. */
const ITERATIONS = 50_000;

/**
 * Puts a certificate and its private key into a PKCS#12 file: the key under AES-256 (PBES2), all of it under a MAC. The
 * certificate lies in the clear, so that its thumbprint can be seen without the password.
 *
 * @param options `password` in ASCII: programs differ in how they encode the rest. Source: RFC 7292; RFC 8018.
 */
export async function writePfx(
  certificate: Uint8Array,
  options: { readonly privateKey: KeyObject; readonly password: string; readonly friendlyName: string },
): Promise<Uint8Array> {
  const { default: forge } = await import('node-forge');
  const { privateKey, password, friendlyName } = options;
  const key = forge.pki.privateKeyFromPem(privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
  const parsed = forge.pki.certificateFromAsn1(
    forge.asn1.fromDer(Buffer.from(certificate).toString('latin1')),
  );
  const pfx = forge.pkcs12.toPkcs12Asn1(key, [parsed], password, {
    algorithm: 'aes256',
    count: ITERATIONS,
    saltSize: 16,
    friendlyName,
    generateLocalKeyId: true,
  });
  return Buffer.from(forge.asn1.toDer(pfx).getBytes(), 'latin1');
}
