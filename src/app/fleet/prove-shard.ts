import { join, resolve } from 'node:path';
import type { BackupSet } from '../../backup-set/catalog.js';
import { PRIVATE_FOLDER } from '../../adapters/disk/atomic-file.js';
import { explainWriteError, isTaken } from '../../adapters/disk/new/new-file.js';
import { systemClock } from '../../core/clock.js';
import { isErrorCode, selectWorstCode } from '../../core/errors/error-codes.js';
import { selectOutcome } from '../../core/errors/finding.js';
import { isFindingCode } from '../../core/errors/finding-codes.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { groupByKey } from '../../core/group-by-key.js';
import type { PlannedSet, SetResult, VerifiedBackup, VerifyResult, WorkList } from '../../schema/results.js';
import { createSetResult, nameResults } from '../../use-cases/fleet/set-results.js';
import { assignShards } from '../../use-cases/fleet/shards.js';
import { assertCurrent, describeChange, findPlannedSet } from '../../use-cases/fleet/work-list.js';
import type { AppContext, Outcome } from '../app.js';
import { readShardIndex } from '../environment.js';
import {
  forStamp,
  readSetResult,
  readStamps,
  readWorkList,
  type Stamp,
  writeSetResult,
} from './fleet-files.js';
import { describeFailure } from './plan-fleet.js';
import { makeFolders } from '../../adapters/disk/new/make-folders.js';

/** The part of a work list to prove. */
export interface ProveShardOptions {
  readonly workList: string;
  readonly stampsFile: string;
  /** Folder of the results of all shards; made where it is not there. */
  readonly results: string;
  readonly shard: {
    /** Counted from 1; undefined: what the scheduler says. */
    readonly index: number | undefined;
    readonly count: number;
  };
}

/** One shard at work. */
interface Work {
  readonly list: WorkList;
  /** Absolute paths of results, by place in the list. */
  readonly paths: readonly string[];
  readonly ended: Map<number, SetResult>;
  proofs: VerifyResult['proofs'];
}

/**
 * Proves one part of a work list, and leaves a result for each set as soon as it is proved. Sets that have passed before
 * are not proved again, all others are. A stamp that fails does not end the others: each of its sets gets the failure as
 * its result.
 *
 * @throws CONFIG when the work list or the stamps file is wrong, or they are not about the same stamps; PLAN_STALE when
 * the night of the list is over; USAGE when no scheduler says which shard this is; NOTHING_CHECKED for an empty list.
 */
export async function proveShard(
  options: ProveShardOptions,
  context: AppContext,
): Promise<Outcome<VerifyResult>> {
  const list = await readWorkList(options.workList, context);
  assertCurrent(list, options.workList, systemClock.now());
  const stamps = await readPlannedStamps(list, options, context);
  if (list.sets.length === 0) {
    throw new RestackError('NOTHING_CHECKED', `${options.workList} names no backup set`, {
      hints: ['see which stamps failed: restack fleet plan --stamps FILE --out FILE'],
    });
  }
  const { count } = options.shard;
  const index = options.shard.index ?? readShardIndex(count);
  const mine = assignShards(list.sets, count)[index - 1]?.sets ?? [];
  if (mine.length === 0)
    context.warn(`shard ${index} of ${count} has no set: there are more shards than chains`);
  const folder = await makeFolder(join(resolve(options.results), list.digest));
  const paths = nameResults(list).map((name) => join(folder, name));
  const work: Work = { list, paths, ended: new Map(), proofs: { made: 0, shared: 0 } };
  const kept = await keepPassed(mine, work, context);
  const left = mine.filter((position) => !work.ended.has(position));
  for (const [name, positions] of groupByKey(left, (position) => list.sets[position]?.stamp ?? '')) {
    const stamp = stamps.get(name);
    if (stamp !== undefined) await proveStamp(stamp, positions, { work, context: forStamp(context, stamp) });
  }
  return describeShard(mine, work, { index, count, folder, kept });
}

/** The stamps of the list by name. @throws CONFIG when the stamps file lacks one, or has another share for it. */
async function readPlannedStamps(
  { stamps }: WorkList,
  { workList, stampsFile }: ProveShardOptions,
  context: AppContext,
): Promise<ReadonlyMap<string, Stamp>> {
  const given = new Map((await readStamps(stampsFile, context)).map((stamp) => [stamp.name, stamp]));
  const lost = stamps.filter(({ name, share }) => given.get(name)?.share !== share);
  const [first] = lost;
  if (first === undefined) return given;
  const why = given.has(first.name) ? 'has another share for' : 'does not name';
  throw new RestackError('CONFIG', `${stampsFile} ${why} ${first.name}, which ${workList} was planned with`, {
    hints: ['give the stamps file that the night was planned with, or plan it anew'],
    details: { stamps: lost.map(({ name }) => name) },
  });
}

