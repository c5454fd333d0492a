import { type ErrorCode, isErrorCode, selectWorstCode } from '../../core/errors/error-codes.js';
import { type Finding, selectOutcome } from '../../core/errors/finding.js';
import { isFindingCode } from '../../core/errors/finding-codes.js';
import type {
  ProofFailure,
  FleetMergeResult,
  MergedStamp,
  PlannedSet,
  ReportedFinding,
  SetResult,
  VerifiedBackup,
  WorkList,
} from '../../schema/results.js';
import { renderCanonicalJson } from './work-list.js';

/** The results of a night in one, and the code that all of it ends in. */
export interface MergedFleet {
  readonly result: FleetMergeResult;
  readonly outcome: ErrorCode | undefined;
}

/** Finds further faults of a stamp, such as the age of its newest good set. */
export type JudgeStamp = (
  stamp: Pick<MergedStamp, 'name'>,
  sets: readonly { readonly planned: PlannedSet; readonly passed: boolean }[],
) => readonly Finding[];

type Ended = { readonly backup: VerifiedBackup } | { readonly failure: ProofFailure };

/**
 * Merges results, which may come in any order and parts, and several times. A set without a result is a failure, and so
 * is one whose verdicts contradict each other; a verdict counts more than a failure to come to one.
 *
 * @param results of this work list, as parsed
 */
export function mergeResults(
  work: WorkList,
  results: readonly SetResult[],
  judge: JudgeStamp = () => [],
): MergedFleet {
  const byPosition = new Map<number, SetResult[]>();
  for (const result of results) {
    const own = byPosition.get(result.position);
    if (own === undefined) byPosition.set(result.position, [result]);
    else own.push(result);
  }
  const ended = work.sets.map((planned, position) => ({
    planned,
    ended: settle(byPosition.get(position) ?? []),
  }));
  const byStamp = new Map(work.stamps.map(({ name }): [string, (typeof ended)[number][]] => [name, []]));
  for (const one of ended) byStamp.get(one.planned.stamp)?.push(one);
  const stamps = work.stamps.map((stamp) =>
    mergeStamp(stamp, byStamp.get(stamp.name) ?? [], { level: work.level, judge }),
  );
  const { digest: workDigest, plannedAt, level } = work;
  return {
    result: { workDigest, plannedAt, level, counts: count(stamps), stamps },
    outcome: selectWorstCode(stamps.flatMap(listCodes)),
  };
}

/** Takes one end of all that are told of a set, the same one in whatever order they come. */
function settle(results: readonly SetResult[]): Ended {
  const verdicts = listDistinct(results.flatMap(({ backup }) => backup ?? []));
  const [verdict, ...others] = verdicts;
  if (verdict !== undefined && others.length > 0) return { failure: describeContradiction(verdicts) };
  if (verdict !== undefined) return { backup: verdict };
  const failures = listDistinct(results.flatMap(({ failure }) => failure ?? []));
  const worst = selectWorstCode(failures.flatMap(({ code }) => (isErrorCode(code) ? [code] : [])));
  const failure = failures.find(({ code }) => code === worst);
  return { failure: failure ?? { code: 'NOTHING_CHECKED', message: 'no shard left a result of it' } };
}

function listDistinct<T>(values: readonly T[]): readonly T[] {
  const distinct = new Map(values.map((value) => [renderCanonicalJson(value), value]));
  return [...distinct].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
}

function describeContradiction(verdicts: readonly VerifiedBackup[]): ProofFailure {
  const told = verdicts.map(({ verdict, findings }) => {
    const first = findings.find(({ severity }) => severity === 'error');
    return first === undefined ? verdict : `${verdict} (${first.code})`;
  });
  const message = `its results contradict each other: ${told.toSorted().join(', ')}`;
  return { code: 'INTEGRITY', message };
}

interface StampSet {
  readonly planned: PlannedSet;
  readonly ended: Ended;
}

