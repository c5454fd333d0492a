import { readFileSync } from 'node:fs';
import { isJsonObject } from './small-company.js';

/** A damaged share, and what `restack verify` must make of it. */
export interface DamagedCase {
  /** Names the folder of the share. */
  readonly case: string;
  readonly description: string;
  readonly exitCode: number;
  /** Code of the finding that names the fault; null where the error itself does. */
  readonly findingCode: string | null;
  readonly level: 'content';
  /** Files of samples/keys to give. */
  readonly keys: readonly string[];
}

/** The table of cases, in the order of the way through a set. */
export const CASES_FILE = new URL('../../damaged/cases.json', import.meta.url);

/** Reads samples/damaged/cases.json. @throws when it has another shape, or two cases have one name. */
export function readDamagedCases(): readonly DamagedCase[] {
  const cases: unknown = JSON.parse(readFileSync(CASES_FILE, 'utf8'));
  if (!Array.isArray(cases) || !cases.every(isDamagedCase)) throw new Error('cases.json has another shape');
  if (new Set(cases.map((sample) => sample.case)).size < cases.length) {
    throw new Error('cases.json has two cases of one name');
  }
  return cases;
}

function isDamagedCase(value: unknown): value is DamagedCase {
  return (
    isJsonObject(value) &&
    typeof value['case'] === 'string' &&
    typeof value['description'] === 'string' &&
    typeof value['exitCode'] === 'number' &&
    (value['findingCode'] === null || typeof value['findingCode'] === 'string') &&
    value['level'] === 'content' &&
    Array.isArray(value['keys']) &&
    value['keys'].every((key) => typeof key === 'string')
  );
}
