import { nameSecretVersion } from '../../cloud/secret-name.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import type { DiffResult } from '../../schema/results.js';
import { type Cell, type Column, renderTable } from '../layout/table.js';
import { measureText, truncateText, wrapText } from '../layout/text-layout.js';
import { formatCount } from '../../core/sizes.js';
import { renderNext } from '../layout/typed-command.js';
import { nameKind } from './render-objects.js';
import { paint, type Tone, type View } from '../layout/view.js';

type Counts = DiffResult['summary'];
type Difference = DiffResult['differences'][number];

const COLUMNS: readonly Column[] = [
  { title: 'KIND', shrinkTo: 12 },
  { title: 'EQUAL', align: 'right' },
  { title: 'CHANGED', align: 'right' },
  { title: 'ONLY LEFT', align: 'right' },
  { title: 'ONLY RIGHT', align: 'right' },
  { title: 'NOT COMPARED', align: 'right' },
];

const SIGNS: Readonly<Record<Difference['state'], readonly [sign: string, tone: Tone]>> = {
  onlyLeft: ['-', 'bad'],
  onlyRight: ['+', 'good'],
  changed: ['~', 'caution'],
  notCompared: ['?', 'quiet'],
};

/**
 * Renders the number of differences by kind, and then each of them: `-` only left, `+` only right, `~` changed with its
 * fields.
 */
export function renderDiff(result: DiffResult, view: View): string {
  const lines = [
    `left   ${describeSide(result.left)}`,
    `right  ${describeSide(result.right)}`,
    '',
    ...renderTable(
      COLUMNS,
      [
        ...result.kinds.map(({ kind, counts }) => renderRow(kind, counts)),
        renderRow('total', result.summary),
      ],
      { view },
    ),
    '',
    ...result.differences.flatMap((difference) => renderDifference(difference, view)),
  ];
  if (result.differences.length > 0) lines.push('', ...renderLegend(result, view));
  const verdict = describeDifference(result);
  const tone = isDifferent(result) ? 'bad' : 'good';
  lines.push(
    ...wrapText(verdict, view.columns).map((line) => paint(view, result.equal ? 'good' : tone, line)),
  );
  const { left, right } = result;
  const isPlannable = left.type === 'backup' && right.type === 'target' && isDifferent(result);
  if (isPlannable) lines.push(renderNext(`restack plan ${left.name.slice(0, 8)}`));
  return `${lines.join('\n').trimEnd()}\n`;
}

/** True when something differs; what was not compared is no difference. */
export function isDifferent({ summary }: DiffResult): boolean {
  return summary.changed + summary.onlyLeft + summary.onlyRight > 0;
}

/** Says in one sentence how both sides differ, and how much was not compared. */
export function describeDifference({ summary }: DiffResult): string {
  const { changed, onlyLeft, onlyRight, notCompared, equal } = summary;
  const parts = [
    [changed, 'changed'],
    [onlyLeft, 'only left'],
    [onlyRight, 'only right'],
  ] as const;
  const found = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  const left = notCompared === 0 ? '' : `; ${formatCount(notCompared, 'record')} not compared`;
  if (found.length > 0) return `DIFFERENT: ${found.join(', ')}, ${equal} equal${left}.`;
  return `Nothing differs: ${formatCount(equal, 'record')} equal${left}.`;
}

const MEANINGS: Readonly<Record<Difference['state'], string>> = {
  onlyLeft: 'only left',
  onlyRight: 'only right',
  changed: 'changed, left → right',
  notCompared: 'not compared',
};

function renderLegend({ differences }: DiffResult, view: View): readonly string[] {
  const states = new Set(differences.map(({ state }) => state));
  const told = [...states].map((state) => `${SIGNS[state][0]} ${MEANINGS[state]}`);
  return [paint(view, 'quiet', told.join('   ')), ''];
}

function describeSide({ type, name }: DiffResult['left']): string {
  return `${type} ${escapeForTerminal(name)}`;
}

function renderRow(name: string, counts: Counts): readonly Cell[] {
  const { equal, changed, onlyLeft, onlyRight, notCompared } = counts;
  return [name, ...[equal, changed, onlyLeft, onlyRight, notCompared].map(String)];
}

function renderDifference(
  { kind, id, name, state, reason, fields }: Difference,
  view: View,
): readonly string[] {
  const [sign, tone] = SIGNS[state];
  const named = escapeForTerminal(`${nameKind(kind)} ${name ?? nameSecretVersion(id)}`);
  // That only one side has it is what its sign says.
  const why = reason === null || state === 'onlyLeft' || state === 'onlyRight' ? undefined : reason;
  return [
    ...wrapText(named, view.columns, 2).map((line, index) =>
      paint(view, tone, index === 0 ? `${sign} ${line.trimStart()}` : line),
    ),
    ...(why === undefined ? [] : wrapText(escapeForTerminal(why), view.columns, 4)),
    ...fields.flatMap((field) => renderField(field, view)),
  ];
}

/** Renders a member that differs: on one line where that holds it, else each side on its own. */
function renderField({ pointer, left, right }: Difference['fields'][number], view: View): readonly string[] {
  const whole = escapeForTerminal(`    ${pointer}: ${show(left)} → ${show(right)}`);
  if (measureText(whole) <= view.columns) return [whole];
  const sides = [`    ${pointer}:`, `      left  ${show(left)}`, `      right ${show(right)}`];
  return sides.map((side) => truncateText(escapeForTerminal(side), view.columns));
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