function mergeStamp(
  { name, share, failure, findings: known }: WorkList['stamps'][number],
  sets: readonly StampSet[],
  { level, judge }: { readonly level: WorkList['level']; readonly judge: JudgeStamp },
): MergedStamp {
  const newestFirst = sets.toReversed();
  const judged = newestFirst.map(({ planned, ended }) => ({ planned, passed: hasPassed(ended) }));
  const good = judged.find(({ planned, passed }) => passed && planned.ready)?.planned;
  const findings = [...known, ...judge({ name }, judged)];
  const backups = newestFirst.flatMap(({ ended }) => ('backup' in ended ? [ended.backup] : []));
  const unproved = newestFirst.flatMap(({ planned: { backupId, createdAt }, ended }) =>
    'failure' in ended ? [{ backupId, createdAt, failure: ended.failure }] : [],
  );
  const reason = findReason({ failure, findings, newestFirst });
  return {
    name,
    share,
    ...judgeRecovery(reason, { good, level }),
    newestGood: good === undefined ? null : { backupId: good.backupId, createdAt: good.createdAt },
    failure,
    findings,
    backups,
    unproved,
  };
}

function hasPassed(ended: Ended): boolean {
  return 'backup' in ended && ended.backup.verdict === 'passed';
}

function judgeRecovery(
  reason: string | null,
  { good, level }: { readonly good: PlannedSet | undefined; readonly level: WorkList['level'] },
): Pick<MergedStamp, 'state' | 'reason'> {
  if (good === undefined) {
    return { state: 'notRecoverable', reason: reason ?? 'none of its sets is ready for a recovery' };
  }
  if (level === 'structure' || level === 'keys') {
    return { state: 'notShown', reason: reason ?? `level ${level} proves no bytes` };
  }
  return { state: reason === null ? 'recoverable' : 'impaired', reason };
}

/** The first fault of a stamp, in the order in which a person wants to know; null where there is none. */
function findReason({
  failure,
  findings,
  newestFirst,
}: {
  readonly failure: ProofFailure | null;
  readonly findings: readonly ReportedFinding[];
  readonly newestFirst: readonly StampSet[];
}): string | null {
  if (failure !== null) return `${failure.code}: ${failure.message}`;
  for (const { planned, ended } of newestFirst) {
    const id = planned.backupId.slice(0, 8);
    if ('failure' in ended) return `${id}: ${ended.failure.code}: ${ended.failure.message}`;
    const error = findError(ended.backup.findings);
    if (error !== undefined) return `${id}: ${error.code}: ${error.message}`;
  }
  const error = findError(findings);
  return error === undefined ? null : `${error.code}: ${error.message}`;
}

function findError(findings: readonly ReportedFinding[]): ReportedFinding | undefined {
  return findings.find(({ severity }) => severity === 'error');
}

function listCodes({ failure, findings, backups, unproved }: MergedStamp): readonly ErrorCode[] {
  const failures = [...(failure === null ? [] : [failure]), ...unproved.map((one) => one.failure)];
  const all = [...findings, ...backups.flatMap((backup) => backup.findings)];
  const outcome = selectOutcome(all.flatMap(({ code }) => (isFindingCode(code) ? [{ code }] : [])));
  return [
    ...failures.flatMap(({ code }) => (isErrorCode(code) ? [code] : [])),
    ...(outcome === undefined ? [] : [outcome]),
  ];
}

function count(stamps: readonly MergedStamp[]): FleetMergeResult['counts'] {
  const inState = (wanted: MergedStamp['state']) => stamps.filter(({ state }) => state === wanted).length;
  const backups = stamps.flatMap((stamp) => stamp.backups);
  const passed = backups.filter(({ verdict }) => verdict === 'passed').length;
  return {
    recoverable: inState('recoverable'),
    impaired: inState('impaired'),
    notShown: inState('notShown'),
    notRecoverable: inState('notRecoverable'),
    passed,
    failed: backups.length - passed,
    unproved: stamps.flatMap(({ unproved }) => unproved).length,
  };
}
