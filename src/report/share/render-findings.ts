import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatCount } from '../../core/sizes.js';
import type { ReportedFinding } from '../../schema/results.js';
import { wrapText } from '../layout/text-layout.js';
import { paint, type Tone, type View } from '../layout/view.js';

const SHOWN_MESSAGES = 5;
const SHOWN_PLACES = 8;

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

/** The tone of the worst finding. */
export function selectTone(findings: readonly ReportedFinding[]): Tone {
  const worst = SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
  return worst === undefined ? 'good' : TONES[worst];
}

/** The place of a finding: of an error, to the file; otherwise the repository alone. */
function describePlace({ severity, repository, file, pointer }: ReportedFinding): string {
  const [archive, entry] = file?.split('!/') ?? [];
  const short = repository !== null && entry !== undefined ? `${repository} !/${entry}` : repository;
  const place = severity === 'error' ? (file ?? repository) : (short ?? archive);
  return [place, pointer].filter((part) => part !== null && part !== undefined && part !== '').join(' ');
}

function renderMessage(
  message: string,
  places: readonly string[],
  { view, indent }: { readonly view: View; readonly indent: number },
): readonly string[] {
  const margin = ' '.repeat(indent + 2);
  const named = places.filter((place) => place !== '' && !message.includes(place));
  const shown = named.slice(0, SHOWN_PLACES);
  const more = named.length - shown.length;
  return [
    ...wrapText(escapeForTerminal(message), view.columns, indent),
    ...shown.map((place) => margin + paint(view, 'quiet', escapeForTerminal(place))),
    ...(more > 0 ? [`${margin}and ${more} more; --json lists them all`] : []),
  ];
}

function renderCode(
  findings: readonly ReportedFinding[],
  { view, indent }: { readonly view: View; readonly indent: number },
): readonly string[] {
  const places = new Map<string, string[]>();
  for (const finding of findings) {
    const known = places.get(finding.message) ?? [];
    known.push(describePlace(finding));
    places.set(finding.message, known);
  }
  const messages = [...places].slice(0, SHOWN_MESSAGES);
  const more = places.size - messages.length;
  return [
    ...messages.flatMap(([message, where]) => renderMessage(message, where, { view, indent })),
    ...(more > 0 ? [`${' '.repeat(indent)}and ${more} more; --json lists them all`] : []),
  ];
}

/** Renders the findings grouped by code, errors first, and places by message; a few of each. `--json` has them all. */
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
      lines.push(...renderCode(ofCode, { view, indent: indent + 2 }));
    }
  }
  return lines;
}
