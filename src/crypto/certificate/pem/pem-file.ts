import type { KeyObject } from 'node:crypto';
import { RestackError } from '../../../core/errors/restack-error.js';
import { assertIterations } from '../password/iteration-limit.js';
import type { DeriveKey } from '../password/key-derivation.js';
import type { PemBlock } from './pem.js';
import { isPrivateKeyLabel, openPemKey, parsePemKey, type PemKey } from './pem-private-key.js';
import { type ParsedCertificate, parseCertificate } from '../x509-certificate.js';

/** The certificates and the private keys of a PEM file, the keys still unopened. */
export interface PemFile {
  readonly certificates: readonly ParsedCertificate[];
  readonly keys: readonly PemKey[];
}

const CERTIFICATE_LABELS: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE']);

/**
 * Reads the blocks of a PEM file; those of other kinds are passed over.
 *
 * @throws UNSUPPORTED when it is damaged, holds no certificate, has a private key under an encryption that is not read,
 * or asks for too many iterations.
 */
export function readPemFile(blocks: readonly PemBlock[]): PemFile {
  const certificates = blocks.filter(({ label }) => CERTIFICATE_LABELS.has(label));
  if (certificates.length === 0) {
    const labels = [...new Set(blocks.map(({ label }) => label))].join(', ');
    throw new RestackError(
      'UNSUPPORTED',
      `the file is PEM without a certificate: found ${labels || 'no whole block'}`,
    );
  }
  const keys = blocks.filter(({ label }) => isPrivateKeyLabel(label)).map((block) => parsePemKey(block));
  assertIterations(keys.flatMap((key) => (key.kind === 'sealed' ? [key.sealed.encryption.iterations] : [])));
  return { certificates: certificates.map(({ bytes }) => parseCertificate(bytes)), keys };
}

/**
 * Opens the private keys of a PEM file.
 *
 * @throws WRONG_PASSWORD when one of them is encrypted and the password does not open it.
 * @throws UNSUPPORTED when one is damaged, or of a kind that is not read.
 */
export async function openPemKeys(
  file: PemFile,
  password: string | undefined,
  derive: DeriveKey,
): Promise<readonly KeyObject[]> {
  const opened: KeyObject[] = [];
  for (const key of file.keys) opened.push(await openPemKey(key, password, derive));
  return opened;
}
