import type { RestackError } from '../core/errors/restack-error.js';
import { escapeForTerminal } from '../core/terminal-text.js';
import { foldLine } from './layout/text-layout.js';
import { renderNext } from './layout/typed-command.js';
import { paint, type View } from './layout/view.js';

function escapeLines(text: string): string {
  return text.split('\n').map(escapeForTerminal).join('\n');
}

/**
 * Renders an error: one line for the failure, one for each hint. With `debug` also the causes and their stack traces.
 */
export function renderError(error: RestackError, view: View, debug: boolean): string {
  const head = `${paint(view, 'bad', `error ${error.code}`)}: ${escapeForTerminal(error.message)}`;
  const lines = [...foldLine(head, view, 2)];
  for (const hint of error.hints) {
    const safe = escapeForTerminal(hint);
    lines.push(...foldLine(`  ${hint.startsWith('restack ') ? renderNext(safe) : `- ${safe}`}`, view, 4));
  }
  const explain = explainCommand(error);
  if (!error.hints.includes(explain)) lines.push(paint(view, 'quiet', `  - what it means: ${explain}`));
  if (debug) lines.push(...renderCauses(error));
  return `${lines.join('\n')}\n`;
}

/** The command that says what an error means: by the code that says most. */
export function explainCommand(error: RestackError): string {
  return `restack explain ${nameCode(error)}`;
}

/** The code that says most: that of the finding which the error was made of, where there is one. */
function nameCode({ code, details }: RestackError): string {
  const finding: unknown = details['finding'];
  const isNamed = typeof finding === 'object' && finding !== null && 'code' in finding;
  return isNamed && typeof finding.code === 'string' ? escapeForTerminal(finding.code) : code;
}

/** One warning, on lines of its own. */
export function renderWarning(message: string, view: View): string {
  const line = `${paint(view, 'caution', 'warning')}: ${escapeForTerminal(message)}`;
  return `${foldLine(line, view, 2).join('\n')}\n`;
}

function renderCauses(error: Error): readonly string[] {
  const lines: string[] = [];
  const seen = new Set<unknown>();
  let current: unknown = error;
  while (current instanceof Error && !seen.has(current)) {
    seen.add(current);
    lines.push(`${seen.size > 1 ? 'caused by ' : ''}${escapeLines(current.stack ?? current.message)}`);
    current = current.cause;
  }
  return lines;
}
