import { systemClock } from '../../core/clock.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { FleetMergeResult, SetResult, WorkList } from '../../schema/results.js';
import { type JudgeStamp, mergeResults } from '../../use-cases/fleet/merge-results.js';
import { assertCurrent } from '../../use-cases/fleet/work-list.js';
import { checkAge } from '../../use-cases/verify/share/backup-age.js';
import type { AppContext, Outcome } from '../app.js';
import { findResults, readSetResult, readWorkList } from './fleet-files.js';

/** The results to merge. */
export interface MergeFleetOptions {
  readonly folder: string;
  readonly workList: string;
  /** The greatest age that the newest good set of each stamp may have, in milliseconds. */
  readonly maxAgeMs?: number | undefined;
}

/** The most files that one error names. */
const TOLD = 5;

/**
 * Merges the results of all shards of a night. A set without a result is a failure.
 *
 * @throws CONFIG when the work list is wrong, or a file among the results is none of it; PLAN_STALE when its night is
 * over; NOT_FOUND when the folder is not there.
 */
export async function mergeFleet(
  { folder, workList, maxAgeMs }: MergeFleetOptions,
  context: AppContext,
): Promise<Outcome<FleetMergeResult>> {
  const work = await readWorkList(workList, context);
  const now = systemClock.now();
  assertCurrent(work, workList, now);
  const { paths, others } = await findResults(folder, work.digest);
  if (others.length > 0) tellOthers(paths, others, { folder, work, context });
  const results = await readResults(paths, work, context);
  return mergeResults(work, results, maxAgeMs === undefined ? undefined : judgeAge({ maxAgeMs, now }));
}

/**
 * Tells of results of other nights, which may lie beside those of this one.
 *
 * @throws PLAN_STALE where there is nothing else: the wrong list was given.
 */
function tellOthers(
  paths: readonly string[],
  others: readonly string[],
  {
    folder,
    work,
    context,
  }: { readonly folder: string; readonly work: WorkList; readonly context: AppContext },
): void {
  const whose = others.map((digest) => digest.slice(0, 12)).join(', ');
  if (paths.length > 0) {
    context.warn(`${folder} also holds results of other work lists, which were not counted: ${whose}`);
    return;
  }
  const message = `${folder} holds results of other work lists (${whose}), and none of ${work.digest.slice(0, 12)}`;
  throw new RestackError('PLAN_STALE', message, {
    hints: ['give the work list that the shards were started with'],
    details: { workDigest: work.digest, found: others },
  });
}

async function readResults(
  paths: readonly string[],
  work: WorkList,
  context: AppContext,
): Promise<readonly SetResult[]> {
  const results: SetResult[] = [];
  const refused: RestackError[] = [];
  for (const path of paths) {
    context.signal.throwIfAborted();
    try {
      results.push(await readSetResult(path, work, context));
    } catch (error) {
      if (!(error instanceof RestackError) || error.code === 'INTERRUPTED') throw error;
      refused.push(error);
    }
  }
  const [first] = refused;
  if (first === undefined) return results;
  const told = refused.slice(0, TOLD).map(({ message }) => message);
  const more = refused.length > TOLD ? [`and ${refused.length - TOLD} more`] : [];
  throw new RestackError(first.code, [...told, ...more].join('; '), {
    cause: first,
    hints: first.hints,
    details: { refused: refused.length },
  });
}

function judgeAge(limit: { readonly maxAgeMs: number; readonly now: Date }): JudgeStamp {
  return (_, sets) =>
    checkAge(
      sets.map(({ planned, passed }) => ({
        backupId: planned.backupId,
        createdAt: new Date(planned.createdAt),
        deploymentId: planned.deploymentId,
        isGood: planned.ready && passed,
      })),
      limit,
    );
}