async function makeFolder(folder: string): Promise<string> {
  try {
    await makeFolders(folder, PRIVATE_FOLDER);
    return folder;
  } catch (error) {
    throw explainWriteError(error, folder);
  }
}

/**
 * Results that passed stay. A set that failed may be mended by now: another key, a share that answers, a new copy. A file
 * that is no result of this list, as a disk that failed leaves it, keeps no set from being proved again.
 */
async function keepPassed(mine: readonly number[], work: Work, context: AppContext): Promise<number> {
  for (const position of mine) {
    const path = work.paths[position] ?? '';
    if (!(await isTaken(path))) continue;
    const result = await readKept(path, work, context);
    if (result?.backup?.verdict === 'passed') work.ended.set(position, result);
  }
  return work.ended.size;
}

async function readKept(path: string, { list }: Work, context: AppContext): Promise<SetResult | undefined> {
  try {
    return await readSetResult(path, list, context);
  } catch (error) {
    if (!(error instanceof RestackError) || error.code !== 'CONFIG') throw error;
    context.warn(`${error.message}; its set is proved again`);
    return undefined;
  }
}

interface StampWork {
  readonly work: Work;
  readonly context: AppContext;
}

async function proveStamp(
  { options, deployment }: Stamp,
  positions: readonly number[],
  { work, context }: StampWork,
): Promise<void> {
  const [{ withOpenSets }, { verifySelected }, { selectDeployment }, { chooseLevel }] = await Promise.all([
    import('../share/open-sets.js'),
    import('../share/verify-backups.js'),
    import('../../backup-set/catalog/select-set.js'),
    import('../../use-cases/verify/verify-sets.js'),
  ]);
  try {
    await withOpenSets(options, context, async (sets) => {
      const level = chooseLevel(work.list.level, sets.keys.any);
      const there = selectDeployment(sets.catalog, deployment);
      const found = positions.flatMap((position) => {
        const planned = work.list.sets[position];
        const set = planned === undefined ? undefined : findPlannedSet(there, planned);
        return planned === undefined || set === undefined ? [] : [{ position, planned, set }];
      });
      const { proofs } = await verifySelected(
        found.map(({ set }) => set),
        {
          level,
          sets,
          context,
          onVerdict: async (index, backup) => {
            const one = found[index];
            if (one !== undefined) await leave(work, one.position, endSet(one, backup));
          },
        },
      );
      const { made, shared } = work.proofs;
      work.proofs = { made: made + proofs.made, shared: shared + proofs.shared };
    });
    await failRest(positions, work, {
      code: 'NOT_FOUND',
      message: 'the set is no longer on the share: retention may have taken it since the night was planned',
    });
  } catch (error) {
    await failRest(positions, work, describeFailure(error, context));
  }
}

/** Ends a set: passing counts only for the one that was planned; one that fails is damaged, whichever it is. */
function endSet(
  { planned, set }: { readonly planned: PlannedSet; readonly set: BackupSet },
  backup: VerifiedBackup,
): Parameters<typeof createSetResult>[2] {
  const message = backup.verdict === 'passed' ? describeChange(planned, set) : undefined;
  return message === undefined ? { backup } : { failure: { code: 'PLAN_STALE', message } };
}

async function failRest(
  positions: readonly number[],
  work: Work,
  failure: NonNullable<SetResult['failure']>,
): Promise<void> {
  for (const position of positions) {
    if (!work.ended.has(position)) await leave(work, position, { failure });
  }
}

async function leave(
  work: Work,
  position: number,
  ended: Parameters<typeof createSetResult>[2],
): Promise<void> {
  const result = createSetResult(work.list, position, ended);
  await writeSetResult(work.paths[position] ?? '', result);
  work.ended.set(position, result);
}

function describeShard(
  mine: readonly number[],
  { list, ended, proofs }: Work,
  shard: { readonly index: number; readonly count: number; readonly folder: string; readonly kept: number },
): Outcome<VerifyResult> {
  const results = mine.flatMap((position) => ended.get(position) ?? []);
  const backups = results.flatMap(({ backup }) => backup ?? []);
  const unproved = results.flatMap(({ stamp, backupId, failure }) =>
    failure === null ? [] : [{ stamp, backupId, failure }],
  );
  const codes = backups.flatMap(({ findings }) =>
    findings.flatMap(({ code }) => (isFindingCode(code) ? [{ code }] : [])),
  );
  const outcome = selectOutcome(codes);
  const failures = unproved.flatMap(({ failure: { code } }) => (isErrorCode(code) ? [code] : []));
  const stamps = [...new Set(results.map(({ stamp }) => stamp))];
  return {
    result: {
      level: list.level,
      backups,
      proofs,
      passedOver: [],
      findings: [],
      shard: { workDigest: list.digest, ...shard, stamps, unproved },
    },
    outcome: selectWorstCode([...failures, ...(outcome === undefined ? [] : [outcome])]),
  };
}
