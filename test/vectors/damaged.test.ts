import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AppContext } from '../../src/app/app.js';
import { verifyBackups } from '../../src/app/share/verify-backups.js';
import { ERROR_CODES } from '../../src/core/errors/error-codes.js';
import { silentProgress } from '../../src/core/progress.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import {
  type DamagedSample,
  DAMAGED_SAMPLE_COUNT,
  keyFilesOf,
  PASSWORD_FILE,
  readDamagedSamples,
  samplePath,
} from './damaged-cases.js';

const samples = readDamagedSamples();

const refuse = (): never => {
  throw new Error('nothing is to be asked');
};

interface Verification {
  readonly exitCode: number;
  readonly findingCodes: readonly string[];
}

async function verify(sample: DamagedSample): Promise<Verification> {
  const context: AppContext = {
    progress: silentProgress,
    prompts: { askPassword: refuse, confirm: refuse },
    signal: new AbortController().signal,
    warn: () => {},
  };
  try {
    const { result, outcome } = await verifyBackups(
      {
        share: samplePath(`damaged/${sample.case}`),
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

describe('the damaged samples', () => {
  it('have a folder each, and nothing else has one', () => {
    const folders = readdirSync(samplePath('damaged'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(folders.toSorted()).toEqual(samples.map((sample) => sample.case).toSorted());
    expect(folders).toHaveLength(DAMAGED_SAMPLE_COUNT);
  });

  it.each(samples)('$case: $description', async (sample) => {
    const { exitCode, findingCodes } = await verify(sample);
    expect(exitCode, findingCodes.join(' ')).toBe(sample.exitCode);
    if (sample.findingCode !== null) expect(findingCodes).toContain(sample.findingCode);
  });
});
