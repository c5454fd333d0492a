import { createHash } from 'node:crypto';
import type { ReportDocument } from '../../../schema/results.js';
import {
  CLAIM_WORDS,
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
  STATE_WORDS,
  summarizeChecks,
  VERDICT_WORDS,
} from '../report-sections.js';
import { drawConservation, drawTimeline } from './html-charts.js';
import { STYLE } from './html-style.js';
import { html, Markup, show, showEach } from './html-template.js';

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** In one piece: the hash is that of every character between the tags. */
const STYLE_ELEMENT = new Markup(`<style>${STYLE}</style>`);

/** Nothing is fetched, nothing runs, and no style applies but the page's own. */
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/**
 * Renders a report as one page that needs no network and no script, readable on paper, on 360 pixels and by a screen
 * reader.
 */
export function renderHtml(report: ReportDocument): string {
  const { title, outcome, proof } = report;
  const heading = `${title}: ${VERDICT_WORDS[outcome.verdict]}`;
  const leading = listTables(report, true).map((table) => renderTable(table));
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}" />
        <meta name="generator" content="restack/report/v1" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${heading}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <main>
          <h1>${show(title)}</h1>
          ${[renderVerdict(report), ...leading]} ${renderTable(listClaims(report))}
          ${listFacts(report).map((table) => renderTable(table))}
          ${proof === null ? null : renderProof(proof)}
          ${listTimes(report).map((table) => renderTable(table, table.title === 'Timeline' ? drawTimeline(report) : []))}
          ${renderTable(listConservation(report), drawConservation(report))} ${renderReadBack(report)}
          ${renderTable(listChecks(report), [html`<p>${summarizeChecks(report)}</p>`])}
          ${renderTable(listTasks(report))} ${renderTable(listFindings(report))}
          ${listTables(report, false).map((table) => renderTable(table))} ${renderTable(listMakers(report))}
          ${listEnd(report).map((table) => renderTable(table))}
        </main>
      </body>
    </html> `;
  return page.text;
}

function renderVerdict({ outcome, warnings }: ReportDocument): Markup {
  const { verdict, statement, code, exitCode, hints } = outcome;
  const end = code === null ? `exit ${exitCode}` : `${code}, exit ${exitCode}`;
  const told = [...hints.map((hint) => `next: ${hint}`), ...warnings.map((text) => `warning: ${text}`)];
  const list =
    told.length === 0
      ? null
      : html`<ul>
          ${told.map((text) => html`<li>${show(text)}</li>`)}
        </ul>`;
  return html`<div class="verdict ${verdict}">
      <strong>${VERDICT_WORDS[verdict]}</strong> (${end})
      <p>${show(statement)}</p>
    </div>
    ${list}`;
}

function renderProof({ level, proved, notProved }: NonNullable<ReportDocument['proof']>): Markup {
  const shown = proved === null ? null : html`<p>Proved: ${show(proved)}.</p>`;
  return html`<h2>Proof, level ${level}</h2>
    ${shown}
    <p>Not proved: ${show(notProved)}.</p>`;
}

function renderReadBack({ readBack }: ReportDocument): Markup | null {
  if (readBack === null) return null;
  return html`<h2>Read-back</h2>
    <p>${readBack.compared} compared, ${readBack.different} different.</p>`;
}

/** A table that a keyboard can scroll where the page is too narrow; nothing where it has no row. */
function renderTable(
  { title, columns, rows, lines }: ShownTable,
  above: readonly Markup[] = [],
): Markup | null {
  if (rows.length === 0) return null;
  const head = columns.map((column) =>
    column === '' ? html`<td></td>` : html`<th scope="col">${show(column)}</th>`,
  );
  const body = rows.map(
    (row, index) =>
      html`<tr>
        ${row.map((cell, at) => renderCell(cell, { column: columns[at] ?? '', index, title, at, lines }))}
      </tr>`,
  );
  return html`<section>
    <h2>${show(title)}</h2>
    ${above}
    <div class="wide" tabindex="0" role="group" aria-label="${title}">
      <table>
        <thead>
          <tr>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${body}
        </tbody>
      </table>
    </div>
  </section> `;
}

interface CellPlace {
  readonly column: string;
  readonly index: number;
  readonly title: string;
  readonly at: number;
  readonly lines: string | undefined;
}

/** Columns that a reader fills in. */
const BLANKS = new Set(['Owner', 'Due', 'Name', 'Date', 'Signature']);

const TONES: ReadonlyMap<string, string> = new Map([
  [STATE_WORDS.passed, 'yes'],
  [STATE_WORDS.failed, 'no'],
  [STATE_WORDS.timedOut, 'no'],
  [STATE_WORDS.notRun, 'open'],
  [CLAIM_WORDS.passed, 'yes'],
  [CLAIM_WORDS.failed, 'no'],
  [CLAIM_WORDS.partly, 'open'],
  [CLAIM_WORDS.notRun, 'open'],
  ['NO', 'no'],
  ['NOT RECOVERABLE', 'no'],
  ['recoverable', 'yes'],
  ['recoverable, with faults', 'open'],
  ['not shown', 'open'],
  ['MISSED', 'no'],
  ['error', 'no'],
  ['warning', 'open'],
]);

function renderCell(cell: string, { column, index, title, at, lines }: CellPlace): Markup {
  if (cell === '' && BLANKS.has(column) && (title === 'To do' || title === 'Sign-off')) {
    return html`<td>
      <input type="text" autocomplete="off" aria-label="${column}, ${title}, row ${index + 1}" />
    </td>`;
  }
  if (title === 'Sign-off' && at === 0) return html`<th scope="row">${cell}</th>`;
  if (/^\d+$/.test(cell)) return html`<td class="number">${cell}</td>`;
  if (column === lines) return html`<td>${showEach(cell)}</td>`;
  const tone = TONES.get(cell);
  return tone === undefined ? html`<td>${show(cell)}</td>` : html`<td class="${tone}">${cell}</td>`;
}
