import type { KeyObject } from 'node:crypto';
import { RestackError } from '../../../core/errors/restack-error.js';
import { listPasswordForms } from '../password/certificate-password.js';
import { parsePem, type PemBlock } from './pem.js';
import { isPrivateKeyLabel, openPemKey } from './pem-private-key.js';
import { type ParsedCertificate, parseCertificate } from '../x509-certificate.js';

/** The certificates and the private keys of a PEM file, the keys still unopened. */
export interface PemFile {
  readonly certificates: readonly ParsedCertificate[];
  readonly keys: readonly PemBlock[];
}

const CERTIFICATE_LABELS: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE']);

/**
 * Reads a PEM file; blocks of other kinds are passed over.
 *
 * @throws UNSUPPORTED when it is damaged or holds no certificate.
 */
export function readPemFile(text: string): PemFile {
  const blocks = parsePem(text);
  const certificates = blocks.filter(({ label }) => CERTIFICATE_LABELS.has(label));
  if (certificates.length === 0) {
    const labels = [...new Set(blocks.map(({ label }) => label))].join(', ');
    throw new RestackError(
      'UNSUPPORTED',
      `the file is PEM without a certificate: found ${labels || 'no whole block'}`,
    );
  }
  return {
    certificates: certificates.map(({ bytes }) => parseCertificate(bytes)),
    keys: blocks.filter(({ label }) => isPrivateKeyLabel(label)),
  };
}

/**
 * Opens the private keys of a PEM file.
 *
 * @throws WRONG_PASSWORD when one of them is encrypted and the password does not open it.
 * @throws UNSUPPORTED when one is damaged, or of a kind or under an encryption that is not read.
 */
export function openPemKeys(file: PemFile, password: string | undefined): readonly KeyObject[] {
  const forms = listPasswordForms(password);
  return file.keys.map((key) => openPemKey(key, { password, forms }));
}
