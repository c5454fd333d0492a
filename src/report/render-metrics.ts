import type {
  CaptureResult,
  DrillResult,
  FleetMergeResult,
  ServiceBackupsResult,
  VerifyResult,
} from '../schema/results.js';

/** One metric of a run, a gauge: its name without `restack_`, its help, and its values by label. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly values: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[];
}

/** The end of the command that metrics tell of. */
export interface MeasuredRun {
  /** As it is typed. */
  readonly command: string;
  readonly exitCode: number;
  readonly endedAt: Date;
  readonly durationMs: number;
  /** Unix time in seconds of the last run that exited with 0; undefined where there was none. */
  readonly lastSuccess: number | undefined;
}

/**
 * Renders metrics as the textfile collector of node-exporter reads them. Source: Prometheus, text-based exposition format
 * 0.0.4.
 */
export function renderMetrics(run: MeasuredRun, metrics: readonly Metric[]): string {
  return [...describeRun(run), ...metrics]
    .filter(({ values }) => values.length > 0)
    .map(({ name, help, values }) =>
      [
        `# HELP restack_${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
        `# TYPE restack_${name} gauge`,
        ...values.map(({ labels = {}, value }) => `restack_${name}${renderLabels(labels)} ${value}`),
        '',
      ].join('\n'),
    )
    .join('');
}

function renderLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeLabel(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`);
}

const toSeconds = (date: Date | string) => Math.floor(new Date(date).getTime() / 1000);

function describeRun({
  command,
  exitCode,
  endedAt,
  durationMs,
  lastSuccess,
}: MeasuredRun): readonly Metric[] {
  const of = (value: number) => [{ labels: { command }, value }];
  return [
    {
      name: 'last_run_timestamp_seconds',
      help: 'Unix time at which the command ended.',
      values: of(toSeconds(endedAt)),
    },
    { name: 'last_run_exit_code', help: 'Exit code of the command.', values: of(exitCode) },
    { name: 'last_run_duration_seconds', help: 'Duration of the command.', values: of(durationMs / 1000) },
    {
      name: LAST_SUCCESS,
      help: 'Unix time at which the command last exited with 0.',
      values: lastSuccess === undefined ? [] : of(lastSuccess),
    },
  ];
}

const LAST_SUCCESS = 'last_success_timestamp_seconds';
const SUCCESS_LINE = new RegExp(`^restack_${LAST_SUCCESS}\\{command="([a-z ]+)"\\} (\\d{1,15})$`, 'gm');

/** True for a text that begins as metrics of restack do. */
export function areMetrics(text: string): boolean {
  return text.startsWith('# HELP restack_');
}

/** The last success that an earlier file tells of the same command; undefined where it tells none. */
export function findLastSuccess(text: string, command: string): number | undefined {
  const [found] = [...text.matchAll(SUCCESS_LINE)].filter(([, name]) => name === command);
  return found === undefined ? undefined : Number(found[2]);
}

/** Measures what `verify` found: sets by verdict, bytes and records, and the newest set that passed. */
export function measureVerify({ backups, level }: VerifyResult, now: Date): readonly Metric[] {
  const passed = backups.filter(({ verdict }) => verdict === 'passed');
  const sum = (name: 'snapshots' | 'bytes' | 'records') =>
    backups.reduce((total, { checked }) => total + checked[name], 0);
  const findings = backups.flatMap((backup) => backup.findings);
  return [
    {
      name: 'sets',
      help: 'Sets that were verified, by verdict.',
      values: (['passed', 'failed'] as const).map((verdict) => ({
        labels: { verdict, level },
        value: backups.filter((backup) => backup.verdict === verdict).length,
      })),
    },
    { name: 'checked_bytes', help: 'Bytes that were checked.', values: [{ value: sum('bytes') }] },
    { name: 'checked_records', help: 'Records that were checked.', values: [{ value: sum('records') }] },
    {
      name: 'checked_snapshots',
      help: 'Snapshots that were checked.',
      values: [{ value: sum('snapshots') }],
    },
    {
      name: 'findings',
      help: 'Findings about the sets, by severity.',
      values: (['error', 'warning', 'info'] as const).map((severity) => ({
        labels: { severity },
        value: findings.filter((finding) => finding.severity === severity).length,
      })),
    },
    ...measureNewest(
      passed.map(({ createdAt }) => createdAt),
      now,
    ),
  ];
}

/** Measures a night: stamps by state, each stamp's newest good set, and sets by verdict. */
export function measureFleet({ stamps, counts, level }: FleetMergeResult): readonly Metric[] {
  const { passed, failed, unproved, ...states } = counts;
  return [
    {
      name: 'fleet_stamps',
      help: 'Stamps of the fleet, by state.',
      values: Object.entries(states).map(([state, value]) => ({ labels: { state }, value })),
    },
    {
      name: 'fleet_stamp_recoverable',
      help: 'For each stamp: 1 where a set that a recovery can take was proved, else 0.',
      values: stamps.map(({ name, state }) => ({
        labels: { stamp: name },
        value: state === 'recoverable' || state === 'impaired' ? 1 : 0,
      })),
    },
    {
      name: 'fleet_newest_good_set_timestamp_seconds',
      help: 'Unix time of the newest good set of each stamp; absent where there is none.',
      values: stamps.flatMap(({ name, newestGood }) =>
        newestGood === null ? [] : [{ labels: { stamp: name }, value: toSeconds(newestGood.createdAt) }],
      ),
    },
    {
      name: 'sets',
      help: 'Sets that were verified, by verdict.',
      values: Object.entries({ passed, failed, unproved }).map(([verdict, value]) => ({
        labels: { verdict, level },
        value,
      })),
    },
  ];
}

/** The newest good set: none where there is none, so that an alert on its absence works. */
function measureNewest(times: readonly string[], now: Date): readonly Metric[] {
  const newest = times.toSorted().at(-1);
  if (newest === undefined) return [];
  return [
    {
      name: 'newest_good_set_timestamp_seconds',
      help: 'Unix time of the newest good set.',
      values: [{ value: toSeconds(newest) }],
    },
    {
      name: 'newest_good_set_age_seconds',
      help: 'Age of the newest good set when the command ended.',
      values: [{ value: Math.max(0, toSeconds(now) - toSeconds(newest)) }],
    },
  ];
}

/** Measures a drill: times reached and asked for, and the records by bucket. */
export function measureDrill({ objectives, conservation, state, stages }: DrillResult): readonly Metric[] {
  const { read: _read, byKind: _byKind, ...buckets } = conservation;
  const { rtoMs, achievedRtoMs, rpoMs, achievedRpoMs } = objectives;
  const inSeconds = (ms: number | null) => (ms === null ? [] : [{ value: ms / 1000 }]);
  return [
    {
      name: 'drill_state',
      help: 'State of the drill: 1 for the one it is in.',
      values: [{ labels: { state }, value: 1 }],
    },
    { name: 'drill_rto_seconds', help: 'Time that the recovery took.', values: inSeconds(achievedRtoMs) },
    { name: 'drill_rto_objective_seconds', help: 'Time that it may take (--rto).', values: inSeconds(rtoMs) },
    {
      name: 'drill_rpo_seconds',
      help: 'Age of the set that was replayed.',
      values: inSeconds(achievedRpoMs),
    },
    { name: 'drill_rpo_objective_seconds', help: 'Age that it may have (--rpo).', values: inSeconds(rpoMs) },
    {
      name: 'drill_records',
      help: 'Records of the set, by the bucket that they ended in.',
      values: Object.entries(buckets).map(([bucket, value]) => ({ labels: { bucket }, value })),
    },
    {
      name: 'drill_stage_duration_seconds',
      help: 'Duration of each stage.',
      values: stages.map(({ name, durationMs }) => ({
        labels: { stage: name },
        value: (durationMs ?? 0) / 1000,
      })),
    },
  ];
}

/** Measures a capture: size, duration, repositories by status, and the set where it is good. */
export function measureCapture(
  result: Pick<CaptureResult, 'sizeBytes' | 'durationMs' | 'cloudRecoveryReady' | 'createdAt'> & {
    readonly repositories: readonly { readonly status: string }[];
  },
  now: Date,
): readonly Metric[] {
  const { sizeBytes, durationMs, repositories, cloudRecoveryReady, createdAt } = result;
  return [
    { name: 'capture_bytes', help: 'Size of the captured set.', values: [{ value: sizeBytes }] },
    {
      name: 'capture_duration_seconds',
      help: 'Duration of the capture.',
      values: [{ value: durationMs / 1000 }],
    },
    {
      name: 'capture_repositories',
      help: 'Repositories of the captured set, by status.',
      values: countBy(
        repositories.map(({ status }) => status),
        'status',
      ),
    },
    ...measureNewest(cloudRecoveryReady ? [createdAt] : [], now),
  ];
}

/** Measures the backups that the service lists: by status, the newest good one, and differences from the share. */
export function measureServiceBackups(
  { backups, differences, share }: ServiceBackupsResult,
  now: Date,
): readonly Metric[] {
  const listed = backups.flatMap(({ listed: one, createdAt }) =>
    one === null ? [] : [{ ...one, createdAt }],
  );
  const good = listed.filter(
    ({ status, cloudRecoveryReady }) => status === 'Succeeded' && cloudRecoveryReady !== false,
  );
  return [
    {
      name: 'service_backups',
      help: 'Backups that the service lists, by status.',
      values: countBy(
        listed.map(({ status }) => status),
        'status',
      ),
    },
    {
      name: 'service_differences',
      help: 'Backups that the service and the share tell differently.',
      values: share === null ? [] : [{ value: differences }],
    },
    ...measureNewest(
      good.flatMap(({ createdAt }) => createdAt ?? []),
      now,
    ),
  ];
}

function countBy(words: readonly string[], label: string): Metric['values'] {
  return [...new Set(words)].toSorted().map((word) => ({
    labels: { [label]: word },
    value: words.filter((one) => one === word).length,
  }));
}
