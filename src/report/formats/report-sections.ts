import { formatDuration, formatMinute } from '../../core/clock.js';
import { formatCount } from '../../core/sizes.js';
import type { ReportCheck, ReportDocument } from '../../schema/results.js';

/** A table of a report, as every format for people shows it. */
export interface ShownTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The column whose cells may hold several lines; a line end anywhere else is of a name, and is shown. */
  readonly lines?: string;
}

/** The words for the states of checks. */
export const STATE_WORDS: Readonly<Record<ReportCheck['state'], string>> = {
  passed: 'passed',
  failed: 'FAILED',
  timedOut: 'TIMED OUT',
  notRun: 'not run',
};

/** The states of checks, the worst first. */
const CHECK_STATES: readonly ReportCheck['state'][] = ['failed', 'timedOut', 'notRun', 'passed'];

/** The words for a verdict. */
export const VERDICT_WORDS: Readonly<Record<ReportDocument['outcome']['verdict'], string>> = {
  passed: 'PASSED',
  attention: 'PASSED, to be read',
  failed: 'FAILED',
};

/** The words for the states of claims. */
export const CLAIM_WORDS: Readonly<Record<ReportDocument['claims'][number]['state'], string>> = {
  passed: 'yes',
  partly: 'IN PART',
  failed: 'NO',
  notRun: 'not tried',
};

/** Who made the report, where and with which versions; and of which run. */
export function listMakers({ maker, madeAt, command, run }: ReportDocument): ShownTable {
  const rows = [
    ['Made at', formatMinute(madeAt)],
    ['By', `${maker.user} on ${maker.host}`],
    ['With', `restack ${maker.version}, Node ${maker.node}, ${maker.platform}`],
    ['Command', `restack ${command}`],
    ['Schemas', maker.schemas.join(', ')],
    ...(run === null
      ? []
      : [
          ['Run', run.runId],
          ['State', run.state],
          ['Began at', formatMinute(run.startedAt)],
          ['Took', run.durationMs === null ? 'unknown' : formatDuration(run.durationMs)],
        ]),
  ];
  return { title: 'Who, where and when', columns: ['Fact', 'Value'], rows };
}

/** The backup sets, the target and other facts. */
export function listFacts({ backups, target, facts }: ReportDocument): readonly ShownTable[] {
  const sets = backups.map(({ backupId, createdAt, deploymentId, stampVersion, chosen }) => [
    backupId,
    createdAt === null ? '' : formatMinute(new Date(createdAt)),
    deploymentId ?? '',
    stampVersion ?? '',
    chosen ?? 'as asked for',
  ]);
  const place =
    target === null
      ? []
      : [['target', target.name], ...target.facts.filter(({ value }) => value !== target.name).map(pair)];
  return [
    { title: 'Backup', columns: ['Set', 'Taken', 'Deployment', 'Stamp version', 'Chosen'], rows: sets },
    { title: 'Target', columns: ['Fact', 'Value'], rows: place },
    { title: 'At a glance', columns: ['Fact', 'Value'], rows: facts.map(pair) },
  ];
}

/** A time as documents hold it. */
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function pair({ label, value }: { readonly label: string; readonly value: string }): readonly string[] {
  return [label, TIME.test(value) ? formatMinute(value) : value];
}

/** The separate facts of a report: proved, restored, validated. */
export function listClaims({ claims }: ReportDocument): ShownTable {
  const rows = claims.map(({ claim, state, statement }) => [claim, CLAIM_WORDS[state], statement]);
  return { title: 'What was shown', columns: ['Claim', 'Shown', 'How'], rows };
}

/** The tables that stand before everything else, or those behind it. */
export function listTables({ tables }: ReportDocument, leading: boolean): readonly ShownTable[] {
  return tables.filter(({ leads = false }) => leads === leading);
}

/** The objectives, and the stages with what was waited in them. */
export function listTimes({ objectives, timeline }: ReportDocument): readonly ShownTable[] {
  const wanted = objectives.find(({ name }) => name === 'RTO')?.wantedMs ?? null;
  const span = (durationMs: number | null) => (durationMs === null ? '' : formatDuration(durationMs));
  return [
    {
      title: 'Objectives',
      columns: ['Objective', 'Wanted', 'Achieved', 'State'],
      rows: objectives.map(({ name, wantedMs, achievedMs, state }) => [
        name,
        wantedMs === null ? 'not set' : formatDuration(wantedMs),
        formatDuration(achievedMs),
        { passed: 'passed', missed: 'MISSED', notSet: 'not set' }[state],
      ]),
    },
    {
      title: 'Timeline',
      columns: ['Stage', 'State', 'Objects', 'Begins', 'Took', 'Of it waiting', 'Retries', 'Within the RTO'],
      rows: timeline.map(({ name, state, objects, startMs, durationMs, waitMs, retries }) => [
        name,
        state,
        objects === null ? '' : String(objects),
        span(startMs),
        span(durationMs),
        span(waitMs),
        retries === null ? '' : String(retries),
        describeReach(startMs, durationMs, wanted),
      ]),
    },
  ];
}

