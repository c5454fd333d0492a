import { systemClock } from '../../core/clock.js';
import { type ErrorCode, selectWorstCode } from '../../core/errors/error-codes.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { processRedactor } from '../../core/redaction/redactor.js';
import { followStep, silentProgress } from '../../core/progress.js';
import { workThrough } from '../../core/work-through.js';
import type { FleetPlanResult, VerifyLevel, WorkList } from '../../schema/results.js';
import { createWorkList, planSets, type SurveyedStamp } from '../../use-cases/fleet/work-list.js';
import type { AppContext, Outcome } from '../app.js';
import { assertKeyGiven } from '../keys/keyring.js';
import { assertWorkListPlace, forStamp, readStamps, type Stamp, writeWorkList } from './fleet-files.js';

/** The fleet to plan for. */
export interface PlanFleetOptions {
  readonly stampsFile: string;
  /** A new file, or one that holds an earlier work list. */
  readonly out: string;
  /** Default: `content`. */
  readonly level?: VerifyLevel | undefined;
  /** The time that the list holds for. Default: a day. */
  readonly validMs?: number | undefined;
}

const DAY_MS = 86_400_000;

/** Shares that are looked at at a time: most of that is waiting for file servers. */
const SHARES_AT_A_TIME = 8;

/**
 * Freezes the work of a night: the sets on the shares of all stamps, from metadata alone. A share that cannot be read is
 * named in the list, and decides the outcome; the list is written all the same.
 *
 * @throws USAGE when `out` is taken by something else; CONFIG when the stamps file is wrong; the errors of reading and
 * writing the two files.
 */
export async function planFleet(
  { stampsFile, out, level = 'content', validMs = DAY_MS }: PlanFleetOptions,
  context: AppContext,
): Promise<Outcome<FleetPlanResult>> {
  await assertWorkListPlace(out, context);
  const stamps = await readStamps(stampsFile, context);
  const plannedAt = systemClock.now();
  const surveyed = await surveyStamps(stamps, level, context);
  const work = createWorkList(surveyed, { level, plannedAt, validMs });
  const path = await writeWorkList(out, work);
  const failures = surveyed.flatMap(({ failure }) => (failure === null ? [] : [failure.code]));
  return { result: describeWorkList(work, path), outcome: selectWorstCode(failures) };
}

type Surveyed = Omit<SurveyedStamp, 'failure'> & {
  readonly failure: { readonly code: ErrorCode; readonly message: string } | null;
};

async function surveyStamps(
  stamps: readonly Stamp[],
  level: VerifyLevel,
  context: AppContext,
): Promise<readonly Surveyed[]> {
  const surveyed = new Map<Stamp, Surveyed>();
  await followStep(
    context.progress,
    { title: 'Looking at the shares of stamps', unit: 'objects', total: stamps.length },
    (step) =>
      workThrough(stamps, SHARES_AT_A_TIME, async (stamp) => {
        context.signal.throwIfAborted();
        surveyed.set(stamp, await surveyStamp(stamp, level, context));
        step.advance(surveyed.size, stamps.length);
      }),
  );
  return stamps.flatMap((stamp) => surveyed.get(stamp) ?? []);
}

async function surveyStamp(stamp: Stamp, level: VerifyLevel, context: AppContext): Promise<Surveyed> {
  const { name, share, deployment, options } = stamp;
  const quiet = { ...forStamp(context, stamp), progress: silentProgress };
  const [{ withShare }, { selectDeployment }] = await Promise.all([
    import('../share/share.js'),
    import('../../backup-set/catalog/select-set.js'),
  ]);
  try {
    if (level !== 'structure') assertKeyGiven(options);
    return await withShare(options, quiet, ({ catalog }) => {
      const sets = selectDeployment(catalog, deployment);
      const failure =
        sets.length > 0
          ? null
          : { code: 'NOTHING_CHECKED' as const, message: 'the share holds no backup set' };
      const findings = catalog.findings.map(dropSecrets);
      return Promise.resolve({ name, share, failure, findings, sets: planSets(name, sets) });
    });
  } catch (error) {
    return { name, share, failure: describeFailure(error, context), findings: [], sets: [] };
  }
}

/** The failure of one stamp, which ends no other. @throws the error itself when it is a bug, or the command was stopped. */
export function describeFailure(
  error: unknown,
  { signal }: Pick<AppContext, 'signal'>,
): { readonly code: ErrorCode; readonly message: string } {
  if (signal.aborted || !(error instanceof RestackError) || error.code === 'INTERNAL') throw error;
  return dropSecrets({ code: error.code, message: error.message });
}

/** The same words, which go into a file, without a secret that this process knows. */
function dropSecrets<T extends { readonly message: string }>(told: T): T {
  return { ...told, message: processRedactor.redact(told.message) };
}

function describeWorkList(work: WorkList, out: string): FleetPlanResult {
  const { digest: workDigest, plannedAt, expiresAt, level, sets, stamps } = work;
  const sum = (own: WorkList['sets']) => own.reduce((bytes, { addedBytes }) => bytes + addedBytes, 0);
  const byStamp = new Map(stamps.map(({ name }): [string, WorkList['sets'][number][]] => [name, []]));
  for (const set of sets) byStamp.get(set.stamp)?.push(set);
  return {
    out,
    workDigest,
    plannedAt,
    expiresAt,
    level,
    sets: sets.length,
    sizeBytes: sum(sets),
    stamps: stamps.map(({ name, share, failure }) => {
      const own = byStamp.get(name) ?? [];
      return { name, share, sets: own.length, sizeBytes: sum(own), failure };
    }),
  };
}
