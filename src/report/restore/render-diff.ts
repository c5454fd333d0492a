import { selectLastSegment } from '../../cloud/arm-id.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import type { DiffResult } from '../../schema/results.js';
import { type Cell, type Column, renderTable } from '../layout/table.js';
import { truncateText } from '../layout/text-layout.js';
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
  if (result.equal) lines.push(paint(view, 'good', 'Nothing differs.'));
  return `${lines.join('\n').trimEnd()}\n`;
}

function describeSide({ type, name }: DiffResult['left']): string {
  return `${type} ${escapeForTerminal(name)}`;
}

function renderRow(name: string, counts: Counts): readonly Cell[] {
  const { equal, changed, onlyLeft, onlyRight, notCompared } = counts;
  return [name, ...[equal, changed, onlyLeft, onlyRight, notCompared].map(String)];
}

function renderDifference({ kind, id, state, fields }: Difference, view: View): readonly string[] {
  const [sign, tone] = SIGNS[state];
  const name = escapeForTerminal(`${kind} ${nameRecord(id)}`);
  return [
    paint(view, tone, truncateText(`${sign} ${name}`, view.columns)),
    ...fields.map(({ pointer, left, right }) =>
      truncateText(escapeForTerminal(`    ${pointer}: ${show(left)} → ${show(right)}`), view.columns),
    ),
  ];
}

function nameRecord(id: string): string {
  const [, vault, secret, version] = /^https:\/\/([^./]+)[^/]*\/secrets\/([^/]+)\/?(.*)$/.exec(id) ?? [];
  return secret === undefined ? selectLastSegment(id) : `${vault ?? ''}/${secret} ${version ?? ''}`.trimEnd();
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
