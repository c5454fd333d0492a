import { X509Certificate } from 'node:crypto';
import type { Reply } from '../../wire/reply.js';
import {
  badRequest,
  checkFields,
  type FieldRule,
  integerAt,
  stringAt,
  valueAt,
} from '../../wire/request-fields.js';
import type { BackupEncryption } from './backup-share.js';

/** The settings of the backup service, without the encryption of its sets. */
export interface BackupSettings {
  /** UNC path, or a folder that stands in for one; undefined until it is configured. */
  readonly path: string | undefined;
  readonly userName: string | undefined;
  readonly frequencyHours: number;
  readonly retentionDays: number;
  readonly isSchedulerEnabled: boolean;
}

/** Source: format specification, section 6. */
const FREQUENCY_HOURS = { min: 4, max: 12, standard: 12 };
const RETENTION_DAYS = { min: 2, max: 14, standard: 7 };
const MIN_KEY_BITS = 2048;

const STORE = 'properties.externalStoreDefault';

const FIELDS: readonly FieldRule[] = [
  { path: 'location', type: 'string', required: true },
  { path: STORE, type: 'object', required: true },
  { path: `${STORE}.path`, type: 'string' },
  { path: `${STORE}.userName`, type: 'string' },
  { path: `${STORE}.password`, type: 'string' },
  { path: `${STORE}.encryptionCertBase64`, type: 'string' },
  { path: `${STORE}.backupFrequencyInHours`, type: 'integer' },
  { path: `${STORE}.backupRetentionPeriodInDays`, type: 'integer' },
  { path: `${STORE}.isBackupSchedulerEnabled`, type: 'boolean' },
];

/** The settings of a new deployment. */
export const DEFAULT_SETTINGS: BackupSettings = {
  path: undefined,
  userName: undefined,
  frequencyHours: FREQUENCY_HOURS.standard,
  retentionDays: RETENTION_DAYS.standard,
  isSchedulerEnabled: true,
};

/** The changes that a request asks for; members that it leaves out stay. Source: REST reference, section 9.1. */
export interface SettingsChange {
  readonly settings: Partial<BackupSettings>;
  readonly encryption: BackupEncryption | undefined;
  /** Of the share's user: handed to the share, and not kept. */
  readonly password?: string | undefined;
}

/** The change that a body asks for, or the 400 that says what is wrong with it. */
export function readSettingsChange(body: unknown): SettingsChange | { readonly refused: Reply } {
  const refused = checkFields(body, FIELDS) ?? checkRules(body);
  if (refused !== undefined) return { refused };
  const encryption = readCertificate(stringAt(body, `${STORE}.encryptionCertBase64`));
  if (encryption !== undefined && 'refused' in encryption) return encryption;
  const scheduler = valueAt(body, `${STORE}.isBackupSchedulerEnabled`);
  const change = {
    path: stringAt(body, `${STORE}.path`),
    userName: stringAt(body, `${STORE}.userName`),
    frequencyHours: integerAt(body, `${STORE}.backupFrequencyInHours`),
    retentionDays: integerAt(body, `${STORE}.backupRetentionPeriodInDays`),
    isSchedulerEnabled: typeof scheduler === 'boolean' ? scheduler : undefined,
  };
  return { settings: dropAbsent(change), encryption, password: stringAt(body, `${STORE}.password`) };
}

function checkRules(body: unknown): Reply | undefined {
  const frequency = integerAt(body, `${STORE}.backupFrequencyInHours`);
  const retention = integerAt(body, `${STORE}.backupRetentionPeriodInDays`);
  const user = stringAt(body, `${STORE}.userName`);
  if (stringAt(body, `${STORE}.path`) === '') return badRequest('The path of the backup share is empty.');
  if (user !== undefined && !/^[^\\/\s]+\\[^\\/\s]+$/.test(user)) {
    return badRequest("The user of the backup share must be of the form 'domain\\user'.");
  }
  if (valueAt(body, `${STORE}.encryptionKeyBase64`) !== undefined) {
    return badRequest('Symmetric encryption keys are no longer accepted; provide a certificate.');
  }
  return (
    checkRange('backupFrequencyInHours', frequency, FREQUENCY_HOURS) ??
    checkRange('backupRetentionPeriodInDays', retention, RETENTION_DAYS)
  );
}

function checkRange(
  name: string,
  value: number | undefined,
  { min, max }: { readonly min: number; readonly max: number },
): Reply | undefined {
  if (value === undefined || (value >= min && value <= max)) return undefined;
  return badRequest(`The property '${name}' must be between ${min} and ${max}.`);
}

/** Only the public part, in DER, of an RSA certificate that is long enough. */
function readCertificate(
  text: string | undefined,
): BackupEncryption | { readonly refused: Reply } | undefined {
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, 'base64');
  const certificate = parseCertificate(bytes);
  // A .pfx does not parse; a file with a private key behind the certificate is longer than the certificate.
  if (certificate === undefined || !certificate.raw.equals(bytes)) {
    return { refused: badRequest('The encryption certificate is not a .cer file with the public key only.') };
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
  if (type !== 'rsa' || (details?.modulusLength ?? 0) < MIN_KEY_BITS) {
    return {
      refused: badRequest(
        `The encryption certificate must have an RSA key of ${MIN_KEY_BITS} bits at least.`,
      ),
    };
  }
  const thumbprint = certificate.fingerprint.replaceAll(':', '').toUpperCase();
  return { mode: 'certificate', certificate: bytes.toString('base64'), thumbprint };
}

function parseCertificate(bytes: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes);
  } catch {
    return undefined;
  }
}

function dropAbsent(change: {
  readonly [K in keyof BackupSettings]: BackupSettings[K] | undefined;
}): Partial<BackupSettings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
