import { escapeForTerminal } from '../../core/terminal-text.js';
import { measureText, padText, truncateMiddle, truncateText, wrapText } from './text-layout.js';
import { paint, type Tone, type View } from './view.js';

const GAP = 2;

/**
 * One column. In a view that is too narrow, columns first shrink, from the right, and then go, the highest `drop`
 * first.
 */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** The smallest width that it may shrink to; without it, it never shrinks. */
  readonly shrinkTo?: number;
  /** The part of a text that is cut out when the column shrinks. */
  readonly cut?: 'end' | 'middle';
  /** The rank in which it goes; without it, it always stays. */
  readonly drop?: number;
}

/** A text, which is made safe for a terminal here, and its tone. */
export type Cell = string | { readonly text: string; readonly tone: Tone };

interface Laid {
  readonly column: Column;
  readonly index: number;
  readonly width: number;
}

function textOf(cell: Cell | undefined): string {
  return escapeForTerminal(typeof cell === 'object' ? cell.text : (cell ?? ''));
}

function measureTotal(columns: readonly Laid[]): number {
  return columns.reduce((sum, { width }) => sum + width + GAP, -GAP);
}

function shrinkColumns(columns: readonly Laid[], excess: number): readonly Laid[] {
  let left = excess;
  const fromRight = columns.toReversed().map((laid) => {
    const { shrinkTo } = laid.column;
    if (shrinkTo === undefined || left <= 0) return laid;
    const width = Math.max(Math.min(shrinkTo, laid.width), laid.width - left);
    left -= laid.width - width;
    return { ...laid, width };
  });
  return fromRight.toReversed();
}

function layOut(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  available: number,
): readonly Laid[] {
  let laid: readonly Laid[] = columns.map((column, index) => ({
    column,
    index,
    width: Math.max(measureText(column.title), ...rows.map((row) => measureText(textOf(row[index])))),
  }));
  for (;;) {
    const shrunk = shrinkColumns(laid, measureTotal(laid) - available);
    if (measureTotal(shrunk) <= available) return shrunk;
    const drops = laid.map(({ column }) => column.drop ?? -1);
    const highest = Math.max(...drops);
    if (highest < 0) return shrunk;
    laid = laid.filter(({ column }) => (column.drop ?? -1) !== highest);
  }
}

function renderCell(cell: Cell | undefined, { column, width }: Laid, view: View): string {
  const text = textOf(cell);
  const cut = column.cut === 'middle' ? truncateMiddle(text, width) : truncateText(text, width);
  const padded = padText(cut, width, column.align);
  return typeof cell === 'object' ? paint(view, cell.tone, padded) : padded;
}

/** Renders a table with a heading, `indent` spaces in. Without rows there is no heading, either. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { view, indent = 0 }: { readonly view: View; readonly indent?: number },
): readonly string[] {
  if (rows.length === 0) return [];
  const laid = layOut(columns, rows, view.columns - indent);
  const margin = ' '.repeat(indent);
  const gap = ' '.repeat(GAP);
  const heading = laid.map((one) => padText(one.column.title, one.width, one.column.align)).join(gap);
  return [
    margin + paint(view, 'strong', heading.trimEnd()),
    ...rows.map((row) => {
      const line = laid.map((one) => renderCell(row[one.index], one, view)).join(gap);
      return margin + (view.color ? line : line.trimEnd());
    }),
  ];
}

/** Renders `name  value` pairs, values wrapped under themselves. */
export function renderFacts(
  facts: readonly (readonly [name: string, value: Cell])[],
  { view, indent = 2 }: { readonly view: View; readonly indent?: number },
): readonly string[] {
  const width = Math.max(...facts.map(([name]) => measureText(name)));
  const margin = ' '.repeat(indent);
  return facts.flatMap(([name, value]) => {
    const lines = wrapText(textOf(value), view.columns - indent - width - GAP);
    return lines.map((line, index) => {
      const painted = typeof value === 'object' ? paint(view, value.tone, line) : line;
      const title = padText(index === 0 ? name : '', width);
      return `${margin}${index === 0 ? paint(view, 'quiet', title) : title}  ${painted}`;
    });
  });
}
