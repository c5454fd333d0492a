import { expect } from 'vitest';
import { readShare } from '../../src/app/share/share.js';
import type { BackupSet } from '../../src/backup-set/catalog.js';
import { context } from '../e2e/captured-cloud.js';
import type { CaptureCloud } from './capture-cloud.js';
import { runKilled } from './killed-runs.js';

/** A share onto which captures are killed, one after the other. */
export interface KilledCaptures {
  /** Captures, and kills that at a step. Afterwards the share lists what it listed before, or also the whole new set. */
  readonly capture: (killAt: number | null) => Promise<CaptureEnd>;
}

/** The end of a capture. */
export interface CaptureEnd {
  /** Undefined when it was killed. */
  readonly steps: number | undefined;
  /** The new set that the share lists. */
  readonly fresh: BackupSet | undefined;
  readonly stdout: string;
}

export function killCaptures(cloud: CaptureCloud, share: string): KilledCaptures {
  let known = new Map<string, BackupSet>();
  return {
    async capture(killAt) {
      const argv = cloud.argv(share, '--enable-disabled', '--json');
      const run = await runKilled(argv, { folders: [share], killAt }, cloud.environment);
      if (run.steps !== undefined) expect(run, run.stdout).toMatchObject({ exitCode: 0, leftBehind: [] });
      const sets = await listSets(share);
      const fresh = sets.filter(({ backupId }) => !known.has(backupId));
      const old = sets.filter(({ backupId }) => known.has(backupId));
      expect(old, `step ${killAt}`).toEqual([...known.values()]);
      expect(fresh.length).toBeLessThanOrEqual(1);
      for (const set of fresh)
        expect(set).toMatchObject({ status: 'Succeeded', cloudRecoveryReady: true, findings: [] });
      known = new Map(sets.map((set) => [set.backupId, set]));
      return { steps: run.steps, fresh: fresh[0], stdout: run.stdout };
    },
  };
}

/** Before the first folder is made there is no share to list. */
async function listSets(share: string): Promise<readonly BackupSet[]> {
  try {
    return (await readShare({ share }, context)).catalog.sets;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'NOT_FOUND') return [];
    throw error;
  }
}
