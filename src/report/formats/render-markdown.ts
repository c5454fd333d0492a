import { cutText } from '../../core/redaction/cut-text.js';
import type { ReportDocument } from '../../schema/results.js';
import {
  listChecks,
  listClaims,
  listConservation,
  listEnd,
  listFacts,
  listFindings,
  listMakers,
  listTables,
  listTasks,
  listTimes,
  type ShownTable,
  summarizeChecks,
  VERDICT_WORDS,
} from './report-sections.js';
import { showMarkdown } from './shown-text.js';

/** A summary of a job is cut at 1 MiB: the rows of a table, and the characters of a cell. */
const MOST_ROWS = 100;
const MOST_CHARACTERS = 400;

/** Renders a report in Markdown of a kind that a job summary, a ticket and a wiki show alike. */
export function renderMarkdown(report: ReportDocument): string {
  const { title, outcome, warnings, proof, readBack } = report;
  const { verdict, statement, code, exitCode, hints } = outcome;
  const end = code === null ? '' : ` (${code}, exit ${exitCode})`;
  const blocks = [
    `# ${showMarkdown(title)}: ${VERDICT_WORDS[verdict]}`,
    `${clip(statement)}${end}`,
    ...list([...hints.map((hint) => `next: ${hint}`), ...warnings.map((warning) => `warning: ${warning}`)]),
    ...listTables(report, true).flatMap(renderTable),
    ...renderTable(listClaims(report)),
    ...listFacts(report).flatMap(renderTable),
    ...(proof === null
      ? []
      : [
          `## Proof, level ${proof.level}`,
          ...list([
            ...(proof.proved === null ? [] : [`proved: ${proof.proved}`]),
            `not proved: ${proof.notProved}`,
          ]),
        ]),
    ...listTimes(report).flatMap(renderTable),
    ...renderTable(listConservation(report)),
    ...(readBack === null
      ? []
      : [`Read back: ${readBack.compared} compared, ${readBack.different} different.`]),
    ...renderTable(listChecks(report)),
    `${summarizeChecks(report)}.`,
    ...renderTable(listTasks(report)),
    ...renderTable(listFindings(report)),
    ...listTables(report, false).flatMap(renderTable),
    ...renderTable(listMakers(report)),
    ...listEnd(report).flatMap(renderTable),
  ];
  return `<!-- restack/report/v1 -->\n\n${blocks.join('\n\n')}\n`;
}

function list(texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? [] : [texts.map((text) => `- ${clip(text)}`).join('\n')];
}

function renderTable({ title, columns, rows, lines: multiline }: ShownTable): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = [
    line(columns.map(showMarkdown)),
    line(columns.map(() => '---')),
    ...rows
      .slice(0, MOST_ROWS)
      .map((row) =>
        line(row.map((cell, at) => (columns[at] === multiline ? renderLines(cell) : clip(cell)))),
      ),
  ];
  const more = rows.length - MOST_ROWS;
  return [
    `## ${showMarkdown(title)}`,
    lines.join('\n'),
    ...(more > 0 ? [`and ${more} more; a report in JSON or HTML holds all`] : []),
  ];
}

function renderLines(text: string): string {
  return text.split('\n').map(clip).join('<br>');
}

function clip(text: string): string {
  return showMarkdown(text.length > MOST_CHARACTERS ? `${cutText(text, MOST_CHARACTERS)}…` : text);
}
