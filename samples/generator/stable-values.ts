import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseLegacyKey } from '../../src/crypto/compact-key.js';

/** Everything random in the samples comes from here, so that the same label always gives the same bytes. */
const SEED = 'restack samples, seed 1';

/** `sizeBytes` bytes that look random and depend on the label alone. */
export function stableBytes(label: string, sizeBytes: number): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; counter * 64 < sizeBytes; counter += 1) {
    blocks.push(createHash('sha512').update(`${SEED}\0${label}\0${counter}`).digest());
  }
  return Buffer.concat(blocks).subarray(0, sizeBytes);
}

/** `digits` lower-case hexadecimal digits. */
export function stableHex(label: string, digits: number): string {
  return stableBytes(label, Math.ceil(digits / 2))
    .toString('hex')
    .slice(0, digits);
}

/** A GUID of version 4 in its form, lower case. */
export function stableGuid(label: string): string {
  const hex = stableHex(label, 32);
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}

/**
 * Stands in every secret value of the samples and nowhere else. A scan that finds it in an output, a log or a
 * temporary file has found a leak.
 */
export const CANARY = 'CANARY-restack-sample-6f0e51c2';

/** A record and the time in which it stood in the cloud. Times are ISO 8601, UTC. */
export interface Dated<T> {
  readonly since: string;
  readonly until?: string;
  readonly record: T;
}

/** Marks records as there since a moment, until (and without) another. */
export function dated<T>(since: string, records: readonly T[], until?: string): readonly Dated<T>[] {
  return records.map((record) => ({ since, record, ...(until === undefined ? {} : { until }) }));
}

/** The records that stood at a moment, in their order. */
export function presentAt<T>(entries: readonly Dated<T>[], moment: Date): readonly T[] {
  const at = moment.toISOString();
  return entries
    .filter((entry) => entry.since <= at && (entry.until === undefined || at < entry.until))
    .map((entry) => entry.record);
}

/** The public part of a sample certificate, as a cloud holds it. */
export interface SampleCertificate {
  /** SHA-1, 40 upper-case hexadecimal digits. */
  readonly thumbprint: string;
  readonly publicKey: KeyObject;
}

/** The committed TEST ONLY keys. */
export interface SampleKeys {
  readonly backup2022: SampleCertificate;
  readonly backup2023: SampleCertificate;
  readonly unrelated: SampleCertificate;
  /** 64 bytes. */
  readonly legacyKey: Uint8Array;
}

const KEYS_FOLDER = new URL('../keys/', import.meta.url);

/** Absolute path of a file of samples/keys. */
export function sampleKeyFile(name: string): string {
  return fileURLToPath(new URL(name, KEYS_FOLDER));
}

/** Reads the keys that the samples are encrypted with. */
export async function readSampleKeys(): Promise<SampleKeys> {
  const [backup2022, backup2023, unrelated, legacyKey] = await Promise.all([
    readCertificate('TEST-ONLY-backup-2022.cer'),
    readCertificate('TEST-ONLY-backup-2023.cer'),
    readCertificate('TEST-ONLY-unrelated.cer'),
    readFile(sampleKeyFile('TEST-ONLY-legacy-key.txt'), 'utf8'),
  ]);
  return { backup2022, backup2023, unrelated, legacyKey: parseLegacyKey(legacyKey) };
}

async function readCertificate(name: string): Promise<SampleCertificate> {
  const certificate = new X509Certificate(await readFile(sampleKeyFile(name)));
  return {
    thumbprint: certificate.fingerprint.replaceAll(':', '').toUpperCase(),
    publicKey: certificate.publicKey,
  };
}
