import { formatDuration, formatMinute } from '../../core/clock.js';
import { formatCount } from '../../core/sizes.js';
import type {
  DrillResult,
  ReportCheck,
  ReportDocument,
  RunReport,
  RunsTodoResult,
  StageReport,
} from '../../schema/results.js';
import { createCheck, joinLines, type ReportParts, SIGNERS } from './document.js';
import { describePreflight } from './describe-comparisons.js';
import { describeChoice, describeProof } from './describe-verify.js';

type Stages = RunReport['stages'] | DrillResult['stages'];
type Problems = RunReport['problems'];
type Claims = ReportDocument['claims'];
type Conservation = NonNullable<ReportDocument['conservation']>;

/** A kept run, as it is read for a report. */
export interface RunEvidence {
  readonly run: RunReport;
  readonly todo: RunsTodoResult;
  /** When the backup was taken, ISO 8601 UTC. */
  readonly createdAt: string;
  readonly deploymentId: string;
  /** Absent where an earlier version of restack kept the run. */
  readonly setDigest?: string | undefined;
  /** The time of the incident, ISO 8601 UTC; undefined where nobody told it. */
  readonly incidentAt?: string | undefined;
  readonly target: readonly { readonly label: string; readonly value: string }[];
  readonly restackVersion: string;
}

/** Describes a kept run: of a restore, or of a drill that came to no report of its own. */
export function describeRun({ run, todo, target, ...kept }: RunEvidence): ReportParts {
  const { backupId, conservation, readBack, problems, stages } = run;
  const durationMs = Date.parse(run.updatedAt) - Date.parse(run.startedAt);
  const incidentAt = kept.incidentAt ?? run.startedAt;
  const ageMs = Math.max(0, Date.parse(incidentAt) - Date.parse(kept.createdAt));
  return {
    title: run.command === 'drill' ? 'Recovery drill' : 'Restore',
    run: { runId: run.runId, state: run.state, startedAt: run.startedAt, durationMs },
    backups: [
      {
        backupId,
        createdAt: kept.createdAt,
        deploymentId: kept.deploymentId,
        stampVersion: null,
        chosen: null,
      },
    ],
    target: { name: run.target, facts: target },
    facts: [
      { label: 'attempts', value: String(run.attempts) },
      { label: 'calls in doubt', value: String(run.inDoubt) },
      { label: 'begun with', value: `restack ${kept.restackVersion}` },
      { label: 'incident at', value: incidentAt },
    ],
    claims: [describeRestored(run.state, conservation), describeValidated(readBack)],
    suites: [describeReplay({ backupId, stages, problems, conservation, readBack })],
    timeline: stages.map(createSpan),
    objectives: [
      ...(run.terminal ? [describeObjective('RTO', null, Math.max(0, durationMs))] : []),
      describeObjective('RPO', null, ageMs),
    ],
    conservation,
    readBack,
    tables: [tableProblems(problems)],
    tasks: todo.tasks,
    digests: kept.setDigest === undefined ? [] : [{ name: `backup set ${backupId}`, sha256: kept.setDigest }],
    signOff: SIGNERS,
  };
}

/**
 * Describes a drill: proof, preflight, replay, read-back and objectives, each as a fact of its own.
 *
 * @param isLatest true where nobody named the set, but the newest
 */
export function describeDrill(result: DrillResult, isLatest = false): ReportParts {
  const { backupId, backup, target, verification, readBack, problems, stages, lost } = result;
  const conservation = { ...result.conservation, pending: 0, byKind: addPending(result) };
  const proved = verification.verdict === 'passed';
  const reached = proved ? readBack : null;
  return {
    title: 'Recovery drill',
    run: {
      runId: result.runId,
      state: result.state,
      startedAt: result.startedAt,
      durationMs: result.durationMs,
    },
    backups: [{ backupId, ...selectFacts(backup), chosen: describeChoice(result.passedOver, isLatest) }],
    target: {
      name: target?.adminEndpoint ?? 'a fresh embedded controller, which was not reached',
      facts: Object.entries({ kind: 'embedded controller', ...target }).map(([label, value]) => ({
        label,
        value,
      })),
    },
    facts: [
      { label: 'incident at', value: result.objectives.incidentAt },
      ...(lost === null ? [] : [{ label: nameLost(lost), value: describeLost(lost.counts) }]),
    ],
    claims: [
      {
        claim: 'proved',
        state: proved ? (verification.complete ? 'passed' : 'partly') : 'failed',
        statement: `${verification.verdict} at level ${verification.level}${verification.complete ? '' : '; the set is not complete'}`,
      },
      describeRestored(proved ? result.state : 'planned', conservation),
      describeValidated(reached),
      describeObjectives(result),
    ],
    proof: describeProof(verification.level, proved ? [verification] : []),
    suites: [
      { name: 'preflight', backupId: null, checks: listPreflight(result) },
      describeReplay({ backupId, stages, problems, conservation, readBack: reached }),
      { name: 'objectives', backupId: null, checks: listObjectives(result).map(checkObjective) },
    ],
    timeline: [
      ...result.phases.map(({ name, startMs, durationMs }) =>
        createSpan({ name, startMs, durationMs, objects: null, state: 'done', waitMs: null, retries: null }),
      ),
      ...stages.map(createSpan),
    ],
    objectives: listObjectives(result),
    conservation,
    readBack: reached,
    tables: [tableProblems(problems), ...tableLost(lost)],
    tasks: result.tasks,
    findings: verification.findings,
    digests: [{ name: `backup set ${backupId}`, sha256: backup.digest }],
    signOff: SIGNERS,
  };
}

