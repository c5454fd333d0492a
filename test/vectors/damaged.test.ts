import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AppContext } from '../../src/app/app.js';
import { verifyBackups } from '../../src/app/share/verify-backups.js';
import { ERROR_CODES } from '../../src/core/errors/error-codes.js';
import { silentProgress } from '../../src/core/progress.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import type { DamagedCase } from '../../samples/generator/damage/damaged-cases.js';
import {
  DAMAGED_CASE_COUNT,
  damagedShare,
  keyFilesOf,
  PASSWORD_FILE,
  readCountedCases,
  samplePath,
} from './damaged-cases.js';

const samples = readCountedCases();

const refuse = (): never => {
  throw new Error('nothing is to be asked');
};

interface Verification {
  readonly exitCode: number;
  readonly findingCodes: readonly string[];
}

async function verify(sample: DamagedCase): Promise<Verification> {
  const context: AppContext = {
    progress: silentProgress,
    prompts: { askPassword: refuse, confirm: refuse },
    signal: new AbortController().signal,
    warn: () => {},
  };
  try {
    const { result, outcome } = await verifyBackups(
      {
        share: damagedShare(sample.case),
        backups: [],
        level: sample.level,
        certPasswordFiles: [PASSWORD_FILE],
        ...keyFilesOf(sample),
      },
      context,
    );
    return {
      exitCode: outcome === undefined ? 0 : ERROR_CODES[outcome].exit,
      findingCodes: [...result.findings, ...result.backups.flatMap((backup) => backup.findings)].map(
        ({ code }) => code,
      ),
    };
  } catch (error) {
    if (!(error instanceof RestackError)) throw error;
    return { exitCode: error.exitCode, findingCodes: [] };
  }
}

/** The first two cells of each row of a section's table, as plain text. */
function rowsOf(section: string): readonly (readonly [string, string])[] {
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) => {
    const [, first = '', second = ''] = row.split('|').map((cell) => cell.trim().replaceAll('`', ''));
    return [first, second.replaceAll('\\\\', '\\')];
  });
}

describe('the damaged samples', () => {
  it('have a folder each, and nothing else has one', () => {
    const folders = readdirSync(damagedShare(''));
    expect(folders.toSorted()).toEqual(samples.map((sample) => sample.case).toSorted());
    expect(folders).toHaveLength(DAMAGED_CASE_COUNT);
  });

  it('have a page with a row for each, under what becomes of it', () => {
    const page = readFileSync(samplePath('damaged/README.md'), 'utf8');
    const [introduction = '', ...sections] = page.split(/^## /m);
    const rows = sections.flatMap((section) => {
      const [, findingCode = null, exitCode] =
        /^(?:`([A-Z_0-9]+)`|No finding), exit (\d+)\n/.exec(section) ?? [];
      return rowsOf(section).map(([name, description]) => ({
        case: name,
        description,
        findingCode,
        exitCode: Number(exitCode),
      }));
    });
    const expected = samples.map(({ level: _level, keys: _keys, ...row }) => row);
    expect(new Map(rows.map((row) => [row.case, row]))).toEqual(
      new Map(expected.map((row) => [row.case, row])),
    );
    expect(rows).toHaveLength(DAMAGED_CASE_COUNT);
    const others = samples.filter(({ keys }) => keys.join() !== 'TEST-ONLY-backup-2023.pfx');
    expect(rowsOf(introduction)).toEqual(others.map(({ case: name, keys }) => [name, keys.join(', ')]));
    expect(introduction).toContain(`${DAMAGED_CASE_COUNT} shares`);
  });

  it.each(samples)('$case: $description', async (sample) => {
    const { exitCode, findingCodes } = await verify(sample);
    expect(exitCode, findingCodes.join(' ')).toBe(sample.exitCode);
    if (sample.findingCode !== null) expect(findingCodes).toContain(sample.findingCode);
  });
});
