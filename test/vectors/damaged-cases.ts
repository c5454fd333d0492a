import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { type DamagedCase, readDamagedCases } from '../../samples/generator/damage/damaged-shares.js';

/** The number of cases. Written down, so that none can get lost. */
export const DAMAGED_CASE_COUNT = 170;

const SAMPLES = new URL('../../samples/', import.meta.url);

/** Absolute path of a file or folder of samples. */
export function samplePath(name: string): string {
  return fileURLToPath(new URL(name, SAMPLES));
}

/** Absolute path of the damaged share of a case, which the set-up of the tests has rendered. */
export function damagedShare(name: string): string {
  return `${inject('damagedShares')}/${name}`;
}

/** The table of damaged samples. @throws when their number is not the one written down. */
export function readCountedCases(): readonly DamagedCase[] {
  const cases = readDamagedCases();
  if (cases.length !== DAMAGED_CASE_COUNT) {
    throw new Error(`found ${cases.length} damaged samples, expected ${DAMAGED_CASE_COUNT}`);
  }
  return cases;
}

/** The keys to give for a case, by kind. */
export function keyFilesOf(sample: DamagedCase): {
  readonly certFiles: readonly string[];
  readonly keyFile: string | undefined;
} {
  const isCertificate = (name: string) => name.endsWith('.pfx');
  const keyFile = sample.keys.find((name) => !isCertificate(name));
  return {
    certFiles: sample.keys.filter(isCertificate).map((name) => samplePath(`keys/${name}`)),
    keyFile: keyFile === undefined ? undefined : samplePath(`keys/${keyFile}`),
  };
}

export const PASSWORD_FILE = samplePath('keys/TEST-ONLY-password.txt');