function selectFacts({ createdAt, deploymentId, stampVersion }: DrillResult['backup']) {
  return { createdAt, deploymentId, stampVersion };
}

function addPending({ conservation }: DrillResult): Conservation['byKind'] {
  return conservation.byKind.map((counts) => ({ ...counts, pending: 0 }));
}

function nameLost({ newer, createdAt }: NonNullable<DrillResult['lost']>): string {
  return `lost against ${newer} of ${formatMinute(createdAt)}`;
}

function describeLost({
  changed,
  onlyLeft,
  onlyRight,
  notCompared,
}: NonNullable<DrillResult['lost']>['counts']) {
  return `${onlyRight} newer, ${changed} changed, ${onlyLeft} deleted since; ${notCompared} not compared`;
}

function isLost({ onlyRight, changed, onlyLeft, notCompared }: NonNullable<DrillResult['lost']>['counts']) {
  return onlyRight + changed + onlyLeft + notCompared > 0;
}

function tableLost(lost: DrillResult['lost']): ReportDocument['tables'] {
  if (lost === null) return [];
  return [
    {
      title: `What this set lacks against ${lost.newer}, by kind`,
      columns: ['Kind', 'Newer', 'Changed', 'Deleted since', 'Not compared'],
      rows: lost.kinds
        .filter(({ counts }) => isLost(counts))
        .map(({ kind, counts: { onlyRight, changed, onlyLeft, notCompared } }) => [
          kind,
          ...[onlyRight, changed, onlyLeft, notCompared].map(String),
        ]),
    },
    {
      title: 'What would be lost, or come back',
      columns: ['State', 'Kind', 'Name', 'Id'],
      rows: lost.objects.map(({ kind, id, name, state }) => [LOST_WORDS[state], kind, name ?? '', id]),
    },
  ];
}

const LOST_WORDS = {
  onlyRight: 'newer',
  changed: 'changed',
  onlyLeft: 'deleted since',
  notCompared: 'not compared',
} as const satisfies Record<NonNullable<DrillResult['lost']>['objects'][number]['state'], string>;

function describeRestored(state: string, conservation: Conservation): Claims[number] {
  const { read, created, adopted, updated, skipped, manual, failed, outOfScope, pending } = conservation;
  const landed = created + adopted + updated;
  const statement = `${landed} of ${formatCount(read, 'record')} landed; ${manual} left to a person, ${skipped} skipped, ${failed} failed, ${outOfScope} out of scope, ${pending} pending`;
  if (state === 'planned') return { claim: 'restored', state: 'notRun', statement: 'nothing was replayed' };
  if (state === 'completed') return { claim: 'restored', state: 'passed', statement };
  return { claim: 'restored', state: landed > 0 ? 'partly' : 'failed', statement };
}

function describeValidated(readBack: ReportDocument['readBack']): Claims[number] {
  if (readBack === null || readBack.compared === 0) {
    return { claim: 'validated', state: 'notRun', statement: 'nothing was read back' };
  }
  const { compared, different } = readBack;
  return {
    claim: 'validated',
    state: different === 0 ? 'passed' : 'failed',
    statement: `${formatCount(compared, 'object')} read back and compared, ${different} different; that users can work was not tried`,
  };
}

function describeObjectives(result: DrillResult): Claims[number] {
  const objectives = listObjectives(result);
  const missed = objectives.filter(({ state }) => state === 'missed');
  const isSet = objectives.some(({ state }) => state !== 'notSet');
  if (!isSet) return { claim: 'objectives', state: 'notRun', statement: 'no objective was set' };
  const statement = objectives.map((objective) => objective.statement).join('; ');
  return { claim: 'objectives', state: missed.length === 0 ? 'passed' : 'failed', statement };
}

