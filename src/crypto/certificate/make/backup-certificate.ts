import { RestackError } from '../../../core/errors/restack-error.js';
import { type CertificateFacts, parseCertificate } from '../x509-certificate.js';
import { createRsaKeyPair, issueCertificate, type NamePart } from './issue-certificate.js';
import { writePfx } from './write-pfx.js';

const DAY_MS = 86_400_000;
/** The time by which a certificate is valid earlier than now, for clouds whose clock is behind. */
const HEADSTART_MS = 3_600_000;
const MAX_DAYS = 7300;
const SHORT_PASSWORD = 12;

/** The uses of a certificate that encrypts keys, and no others. */
const EXTENSIONS = [
  { name: 'basicConstraints', cA: false, critical: true },
  { name: 'keyUsage', keyEncipherment: true, dataEncipherment: true, critical: true },
  { name: 'subjectKeyIdentifier' },
];

/** A certificate to be made. */
export interface WantedCertificate {
  /** Least specific first, as certificates hold it. */
  readonly subject: readonly NamePart[];
  readonly days: number;
  readonly keySizeBits: number;
  /** The password of the private key. */
  readonly password: string;
  readonly now: Date;
}

/** A certificate that was made. */
export interface MadeCertificate {
  readonly facts: CertificateFacts;
  /** The certificate itself. */
  readonly der: Uint8Array;
  /** The certificate with its private key. */
  readonly pfx: Uint8Array;
}

/** Asserts how long a certificate is to be valid. @throws USAGE when that is out of range. */
export function assertValidityDays(days: number): void {
  if (days >= 1 && days <= MAX_DAYS) return;
  throw new RestackError('USAGE', `--days expects a number from 1 to ${MAX_DAYS}`);
}

/**
 * Asserts that a password can protect a private key on every machine.
 *
 * @returns a warning when it is a short one. @throws USAGE when it is empty or not ASCII.
 */
export function assertNewPassword(password: string): string | undefined {
  if (password === '') throw new RestackError('USAGE', 'the password of the private key is empty');
  if (!/^[\u0020-\u007e]+$/.test(password)) {
    const why =
      'programs differ in how they read other characters, and the file must open on the day it is needed';
    throw new RestackError('USAGE', `the password must be of ASCII characters: ${why}`);
  }
  if (password.length >= SHORT_PASSWORD) return undefined;
  return `the password has less than ${SHORT_PASSWORD} characters; who has the .pfx can try all of them`;
}

/** Makes a self-signed certificate for the backups of a cloud. Source: format specification, section 6. */
export async function makeBackupCertificate(wanted: WantedCertificate): Promise<MadeCertificate> {
  const { subject, days, keySizeBits, password, now } = wanted;
  const { privateKey, publicKey } = await createRsaKeyPair(keySizeBits);
  const der = await issueCertificate({
    subject,
    issuer: subject,
    key: publicKey,
    issuerKey: privateKey,
    notBefore: new Date(now.getTime() - HEADSTART_MS),
    notAfter: new Date(now.getTime() + days * DAY_MS),
    extensions: EXTENSIONS,
  });
  const pfx = await writePfx(der, { privateKey, password, friendlyName: 'Azure Stack Hub backup' });
  return { facts: parseCertificate(der).facts, der, pfx };
}
