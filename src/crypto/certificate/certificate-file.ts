import { createPublicKey, type KeyObject } from 'node:crypto';
import { RestackError } from '../../core/errors/restack-error.js';
import {
  type CertificateFileParts,
  type CertificateFileReader,
  createCertificateFileReader,
} from './certificate-file-reader.js';
import { type DeriveKey, deriveKey } from './password/key-derivation.js';
import type { CertificateFacts, ParsedCertificate } from './x509-certificate.js';

export type { CertificateFacts, DeriveKey };

/** The facts that a certificate file shows without a password. */
export interface CertificateFileFacts {
  /** `cer` is a single certificate in DER; in PEM it is `pem`. */
  readonly format: 'pfx' | 'pem' | 'cer';
  /** Null when they cannot be read without the password. Not proved: a changed file may lie. */
  readonly certificates: readonly CertificateFacts[] | null;
  /** False when {@link openCertificateFile} succeeds without a password. */
  readonly needsPassword: boolean;
  /** Null when it cannot be known without the password. */
  readonly hasPrivateKey: boolean | null;
}

/** True when a certificate is not valid any more. */
export function hasExpired({ notAfter }: Pick<CertificateFacts, 'notAfter'>, now: Date): boolean {
  return notAfter.getTime() < now.getTime();
}

/** A certificate whose private key is at hand. */
export interface CertificateWithKey extends OpenedCertificate {
  readonly privateKey: KeyObject;
}

/**
 * Looks into a certificate file without asking for its password. The empty password is tried.
 *
 * @param derive who turns passwords into keys; by default this process, in between other work.
 * @throws UNSUPPORTED when it is no certificate file (the message says what it seems to be), damaged, larger than
 * 1 MiB, or protected in a way that is not read.
 */
export async function inspectCertificateFile(
  bytes: Uint8Array,
  derive: DeriveKey = deriveKey,
): Promise<CertificateFileFacts> {
  const reader = createCertificateFileReader(bytes);
  const opened = await openWithoutPassword(reader, derive);
  const certificates = opened?.certificates ?? reader.certificates;
  return {
    format: reader.format,
    certificates: certificates?.map(({ facts }) => facts) ?? null,
    needsPassword: opened === undefined,
    hasPrivateKey: opened === undefined ? reader.hasPrivateKey : opened.privateKeys.length > 0,
  };
}

/**
 * Opens a certificate file: every certificate in it, in the file's order, each with its private key where the file
 * holds that.
 *
 * @param password undefined and the empty text are the same; a file that needs none ignores it.
 * @param derive as {@link inspectCertificateFile} takes it.
 * @throws WRONG_PASSWORD when the password does not open it.
 * @throws UNSUPPORTED as {@link inspectCertificateFile} does, and for algorithms that are not read.
 */
export async function openCertificateFile(
  bytes: Uint8Array,
  password: string | undefined,
  derive: DeriveKey = deriveKey,
): Promise<readonly OpenedCertificate[]> {
  const { certificates, privateKeys } = await createCertificateFileReader(bytes).open(password, derive);
  return pairKeys(certificates, privateKeys);
}

/**
 * Guards the use of a certificate for decryption.
 *
 * @throws NO_KEY when the file it came from holds its public part only.
 */
export function assertPrivateKey(certificate: OpenedCertificate): asserts certificate is CertificateWithKey {
  if (certificate.privateKey !== null) return;
  throw new RestackError(
    'NO_KEY',
    `the file holds only the public part of certificate ${certificate.thumbprint}, which cannot decrypt; ` +
      'expected the .pfx with its private key',
    { details: { thumbprint: certificate.thumbprint } },
  );
}

async function openWithoutPassword(
  reader: CertificateFileReader,
  derive: DeriveKey,
): Promise<CertificateFileParts | undefined> {
  try {
    return await reader.open(undefined, derive);
  } catch (error) {
    if (error instanceof RestackError && error.code === 'WRONG_PASSWORD') return undefined;
    throw error;
  }
}

/** A certificate, and its private key when the file holds it. */
export interface OpenedCertificate extends CertificateFacts {
  readonly privateKey: KeyObject | null;
  /** Null when node:crypto does not know its type. */
  readonly publicKey: KeyObject | null;
  /** The certificate itself. */
  readonly der: Uint8Array;
}

/**
 * Gives each certificate the private key that belongs to its public key, whatever order or labels the file has.
 * A certificate that stands there twice is listed once.
 */
function pairKeys(
  certificates: readonly ParsedCertificate[],
  privateKeys: readonly KeyObject[],
): readonly OpenedCertificate[] {
  const byPublicKey = new Map(privateKeys.map((key) => [formatPublicKey(createPublicKey(key)), key]));
  const opened = new Map<string, OpenedCertificate>();
  for (const { facts, publicKey, der } of certificates) {
    const privateKey = publicKey === null ? null : (byPublicKey.get(formatPublicKey(publicKey)) ?? null);
    opened.set(facts.thumbprintSha256, { ...facts, privateKey, publicKey, der });
  }
  return [...opened.values()];
}

function formatPublicKey(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).toString('base64');
}