function listObjectives({ objectives, state, verification }: DrillResult): ReportDocument['objectives'] {
  const { rtoMs, achievedRtoMs, rpoMs, achievedRpoMs } = objectives;
  const replayed = verification.verdict === 'passed' && state !== 'failed';
  const rto = describeObjective('RTO', rtoMs, achievedRtoMs);
  return [
    replayed || rtoMs === null ? rto : { ...rto, state: 'missed', statement: 'RTO: nothing was recovered' },
    describeObjective('RPO', rpoMs, achievedRpoMs),
  ];
}

function describeObjective(
  name: 'RTO' | 'RPO',
  wantedMs: number | null,
  achievedMs: number,
): ReportDocument['objectives'][number] {
  const what = name === 'RTO' ? 'the recovery took' : 'the set was older than the incident by';
  const end = wantedMs === null ? 'no objective' : `objective ${formatDuration(wantedMs)}`;
  const met = wantedMs === null ? 'notSet' : achievedMs <= wantedMs ? 'passed' : 'missed';
  const statement = `${name}: ${what} ${formatDuration(achievedMs)}, ${end}`;
  return { name, wantedMs, achievedMs, state: met, statement };
}

function checkObjective({ name, state, statement }: ReportDocument['objectives'][number]): ReportCheck {
  const states = { passed: 'passed', missed: 'failed', notSet: 'notRun' } as const;
  return createCheck('objective', name, { state: states[state], message: statement });
}

function listPreflight({ preflight }: DrillResult): readonly ReportCheck[] {
  const told = preflight.map(describePreflight);
  const message = 'an embedded controller has no version';
  const version = createCheck('preflight', 'version', { state: 'notRun', message });
  return told.some(({ name }) => name === 'version') ? told : [...told, version];
}

interface Replay {
  readonly backupId: string;
  readonly stages: Stages;
  readonly problems: Problems;
  readonly conservation: Conservation;
  readonly readBack: ReportDocument['readBack'];
}

/** The replay as a suite: a check for each stage with work, for the balance of records and for the read-back. */
function describeReplay({ backupId, stages, problems, conservation, readBack }: Replay) {
  const checks = stages
    .filter(({ objects, state }) => objects > 0 || state === 'pending')
    .map(({ name, kind, state, durationMs }) => {
      const lost = problems.filter((problem) => problem.kind === kind && problem.bucket !== 'manual');
      const message = joinLines(lost.map(({ id, bucket, reason }) => `${bucket}: ${id}: ${reason}`)) || null;
      const isLate = STAGE_STATES[state] === 'failed' && areLate(lost);
      const ended = isLate ? 'timedOut' : STAGE_STATES[state];
      return createCheck('stage', name, { state: ended, message, durationMs });
    });
  const { byKind: _byKind, read, ...buckets } = conservation;
  const ended = Object.values(buckets).reduce((sum, count) => sum + count, 0);
  const balance = `${read} read, ${ended} in buckets`;
  return {
    name: `replay of ${backupId}`,
    backupId,
    checks: [
      ...checks,
      createCheck('conservation', 'every record ended in exactly one bucket', {
        state: read === 0 ? 'notRun' : read === ended ? 'passed' : 'failed',
        message: balance,
      }),
      createCheck('read-back', 'the target holds what was sent', {
        state: readBack === null ? 'notRun' : readBack.different === 0 ? 'passed' : 'failed',
        message: readBack === null ? null : `${readBack.compared} compared, ${readBack.different} different`,
      }),
    ],
  };
}

/** True when nothing was refused: what failed was waited for until its time was over. What only hangs on it does not count. */
function areLate(problems: Problems): boolean {
  const late = new Set(problems.filter(({ timedOut }) => timedOut === true).map(({ id }) => id));
  const failed = problems.filter(({ bucket }) => bucket === 'failed' || bucket === 'readBack');
  return failed.length > 0 && failed.every(({ id }) => late.has(id));
}

const STAGE_STATES = {
  done: 'passed',
  partial: 'failed',
  failed: 'failed',
  skipped: 'notRun',
  pending: 'notRun',
} as const satisfies Record<StageReport['state'], ReportCheck['state']>;

type Span = ReportDocument['timeline'][number];

function createSpan({ name, state, objects, startMs, durationMs, waitMs, retries }: Span): Span {
  return { name, state, objects, startMs, durationMs, waitMs, retries };
}

function tableProblems(problems: Problems): ReportDocument['tables'][number] {
  return {
    title: 'Records that did not simply land',
    columns: ['Bucket', 'Kind', 'Id', 'Reason'],
    rows: problems.map(({ bucket, kind, id, reason }) => [bucket, kind, id, reason]),
  };
}