function describeReach(startMs: number | null, durationMs: number | null, wantedMs: number | null): string {
  if (startMs === null || durationMs === null || wantedMs === null) return '';
  return startMs + durationMs <= wantedMs ? 'yes' : 'NO';
}

/** The buckets in which records end, in the order of every table. */
export const BUCKETS = [
  'created',
  'adopted',
  'updated',
  'skipped',
  'manual',
  'failed',
  'outOfScope',
  'pending',
] as const;

/** The balance of records: a row for each kind, the sum below. */
export function listConservation({ conservation }: ReportDocument): ShownTable {
  const columns = ['Kind', 'Read', ...BUCKETS.map(titleOf)];
  if (conservation === null) return { title: 'Conservation', columns, rows: [] };
  type Counts = Omit<typeof conservation, 'byKind'>;
  const row = (name: string, counts: Counts) => [
    name,
    String(counts.read),
    ...BUCKETS.map((bucket) => String(counts[bucket])),
  ];
  const rows = [...conservation.byKind.map((kind) => row(kind.kind, kind)), row('total', conservation)];
  return { title: 'Conservation', columns, rows };
}

/** The name of a bucket for people. */
export function titleOf(bucket: (typeof BUCKETS)[number]): string {
  if (bucket === 'manual') return 'left to a person';
  return bucket === 'outOfScope' ? 'out of scope' : bucket;
}

/** The checks of all suites, those that did not pass first. */
export function listChecks({ suites }: ReportDocument): ShownTable {
  const rows = suites.flatMap(({ name, checks }) => checks.map((check) => ({ suite: name, ...check })));
  return {
    title: 'Checks',
    lines: 'Message',
    columns: ['State', 'Suite', 'Group', 'Check', 'Message'],
    rows: rows
      .toSorted((one, other) => CHECK_STATES.indexOf(one.state) - CHECK_STATES.indexOf(other.state))
      .map(({ state, suite, group, name, message }) => [
        STATE_WORDS[state],
        suite,
        group,
        name,
        message ?? '',
      ]),
  };
}

/** Numbers of checks by state, in words. */
export function summarizeChecks({ suites }: ReportDocument): string {
  const all = suites.flatMap(({ checks }) => checks);
  return CHECK_STATES.map(
    (state) => `${all.filter((check) => check.state === state).length} ${STATE_WORDS[state].toLowerCase()}`,
  ).join(', ');
}

/** The findings, errors first. */
export function listFindings({ findings }: ReportDocument): ShownTable {
  const order = ['error', 'warning', 'info'];
  return {
    title: 'Findings',
    columns: ['Severity', 'Code', 'Place', 'Message'],
    rows: findings
      .toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity))
      .map(({ severity, code, repository, file, pointer, message }) => [
        severity,
        code,
        [repository, file, pointer].filter((part) => part !== null).join(' '),
        message,
      ]),
  };
}

/** The tasks that are left to a person, with room for an owner and a date. */
export function listTasks({ tasks }: ReportDocument): ShownTable {
  return {
    title: 'To do',
    lines: 'Steps',
    columns: ['Owner', 'Due', 'Task', 'Reason', 'Steps'],
    rows: tasks.map(({ task, records, reason, steps, note }) => [
      '',
      '',
      records > 1 ? `${task} (${formatCount(records, 'record')})` : task,
      reason,
      [...steps, ...(note === null ? [] : [note])]
        .map((line) => line.replaceAll('\n', String.raw`\u{a}`))
        .join('\n'),
    ]),
  };
}

/** Digests of what the report is about, and who signs. */
export function listEnd({ digests, signOff }: ReportDocument): readonly ShownTable[] {
  return [
    { title: 'Digests', columns: ['Of', 'SHA-256'], rows: digests.map(({ name, sha256 }) => [name, sha256]) },
    {
      title: 'Sign-off',
      columns: ['', 'Name', 'Date', 'Signature'],
      rows: signOff.map((role) => [role, '', '', '']),
    },
  ];
}
