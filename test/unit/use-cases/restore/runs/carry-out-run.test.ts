import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RestackError } from '../../../../../src/core/errors/restack-error.js';
import { planRestore } from '../../../../../src/use-cases/restore/plan/plan-restore.js';
import type { KeptRun } from '../../../../../src/use-cases/restore/runs/kept/kept-run.js';
import type { RunGround } from '../../../../../src/use-cases/restore/runs/kept/run-archive.js';
import { startRun } from '../../../../../src/use-cases/restore/runs/start-run.js';
import { MemoryTarget } from '../../../../doubles/memory-target.js';
import { emptyRecords } from '../../../../fixtures/valid-records.js';
import { createStart, createTestDialogue, openTestGround } from '../../../../fixtures/restore-run.js';

const RUN_ID = '5f0c2a61-0000-4000-8000-000000000001';
const records = emptyRecords();

let runsFolder: string;
beforeEach(async () => {
  runsFolder = await mkdtemp(join(tmpdir(), 'restack-carry-'));
});
afterEach(() => rm(runsFolder, { recursive: true, force: true }));

const broken = (what: string) => () => Promise.reject(Object.assign(new Error(what), { code: 'EIO' }));

/** Starts a run of which some things break, once it is kept. */
async function start(breakRun: (run: KeptRun) => Partial<KeptRun>) {
  const ground = openTestGround(runsFolder);
  const archive = {
    ...ground.archive,
    create: async (run: Parameters<RunGround['archive']['create']>[0]) => {
      const kept = await ground.archive.create(run);
      return Object.assign(kept, breakRun(kept));
    },
  };
  const target = new MemoryTarget();
  const plan = await planRestore({ records, target });
  const { dialogue, warnings } = createTestDialogue();
  const given = createStart({ runId: RUN_ID, plan, target, records });
  const end = await startRun(given, { ...ground, archive }, dialogue).catch((error: unknown) => error);
  return { end, warnings, kept: ground.archive.open(RUN_ID) };
}

const FAILURE = new RestackError('PARTIAL', 'the disk is full', { hints: ['make room'], exitCode: 40 });
const fail = () => Promise.reject(FAILURE);

describe('a run that fails', () => {
  it('ends in its failure, with the command to go on, and keeps that it failed', async () => {
    const { end, warnings, kept } = await start(() => ({ writeResult: fail }));
    expect(end).toMatchObject({
      code: 'PARTIAL',
      hints: ['make room', `take it up again: restack runs resume ${RUN_ID}`],
      details: { runId: RUN_ID },
      cause: FAILURE,
    });
    expect(warnings).toEqual([]);
    expect(await kept.readStatus()).toMatchObject({ state: 'failed', attempts: 1 });
  });

  it.each<readonly [string, (run: KeptRun) => Partial<KeptRun>]>([
    ['its inputs cannot be read', () => ({ readInputs: broken('inputs') })],
    ['its status cannot be read', (run) => ({ readStatus: failSecond(run.readStatus.bind(run)) })],
    [
      'its journal cannot be closed',
      (run) => {
        const open = run.openAttempt.bind(run);
        const openAttempt = async () => {
          const attempt = await open();
          // The file of the journal is closed all the same, and not left to the garbage collector.
          const close = () => attempt.close().then(broken('close'));
          return { ...attempt, close, begin: fail };
        };
        return { openAttempt };
      },
    ],
  ])('ends in its failure also when %s', async (_what, breakMore) => {
    const { end } = await start((run) => ({ writeResult: fail, ...breakMore(run) }));
    expect(end).toMatchObject({ code: 'PARTIAL', cause: FAILURE, details: { runId: RUN_ID } });
  });

  it('warns when its end could not be noted', async () => {
    const { end, warnings } = await start((run) => ({
      writeResult: fail,
      readStatus: failSecond(run.readStatus.bind(run)),
    }));
    expect(end).toMatchObject({ code: 'PARTIAL', details: { runId: RUN_ID } });
    expect(warnings).toHaveLength(1);
  });
});

/** Works once, and never again. */
function failSecond<R>(work: () => Promise<R>): () => Promise<R> {
  let calls = 0;
  return () => {
    calls += 1;
    return calls === 1 ? work() : broken('second')();
  };
}
