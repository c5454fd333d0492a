import { escapeForTerminal } from '../core/terminal-text.js';
import { formatCount } from './quantities.js';
import type { ReportedFinding } from './results.js';
import { wrapText } from './text-layout.js';
import { paint, type Tone, type View } from './view.js';

const SHOWN_OF_A_CODE = 4;

const SEVERITIES = ['error', 'warning', 'info'] as const;

const TONES: Readonly<Record<ReportedFinding['severity'], Tone>> = {
  error: 'bad',
  warning: 'caution',
  info: 'quiet',
};

/** `2 errors, 1 warning`; infos are counted only where there is nothing worse; `none` when there is nothing. */
export function summarizeFindings(findings: readonly ReportedFinding[]): string {
  const count = (severity: ReportedFinding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  const infos = count('info');
  const parts: string[] = [];
  if (errors > 0) parts.push(formatCount(errors, 'error'));
  if (warnings > 0) parts.push(formatCount(warnings, 'warning'));
  if (parts.length === 0 && infos > 0) parts.push(formatCount(infos, 'note'));
  return parts.length === 0 ? 'none' : parts.join(', ');
}

/** The tone of the worst of them. */
export function selectTone(findings: readonly ReportedFinding[]): Tone {
  const worst = SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
  return worst === undefined ? 'good' : TONES[worst];
}

function describePlace({ repository, file, pointer }: ReportedFinding): string {
  const place = file ?? repository ?? '';
  return pointer === null || pointer === '' ? place : `${place} ${pointer}`;
}

function renderFinding(finding: ReportedFinding, view: View, indent: number): readonly string[] {
  const place = describePlace(finding);
  const lines = wrapText(escapeForTerminal(finding.message), view.columns, indent);
  return place === '' || finding.message.includes(place)
    ? lines
    : [...lines, `${' '.repeat(indent)}${paint(view, 'quiet', `in ${escapeForTerminal(place)}`)}`];
}

/** Lines: the findings grouped by code, errors first, a few of each code. Where there are more, `--json` has them. */
export function renderFindings(
  findings: readonly ReportedFinding[],
  { view, indent = 2 }: { readonly view: View; readonly indent?: number },
): readonly string[] {
  const margin = ' '.repeat(indent);
  const lines: string[] = [];
  for (const severity of SEVERITIES) {
    const bySeverity = findings.filter((finding) => finding.severity === severity);
    for (const code of new Set(bySeverity.map((finding) => finding.code))) {
      const ofCode = bySeverity.filter((finding) => finding.code === code);
      const times = ofCode.length > 1 ? ` (${ofCode.length})` : '';
      lines.push(
        `${margin}${paint(view, TONES[severity], `${severity} ${escapeForTerminal(code)}`)}${times}`,
      );
      const shown = ofCode.slice(0, SHOWN_OF_A_CODE);
      lines.push(...shown.flatMap((finding) => renderFinding(finding, view, indent + 2)));
      if (ofCode.length > shown.length) {
        lines.push(`${margin}  and ${ofCode.length - shown.length} more; --json lists them all`);
      }
    }
  }
  return lines;
}
