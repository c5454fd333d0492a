import { createPublicKey, type KeyObject } from 'node:crypto';
import type { CertificateFacts, ParsedCertificate } from './x509-certificate.js';

/** A certificate, and its private key when the file holds it. */
export interface OpenedCertificate extends CertificateFacts {
  readonly privateKey: KeyObject | null;
}

/**
 * Gives each certificate the private key that belongs to its public key, whatever order or labels the file has.
 * A certificate that stands there twice is listed once.
 */
export function pairKeys(
  certificates: readonly ParsedCertificate[],
  privateKeys: readonly KeyObject[],
): readonly OpenedCertificate[] {
  const byPublicKey = new Map(privateKeys.map((key) => [formatPublicKey(createPublicKey(key)), key]));
  const opened = new Map<string, OpenedCertificate>();
  for (const { facts, publicKey } of certificates) {
    const privateKey = publicKey === undefined ? undefined : byPublicKey.get(formatPublicKey(publicKey));
    opened.set(facts.thumbprintSha256, { ...facts, privateKey: privateKey ?? null });
  }
  return [...opened.values()];
}

function formatPublicKey(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).toString('base64');
}
