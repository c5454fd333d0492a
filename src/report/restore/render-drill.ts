import { formatDuration } from '../../core/clock.js';
import { formatCount } from '../../core/sizes.js';
import { nameArmIds } from '../../cloud/arm-id.js';
import { nameSecret } from '../../cloud/secret-name.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import { nameKind } from './render-objects.js';
import { renderConservation, summarizeConservation } from './render-conservation.js';
import { renderFindings, summarizeFindings } from '../share/render-findings.js';
import { renderLacks } from '../share/render-lacks.js';
import type { DrillResult, ReportedProblem, StageReport } from '../../schema/results.js';
import { type Cell, type Column, renderFacts, renderTable } from '../layout/table.js';
import { wrapText } from '../layout/text-layout.js';
import { formatTypedCommand, renderNext, type TypedContext } from '../layout/typed-command.js';
import { paint, type View } from '../layout/view.js';

const SHOWN_PROBLEMS = 10;

/** Records that did not land are told by the last part of their ids. */
const NO_NAMES: ReadonlyMap<string, string> = new Map();

const STAGE_COLUMNS: readonly Column[] = [
  { title: 'STAGE', shrinkTo: 20 },
  { title: 'OBJECTS', align: 'right' },
  { title: 'TIME', align: 'right' },
  { title: 'STATE' },
];

/** True when everything in scope landed, read back equal and met the objectives that were set. */
export function isCleanDrill(result: DrillResult): boolean {
  return (
    result.state === 'completed' &&
    result.verification.verdict === 'passed' &&
    result.readBack.different === 0 &&
    result.conservation.failed === 0
  );
}

/**
 * Renders the replay, the records that did not simply land and the findings, and below them, where a terminal shows it
 * still, the verdict, the times and the next command.
 */
export function renderDrill(result: DrillResult, view: View, typed: TypedContext = {}): string {
  const { conservation, stages, problems, verification, backupId } = result;
  const told = verification.findings.filter(({ severity }) => severity !== 'info');
  const used = stages.filter(({ objects }) => objects > 0);
  const lines = [
    ...renderConservation(conservation, view),
    '',
    ...renderTable(STAGE_COLUMNS, used.map(renderStage), { view }),
    '',
    ...renderOutOfScope(result, view),
    ...renderProblems(problems, view),
    ...(told.length > 0 ? [...renderFindings(told, { view }), ''] : renderLacks(verification, view)),
    `Drill of backup set ${escapeForTerminal(backupId)}: ${paintVerdict(result, view)}`,
    ...renderFacts(listFacts(result), { view }),
    renderNext(selectNext(result, typed)),
  ];
  return `${lines.join('\n').trim()}\n`;
}

function selectNext(result: DrillResult, typed: TypedContext): string {
  // The run has it all, kept: neither the share nor another drill is needed to look closer.
  if (!isCleanDrill(result) && result.verification.verdict === 'passed') {
    return formatTypedCommand(['report', result.runId.slice(0, 8), '--out', 'drill.html']);
  }
  return formatTypedCommand(selectCheck(result), typed);
}

function selectCheck(result: DrillResult): readonly string[] {
  const { findings } = result.verification;
  const id = result.backupId.slice(0, 8);
  // The set can be brought back: what else the night needs is to be seen.
  if (isCleanDrill(result)) return ['doctor'];
  return findings.some(({ code }) => code === 'KEY_MISSING')
    ? ['verify', id, '--cert', 'FILE.pfx']
    : ['verify', id];
}

/** A drill of a set that is not complete shows that its records can be replayed, and not that they are all. */
function paintVerdict(result: DrillResult, view: View): string {
  if (!isCleanDrill(result)) return paint(view, 'bad', result.state.toUpperCase());
  if (result.verification.complete) return paint(view, 'good', 'completed');
  return paint(view, 'caution', 'completed, of a set that is NOT COMPLETE');
}

