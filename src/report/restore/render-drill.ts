import { nameArmIds, selectLastSegment } from '../../cloud/arm-id.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatDuration } from '../layout/quantities.js';
import { renderConservation } from './render-conservation.js';
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

/** Renders the proof, the replay, the read-back, the times, and the records that did not simply land. */
export function renderDrill(result: DrillResult, view: View, typed: TypedContext = {}): string {
  const verdict = paintVerdict(result, view);
  const lines = [
    `Drill of backup set ${escapeForTerminal(result.backupId)}: ${verdict}`,
    ...renderFacts(listFacts(result), { view }),
    '',
    ...renderConservation(result.conservation, view),
    '',
    ...renderTable(STAGE_COLUMNS, result.stages.map(renderStage), { view }),
    '',
    ...renderOutOfScope(result, view),
    ...renderProblems(result.problems, view),
  ];
  const findings = result.verification.findings.filter(({ severity }) => severity === 'error');
  if (findings.length > 0) lines.push(...renderFindings(findings, { view }), '');
  else lines.push(...renderLacks(result.verification, view));
  if (!isCleanDrill(result)) {
    const id = result.backupId.slice(0, 8);
    lines.push(renderNext(formatTypedCommand(selectNext(result.verification, id), typed)));
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function selectNext({ verdict, findings }: DrillResult['verification'], id: string): readonly string[] {
  if (verdict === 'passed') return ['drill', id, '--json'];
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
  const { verification, readBack, objectives } = result;
  const facts: (readonly [string, Cell])[] = [
    [
      'verified',
      {
        text: `${verification.verdict} at level ${verification.level}, findings: ${summarizeFindings(verification.findings)}`,
        tone: verification.verdict === 'passed' ? 'good' : 'bad',
      },
    ],
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
  return facts;
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
      `  ${bucket === 'readBack' ? 'differs' : bucket}: ${kind} ${escapeForTerminal(selectName(id))}`,
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

const SECRET_ID = /^https:\/\/([^./:]+)[^/]*\/secrets\/([^/]+)/;

/** The name by which people know a record: of a secret, vault and name; of anything else, the last part of its id. */
function selectName(id: string): string {
  const [, vault, secret] = SECRET_ID.exec(id) ?? [];
  return vault === undefined || secret === undefined ? selectLastSegment(id) : `${vault}/${secret}`;
}

/** One sentence on what went wrong. */
export function describeDrillOutcome({ state, conservation, readBack, verification }: DrillResult): string {
  if (verification.verdict === 'failed')
    return 'the backup set failed its verification; nothing was replayed';
  const parts = [`the drill ended ${state}`];
  if (conservation.failed > 0) parts.push(`${conservation.failed} of ${conservation.read} records failed`);
  if (readBack.different > 0) parts.push(`${readBack.different} of ${readBack.compared} read back different`);
  return parts.join('; ');
}
