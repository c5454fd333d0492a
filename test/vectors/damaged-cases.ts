import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One line of samples/damaged/cases.json. */
export interface DamagedSample {
  readonly case: string;
  readonly description: string;
  readonly exitCode: number;
  readonly findingCode: string | null;
  readonly level: 'content';
  /** Files of samples/keys. */
  readonly keys: readonly string[];
}

/** How many cases there are. Written down, so that none can get lost. */
export const DAMAGED_SAMPLE_COUNT = 148;

const SAMPLES = new URL('../../samples/', import.meta.url);

/** Absolute path of a file or folder of samples. */
export function samplePath(name: string): string {
  return fileURLToPath(new URL(name, SAMPLES));
}

/** The table of damaged samples. @throws when their number is not the one written down. */
export function readDamagedSamples(): readonly DamagedSample[] {
  const cases: unknown = JSON.parse(readFileSync(samplePath('damaged/cases.json'), 'utf8'));
  if (!Array.isArray(cases) || !cases.every(isDamagedSample)) throw new Error('cases.json has another shape');
  if (cases.length !== DAMAGED_SAMPLE_COUNT) {
    throw new Error(`found ${cases.length} damaged samples, expected ${DAMAGED_SAMPLE_COUNT}`);
  }
  return cases;
}

function isDamagedSample(value: unknown): value is DamagedSample {
  if (typeof value !== 'object' || value === null) return false;
  const required = ['case', 'description', 'exitCode', 'findingCode', 'level', 'keys'];
  return required.every((name) => name in value);
}

/** The keys to give for a case, by kind. */
export function keyFilesOf(sample: DamagedSample): {
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
