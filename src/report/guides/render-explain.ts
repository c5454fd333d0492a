import type { ExplainResult } from '../../schema/results.js';
import { wrapText } from '../layout/text-layout.js';
import { paint, type View } from '../layout/view.js';

type Code = ExplainResult['codes'][number];

const KINDS: Readonly<Record<Code['kind'], string>> = {
  error: 'ERRORS',
  finding: 'FINDINGS',
  blocker: 'BLOCKERS OF A PLAN',
  bucket: 'BUCKETS OF A REPORT',
  reason: 'REASONS OF A BUCKET',
};

/** Renders codes in full, or, where `all` is asked for, each in one line. */
export function renderExplain(
  { codes }: ExplainResult,
  view: View,
  { all }: { readonly all: boolean },
): string {
  const lines = all ? renderList(codes, view) : codes.flatMap((code) => renderCode(code, view)).slice(0, -1);
  return `${lines.join('\n')}\n`;
}

function renderList(codes: readonly Code[], view: View): readonly string[] {
  const width = Math.max(...codes.map(({ code }) => code.length));
  const lines = Object.entries(KINDS).flatMap(([kind, title]) => [
    paint(view, 'strong', title),
    ...codes.filter((code) => code.kind === kind).flatMap((code) => renderLine(code, width, view)),
    '',
  ]);
  return [...lines, 'next, with your CODE: restack explain CODE'];
}

function renderLine({ code, meaning }: Code, width: number, { columns }: View): readonly string[] {
  const [first = '', ...more] = wrapText(meaning, columns, width + 4);
  return [`  ${code.padEnd(width)}  ${first.trimStart()}`, ...more];
}

function renderCode(code: Code, view: View): readonly string[] {
  const { meaning, causes, actions, example, related } = code;
  const paragraphs: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['causes', causes],
    ['what to do', actions],
  ];
  return [
    ...wrapText(`${paint(view, 'strong', code.code)}${describePlace(code)}: ${meaning}`, view.columns),
    ...paragraphs.flatMap(([title, lines]) => [
      '',
      `${title}:`,
      ...lines.flatMap((line) => renderItem(line, view)),
    ]),
    '',
    'for example:',
    ...wrapText(example, view.columns, 2),
    ...(related.length === 0 ? [] : ['', ...wrapText(`see also: ${related.join(', ')}`, view.columns)]),
    '',
  ];
}

/** A command stays whole on its line, so that it can be copied. */
function renderItem(line: string, { columns }: View): readonly string[] {
  const [, text, command] = /^(.*?): (restack .*)$/.exec(line) ?? [];
  const indented = (part: string) =>
    wrapText(part, columns, 4).map((one, index) => (index === 0 ? `  - ${one.trimStart()}` : one));
  if (text === undefined || command === undefined || line.length + 4 <= columns) return indented(line);
  return [...indented(`${text}:`), `    ${command}`];
}

function describePlace({ kind, exitCode, severity }: Code): string {
  const exit = exitCode === null ? '' : `, exit ${exitCode}`;
  if (kind === 'finding') return ` (finding: ${severity ?? ''}${exit})`;
  return kind === 'error' ? ` (error${exit})` : ` (${kind})`;
}
