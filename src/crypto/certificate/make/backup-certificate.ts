import { RestackError } from '../../../core/errors/restack-error.js';
import { type CertificateFacts, parseCertificate } from '../x509-certificate.js';
import { createRsaKeyPair, issueCertificate, type NamePart } from './issue-certificate.js';
import type { KeyObject } from 'node:crypto';

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

/** Rounds of the key derivation: as many as keep a guess slow and every reader willing. */
const ITERATIONS = 50_000;

/**
 * Puts a certificate and its private key into a PKCS#12 file: the key under AES-256 (PBES2), all of it under a MAC. The
 * certificate lies in the clear, so that its thumbprint can be seen without the password.
 *
 * @param options `password` in ASCII: programs differ in how they encode the rest. Source: RFC 7292; RFC 8018.
 */
async function writePfx(
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

const KNOWN: ReadonlySet<string> = new Set(['CN', 'OU', 'O', 'L', 'ST', 'C']);
/** Upper bound of the common name and its like. Source: RFC 5280, appendix A. */
const MAX_LENGTH = 64;

/**
 * Parses a subject: `CN=…, O=…`, most specific name first, a comma inside a value as `\,`; or the common name alone.
 *
 * @returns the parts, least specific first, as certificates hold them.
 * @throws USAGE when it cannot be read, has an unknown part, or none called CN.
 */
export function parseSubject(text: string): readonly NamePart[] {
  const parts = text.includes('=') ? text.split(/(?<!\\),/).map(parsePart) : [createPart('CN', text)];
  if (!parts.some(({ shortName }) => shortName === 'CN')) throw refuse('it has no CN');
  return parts.toReversed();
}

function parsePart(text: string): NamePart {
  const separator = text.indexOf('=');
  if (separator === -1) throw refuse(`"${text.trim()}" is no NAME=value`);
  return createPart(text.slice(0, separator).trim().toUpperCase(), text.slice(separator + 1));
}

function createPart(shortName: string, text: string): NamePart {
  const value = text.trim().replaceAll(/\\(.)/gu, '$1');
  if (!KNOWN.has(shortName)) throw refuse(`${shortName} is not one of ${[...KNOWN].join(', ')}`);
  if (value === '' || value.length > MAX_LENGTH || /\p{Cc}/u.test(value)) {
    throw refuse(`${shortName} must have 1 to ${MAX_LENGTH} characters that can be printed`);
  }
  if (shortName === 'C' && !/^[A-Z]{2}$/.test(value)) throw refuse('C is a country of two capital letters');
  return { shortName, value };
}

function refuse(problem: string): RestackError {
  return new RestackError('USAGE', `--subject cannot be used: ${problem}`, {
    hints: ['write it like: --subject "CN=Azure Stack Hub backup 2026, O=Contoso"'],
  });
}