function listFacts(result: DrillResult): readonly (readonly [string, Cell])[] {
  const { runId, verification, readBack, objectives, conservation } = result;
  return [
    ['run', runId],
    [
      'verified',
      {
        text: `${verification.verdict} at level ${verification.level}, findings: ${summarizeFindings(verification.findings)}`,
        tone: verification.verdict === 'passed' ? 'good' : 'bad',
      },
    ],
    ['records', summarizeConservation(conservation)],
    [
      'read back',
      {
        text: `${readBack.compared} compared, ${readBack.different} different`,
        tone: readBack.different === 0 ? 'good' : 'bad',
      },
    ],
    ['time', describeObjective('RTO', objectives.achievedRtoMs, objectives.rtoMs)],
    ['set age', describeObjective('RPO', objectives.achievedRpoMs, objectives.rpoMs)],
  ];
}

function describeObjective(name: string, achievedMs: number, wantedMs: number | null): Cell {
  const achieved = formatDuration(achievedMs);
  if (wantedMs === null) return achieved;
  return achievedMs <= wantedMs
    ? { text: `${achieved}, within the ${name} of ${formatDuration(wantedMs)}`, tone: 'good' }
    : { text: `${achieved}, MISSED the ${name} of ${formatDuration(wantedMs)}`, tone: 'bad' };
}

function renderStage({ name, objects, durationMs, state }: StageReport): readonly Cell[] {
  const tone = state === 'failed' || state === 'partial' ? 'bad' : 'quiet';
  return [
    name,
    String(objects),
    formatDuration(durationMs),
    state === 'done' ? state : { text: state, tone },
  ];
}

function renderOutOfScope({ conservation }: DrillResult, view: View): readonly string[] {
  const kinds = conservation.byKind.filter(({ outOfScope }) => outOfScope > 0);
  if (kinds.length === 0) return [];
  const named = kinds.map(({ kind, outOfScope }) => `${escapeForTerminal(kind)} (${outOfScope})`).join(', ');
  return [...wrapText(`Not replayed, out of scope: ${named}.`, view.columns), ''];
}

/**
 * Renders the first of the records that did not simply land, each with its reason.
 *
 * @param all what lists the others
 */
export function renderProblems(
  problems: readonly ReportedProblem[],
  view: View,
  all = '--json',
): readonly string[] {
  if (problems.length === 0) return [];
  const lines = problems
    .slice(0, SHOWN_PROBLEMS)
    .flatMap(({ kind, id, bucket, reason }) => [
      `  ${bucket === 'readBack' ? 'differs' : bucket}: ${nameKind(kind)} ${escapeForTerminal(nameSecret(id))}`,
      ...wrapText(escapeForTerminal(nameArmIds(reason, NO_NAMES)), view.columns, 4),
    ]);
  const more = problems.length - SHOWN_PROBLEMS;
  return [
    'Records that did not simply land:',
    ...lines,
    ...(more > 0 ? [`  and ${more} more; ${all} lists them all`] : []),
    '',
  ];
}

/** One sentence on what went wrong. */
export function describeDrillOutcome(result: DrillResult): string {
  const { state, conservation, readBack, verification } = result;
  if (verification.verdict === 'failed')
    return ['the backup set failed its verification; nothing was replayed', ...listMissed(result)].join('; ');
  const parts = [`the drill ended ${state}`];
  if (conservation.failed > 0)
    parts.push(`${conservation.failed} of ${formatCount(conservation.read, 'record')} failed`);
  if (readBack.different > 0) parts.push(`${readBack.different} of ${readBack.compared} read back different`);
  return [...parts, ...listMissed(result)].join('; ');
}

/** Names each objective that was missed: found and expected. */
function listMissed({ objectives }: DrillResult): readonly string[] {
  const { rtoMs, achievedRtoMs, rpoMs, achievedRpoMs } = objectives;
  const missed = (name: string, achievedMs: number, wantedMs: number | null) =>
    wantedMs === null || achievedMs <= wantedMs
      ? []
      : [`${name} ${formatDuration(achievedMs)}, expected at most ${formatDuration(wantedMs)}`];
  return [
    ...missed('RTO missed: the recovery took', achievedRtoMs, rtoMs),
    ...missed('RPO missed: the set has an age of', achievedRpoMs, rpoMs),
  ];
}
