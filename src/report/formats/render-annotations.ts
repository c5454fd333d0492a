import type { ReportDocument } from '../../schema/results.js';
import { showText } from './shown-text.js';

/** GitHub shows no more of one step. Source: GitHub, "Workflow commands", limits of annotations. */
const MOST = 10;

interface Annotation {
  readonly title: string;
  readonly message: string;
}

/**
 * Renders the failure and the findings of a report as annotations of GitHub Actions: at most ten errors and ten warnings,
 * of which the last one counts the rest.
 */
export function renderAnnotations({ outcome, findings, warnings }: ReportDocument): string {
  const { code, exitCode, statement } = outcome;
  const told = (severity: 'error' | 'warning') =>
    findings
      .filter((finding) => finding.severity === severity)
      .map(({ code: title, repository, file, message }) => ({
        title,
        message: [message, ...[repository, file].filter((part) => part !== null)].join(' – '),
      }));
  const failure = code === null ? [] : [{ title: `${code} (exit ${exitCode})`, message: statement }];
  const said = warnings.map((message) => ({ title: 'restack', message }));
  return [
    ...renderLimited('error', [...failure, ...told('error')]),
    ...renderLimited('warning', [...said, ...told('warning')]),
  ].join('');
}

function renderLimited(command: 'error' | 'warning', all: readonly Annotation[]): readonly string[] {
  const shown = all.length > MOST ? all.slice(0, MOST - 1) : all;
  const rest = {
    title: 'restack',
    message: `and ${all.length - shown.length} more, in the summary of this job`,
  };
  return [...shown, ...(shown.length < all.length ? [rest] : [])].map(
    ({ title, message }) => `::${command} title=${escapeProperty(title)}::${escapeData(message)}\n`,
  );
}

/** Source: actions/toolkit, `command.ts`: `escapeData` and `escapeProperty`. */
function escapeData(text: string): string {
  return showText(text).replaceAll('%', '%25');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
