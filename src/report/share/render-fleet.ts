import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatAge, formatMinute } from '../../core/clock.js';
import { formatBytes, formatCount } from '../../core/sizes.js';

import { renderTable } from '../layout/table.js';
import { wrapText } from '../layout/text-layout.js';
import { formatTypedCommand, renderNext } from '../layout/typed-command.js';
import { paint, type Tone, type View } from '../layout/view.js';
import type {
  ProofFailure,
  FleetMergeResult,
  FleetPlanResult,
  MergedStamp,
  ProvedShard,
  VerifyResult,
} from '../../schema/results.js';
import { describeVerifyOutcome, renderVerify } from './render-verify.js';

/** The words for the states of a stamp. */
export const STAMP_WORDS: Readonly<Record<MergedStamp['state'], string>> = {
  recoverable: 'recoverable',
  impaired: 'recoverable, with faults',
  notShown: 'not shown',
  notRecoverable: 'NOT RECOVERABLE',
};

const TONES: Readonly<Record<MergedStamp['state'], Tone>> = {
  recoverable: 'good',
  impaired: 'caution',
  notShown: 'caution',
  notRecoverable: 'bad',
};

/** The states of stamps, the worst first. */
const WORST_FIRST: readonly MergedStamp['state'][] = [
  'notRecoverable',
  'impaired',
  'notShown',
  'recoverable',
];

/** The stamps, those that are not recoverable first. */
export function listWorstFirst(stamps: readonly MergedStamp[]): readonly MergedStamp[] {
  return stamps.toSorted((one, other) => WORST_FIRST.indexOf(one.state) - WORST_FIRST.indexOf(other.state));
}

/** Renders the frozen work of a night: what failed by name, everything else as numbers. */
export function renderFleetPlan(
  { out, workDigest, level, sets, sizeBytes, stamps, expiresAt }: FleetPlanResult,
  view: View,
  { stampsFile }: { readonly stampsFile: string },
): string {
  const failed = stamps.filter(({ failure }) => failure !== null);
  const lines = [
    ...failed.flatMap(({ name, failure }) => renderFailure(name, failure, view)),
    ...(failed.length > 0 ? [''] : []),
    `${formatCount(sets, 'backup set')} (${formatBytes(sizeBytes)}) of ${formatCount(stamps.length, 'stamp')} ` +
      `to prove at level ${level}; ${failed.length} FAILED to be read.`.replace('; 0 FAILED to be read', ''),
    escapeForTerminal(
      `${out}, until ${formatMinute(new Date(expiresAt))}, digest ${workDigest.slice(0, 12)}`,
    ),
  ];
  const results = out.replace(/[^\\/]*$/, 'results');
  const next = ['verify', '--work-list', out, '--stamps', stampsFile, '--results', results];
  if (sets > 0) lines.push(renderNext(formatTypedCommand(next)));
  return `${lines.join('\n')}\n`;
}

function renderFailure(name: string, failure: ProofFailure | null, view: View): readonly string[] {
  if (failure === null) return [];
  const { code, message } = failure;
  return [
    `${paint(view, 'bad', 'FAILED')}  ${escapeForTerminal(`${name}  ${code}`)}`,
    ...wrapText(escapeForTerminal(message), view.columns, 2),
  ];
}

/** Says in one sentence why a plan of a fleet ends in failure. */
export function describeFleetPlanOutcome({ stamps }: FleetPlanResult): string {
  const failed = stamps.filter(({ failure }) => failure !== null);
  const [first] = failed;
  const why =
    first?.failure === null || first === undefined ? '' : `; first ${first.name}: ${first.failure.message}`;
  return `${failed.length} of ${formatCount(stamps.length, 'stamp')} could not be read, and the others are planned${why}`;
}

