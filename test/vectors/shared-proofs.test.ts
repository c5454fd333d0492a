import { describe, expect, it } from 'vitest';
import type { AppContext, VerifyOptions } from '../../src/app/app.js';
import { verifyBackups } from '../../src/app/share/verify-backups.js';
import { silentProgress } from '../../src/core/progress.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import type { VerifyResult } from '../../src/schema/results.js';
import { damagedShare, keyFilesOf, PASSWORD_FILE, readCountedCases, samplePath } from './damaged-cases.js';

const refuse = (): never => {
  throw new Error('nothing is to be asked');
};

const context: AppContext = {
  progress: silentProgress,
  prompts: { askPassword: refuse, confirm: refuse },
  signal: new AbortController().signal,
  warn: () => {},
};

/** Undefined when the share cannot be verified at all. */
async function verify(options: VerifyOptions, backups: readonly string[]): Promise<VerifyResult | undefined> {
  try {
    return (await verifyBackups({ ...options, backups }, context)).result;
  } catch (error) {
    if (!(error instanceof RestackError)) throw error;
    return undefined;
  }
}

const KEYS = ['TEST-ONLY-backup-2022.pfx', 'TEST-ONLY-backup-2023.pfx'];
const sound = (['keys', 'integrity', 'content'] as const).map((level) => ({
  name: `the sample share at level ${level}`,
  options: {
    share: samplePath('share'),
    level,
    certPasswordFiles: [PASSWORD_FILE],
    certFiles: KEYS.map((file) => samplePath(`keys/${file}`)),
    keyFile: samplePath('keys/TEST-ONLY-legacy-key.txt'),
  },
}));
const damaged = readCountedCases().map((sample) => ({
  name: `the damaged share ${sample.case}`,
  options: {
    share: damagedShare(sample.case),
    level: sample.level,
    certPasswordFiles: [PASSWORD_FILE],
    ...keyFilesOf(sample),
  },
}));

describe('sets that are verified in one run', () => {
  it.each([...sound, ...damaged])('are what each alone is: $name', async ({ options }) => {
    const together = await verify({ ...options, backups: [] }, []);
    for (const backup of together?.backups ?? []) {
      const alone = await verify({ ...options, backups: [] }, [backup.backupId]);
      // An id that stands in several places selects none of them alone.
      if (alone !== undefined) expect(alone.backups).toEqual([backup]);
    }
  });

  it.each(sound)('prove each snapshot once, $name', async ({ options }) => {
    const together = await verify({ ...options, backups: [] }, []);
    const snapshots = together?.backups.reduce((sum, { checked }) => sum + checked.snapshots, 0);
    expect(together?.proofs.shared).toBeGreaterThan(0);
    expect((together?.proofs.made ?? 0) + (together?.proofs.shared ?? 0)).toBe(snapshots);
  });
});
