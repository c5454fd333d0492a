import { type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseLegacyKey } from '../../src/crypto/compact-key.js';

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