/** Renders the part of a work list that was proved. */
export function renderShard(
  result: VerifyResult,
  { view, workList, results }: { readonly view: View; readonly workList: string; readonly results: string },
): string {
  const { index, count, kept, unproved, folder, stamps } = shardOf(result);
  const lines = [
    ...unproved.flatMap(({ stamp, backupId, failure }) =>
      renderFailure(`${stamp} ${backupId}`, failure, view),
    ),
    `Shard ${index} of ${count}: ${formatCount(stamps.length, 'stamp')}; ` +
      `${result.backups.length - kept} proved now, ${kept} passed before, ${unproved.length} without a verdict.`,
    escapeForTerminal(`Results in ${folder}`),
    renderNext(formatTypedCommand(['fleet', 'merge', results, '--work-list', workList])),
  ];
  const proved = result.backups.length === 0 ? '' : `${renderVerify(result, view, { next: false })}\n`;
  return `${proved}${lines.join('\n')}\n`;
}

/** @throws TypeError for a result of no shard. */
function shardOf({ shard }: VerifyResult): ProvedShard {
  if (shard === undefined) throw new TypeError('the result is of no shard');
  return shard;
}

/** Says in one sentence why a shard ends in failure. */
export function describeShardOutcome(result: VerifyResult): string {
  const { unproved } = shardOf(result);
  const [first] = unproved;
  if (result.backups.some(({ verdict }) => verdict === 'failed')) return describeVerifyOutcome(result);
  if (first === undefined) return describeVerifyOutcome(result);
  return `${formatCount(unproved.length, 'set')} could not be proved; first ${first.stamp} ${first.backupId.slice(0, 8)}: ${first.failure.message}`;
}

/** Renders a night: each stamp with its state, the worst first, and why. */
export function renderFleetMerge(result: FleetMergeResult, view: View): string {
  const { stamps, counts, level } = result;
  const rows = listWorstFirst(stamps).map((stamp) => [
    stamp.name,
    { text: STAMP_WORDS[stamp.state], tone: TONES[stamp.state] },
    stamp.newestGood === null ? '' : formatAge(new Date(stamp.newestGood.createdAt), view.now),
    `${countPassed(stamp)} of ${stamp.backups.length + stamp.unproved.length}`,
  ]);
  const faults = listWorstFirst(stamps).filter(({ reason }) => reason !== null);
  const lines = [
    ...renderTable(
      [
        { title: 'STAMP', shrinkTo: 16 },
        { title: 'STATE' },
        { title: 'NEWEST GOOD', align: 'right', drop: 1 },
        { title: 'PASSED', align: 'right' },
      ],
      rows,
      { view },
    ),
    '',
    ...faults.flatMap(({ name, reason }) => [
      ...wrapText(escapeForTerminal(`${name}: ${reason}`), view.columns, 2),
    ]),
    ...(faults.length > 0 ? [''] : []),
    summarizeFleet(result),
    `${formatCount(counts.passed + counts.failed + counts.unproved, 'backup set')} at level ${level}: ` +
      `${counts.passed} passed, ${counts.failed} failed, ${counts.unproved} without a verdict.`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The number of sets of a stamp that passed. */
export function countPassed({ backups }: Pick<MergedStamp, 'backups'>): number {
  return backups.filter(({ verdict }) => verdict === 'passed').length;
}

/** Says in one sentence how many stamps are recoverable. */
export function summarizeFleet({ stamps, counts }: FleetMergeResult): string {
  const { recoverable, impaired, notShown, notRecoverable } = counts;
  const parts = [
    ...(impaired > 0 ? [`${impaired} with faults`] : []),
    ...(notShown > 0 ? [`${notShown} not shown`] : []),
    ...(notRecoverable > 0 ? [`${notRecoverable} NOT RECOVERABLE`] : []),
  ];
  const head = `${recoverable} of ${formatCount(stamps.length, 'stamp')} recoverable without reserve`;
  return `${[head, ...parts].join(', ')}.`;
}

/** Says in one sentence why a night ends in failure: the worst stamp, and why. */
export function describeFleetOutcome(result: FleetMergeResult): string {
  const [first] = listWorstFirst(result.stamps).filter(({ reason }) => reason !== null);
  const why = first === undefined ? '' : `; first ${first.name}: ${first.reason}`;
  return `${summarizeFleet(result).replace(/\.$/, '')}${why}`;
}
