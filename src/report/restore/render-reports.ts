import { escapeForTerminal } from '../../core/terminal-text.js';
import type { ReportResult } from '../../schema/results.js';

/** Renders the files that reports were written to, and their verdict. */
export function renderWrittenReports({ verdict, files }: ReportResult): string {
  const lines = files.map((file) => `written to ${escapeForTerminal(file)}`);
  return `${[...lines, `verdict: ${verdict}`].join('\n')}\n`;
}
