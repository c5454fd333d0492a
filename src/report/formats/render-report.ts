import type { ReportDocument } from '../../schema/results.js';
import { renderData } from './shown-text.js';

/** The formats of a report, by the extension of its file. */
export const REPORT_FORMATS = ['.html', '.md', '.json', '.xml', '.sarif', '.csv'] as const;

/** The extension of a report's file, in lower case. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

type Render = (report: ReportDocument) => string;

const RENDERERS: Readonly<Record<ReportFormat, () => Promise<Render>>> = {
  '.html': async () => (await import('./html/render-html.js')).renderHtml,
  '.md': async () => (await import('./render-markdown.js')).renderMarkdown,
  '.json': () => Promise.resolve(renderData),
  '.xml': async () => (await import('./render-junit.js')).renderJunit,
  '.sarif': async () => (await import('./render-sarif.js')).renderSarif,
  '.csv': async () => (await import('./render-task-table.js')).renderTaskTable,
};

/** Renders a report, with nothing but its model. Only the renderer that is asked for is loaded. */
export async function renderReport(report: ReportDocument, format: ReportFormat): Promise<string> {
  return (await RENDERERS[format]())(report);
}

/** The format of a file by the end of its name; undefined for any other. */
export function findReportFormat(path: string): ReportFormat | undefined {
  return REPORT_FORMATS.find((format) => path.toLowerCase().endsWith(format));
}

/** Texts by which a file is known as a report of restack, which another report may replace. */
const MARKS: Readonly<Record<ReportFormat, string>> = {
  '.html': '<meta name="generator" content="restack/report/v1"',
  '.md': '<!-- restack/report/v1 -->',
  '.json': '"format": "restack/report/v1"',
  '.xml': '<testsuites name="restack: ',
  '.sarif': '"name": "restack"',
  '.csv': 'owner,due,task,reason,steps,note,afterwards,records,kind,name,id',
};

/** True when a file of this format begins as a report of restack does. */
export function isReport(head: string, format: ReportFormat): boolean {
  return head.includes(MARKS[format]);
}
