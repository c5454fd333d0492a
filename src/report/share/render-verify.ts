import { escapeForTerminal } from '../../core/terminal-text.js';
import { describeLevel } from './level-statements.js';
import { formatBytes, formatCount } from '../../core/sizes.js';
import { renderFindings } from './render-findings.js';
import type { ReportedFinding, VerifiedBackup, VerifyLevel, VerifyResult } from '../../schema/results.js';
import { wrapText } from '../layout/text-layout.js';
import { formatTypedCommand, renderNext, type TypedContext } from '../layout/typed-command.js';
import { paint, type View } from '../layout/view.js';

/** Renders each set's verdict with its findings, then the sentences on the level. */
export function renderVerify(
  result: VerifyResult,
  view: View,
  typed: TypedContext & { readonly next?: false } = {},
): string {
  const { backups, level } = result;
  const passed = backups.filter(({ verdict }) => verdict === 'passed');
  const together = backups.length > 1;
  const lines = backups.flatMap((backup) => [
    renderVerdict(backup, level, view),
    ...(backup.complete || backup.verdict === 'failed' ? [] : [paint(view, 'caution', '  NOT COMPLETE')]),
    ...(together && backup.verdict === 'passed' ? [] : renderFindings(backup.findings, { view })),
  ]);
  const remarks = together ? mergeFindings(passed) : [];
  if (remarks.length > 0) lines.push('', 'On the sets that passed:', ...renderFindings(remarks, { view }));
  if (result.findings.length > 0) {
    lines.push('', 'The share itself:', ...renderFindings(result.findings, { view }));
  }
  if (lines.length > 0) lines.push('');
  if (passed.length > 0) {
    const { proved, notProved } = describeLevel(level, passed);
    lines.push(...wrapText(`Proved (level ${level}): ${proved}.`, view.columns));
    lines.push(...wrapText(`Not proved: ${notProved}.`, view.columns));
  }
  lines.push(...describeProofs(result, view), summarizeVerdicts(result));
  const next = typed.next === false ? undefined : selectNext(result, typed);
  if (next !== undefined) lines.push(renderNext(next));
  return `${lines.join('\n')}\n`;
}

/** Sets of one chain rest on the same snapshots: says so where that saved work. */
function describeProofs({ proofs, level }: VerifyResult, view: View): readonly string[] {
  if (proofs.shared === 0) return [];
  const what = level === 'keys' ? 'key' : 'data file';
  const text =
    `${formatCount(proofs.made, what)} proved once, ` +
    `and ${formatCount(proofs.shared, 'proof')} shared by sets that rest on the same snapshots.`;
  return wrapText(text, view.columns);
}

function summarizeVerdicts({ backups }: VerifyResult): string {
  const failed = backups.filter(({ verdict }) => verdict === 'failed').length;
  const total = formatCount(backups.length, 'backup set');
  return failed === 0
    ? `${backups.length} of ${total} passed.`
    : `${backups.length - failed} of ${total} passed, ${failed} FAILED.`;
}

/** Describes in one sentence why the command ends in failure: the set, and its first error. */
export function describeVerifyOutcome({ backups, findings }: VerifyResult): string {
  const failed = backups.filter(({ verdict }) => verdict === 'failed');
  const [first] = failed;
  const firstError = (first?.findings ?? findings).find(({ severity }) => severity === 'error');
  const why = firstError === undefined ? '' : `: ${firstError.code}, ${firstError.message}`;
  if (backups.length === 0) return 'nothing was checked';
  if (firstError?.code === 'BACKUP_TOO_OLD') return firstError.message;
  if (first === undefined) return `the sets passed, but the share has a fault${why}`;
  if (backups.length === 1) return `backup set ${first.backupId.slice(0, 8)} failed${why}`;
  return `${failed.length} of ${backups.length} backup sets failed; first ${first.backupId.slice(0, 8)}${why}`;
}

/** The findings of several sets, each place once. Infos of one code and place count as one, whatever they say. */
function mergeFindings(backups: readonly VerifiedBackup[]): readonly ReportedFinding[] {
  const merged = new Map<string, ReportedFinding>();
  for (const finding of backups.flatMap(({ findings }) => findings)) {
    const entry = finding.file?.split('!/')[1] ?? '';
    const message = finding.severity === 'info' ? '' : finding.message;
    merged.set(JSON.stringify([finding.code, message, finding.repository, entry]), finding);
  }
  return [...merged.values()];
}

function renderVerdict(backup: VerifiedBackup, level: VerifyLevel, view: View): string {
  const verdict = backup.verdict === 'passed' ? paint(view, 'good', 'passed') : paint(view, 'bad', 'FAILED');
  return `${verdict}  ${escapeForTerminal(backup.backupId)}  ${describeChecked(backup, level)}`;
}

function describeChecked({ checked }: VerifiedBackup, level: VerifyLevel): string {
  const parts = [formatCount(checked.snapshots, 'snapshot')];
  if (level === 'integrity' || level === 'content') parts.push(formatBytes(checked.bytes));
  if (level === 'content') parts.push(formatCount(checked.records, 'record'));
  return parts.join(', ');
}

const DEEPER: Readonly<Record<VerifyLevel, VerifyLevel | undefined>> = {
  structure: 'content',
  keys: 'content',
  integrity: 'content',
  content: undefined,
};

function selectNext({ backups, level }: VerifyResult, typed: TypedContext): string | undefined {
  const failed = backups.find(({ verdict }) => verdict === 'failed');
  if (failed !== undefined) {
    const id = failed.backupId.slice(0, 8);
    const keyless = failed.findings.some(({ code }) => code === 'KEY_MISSING');
    return formatTypedCommand(keyless ? ['verify', id, '--cert', 'FILE.pfx'] : ['show', id], typed);
  }
  const [first] = backups;
  if (first === undefined) return formatTypedCommand(['list'], typed);
  const id = first.backupId.slice(0, 8);
  const deeper = DEEPER[level];
  if (deeper !== undefined) return formatTypedCommand(['verify', id, '--level', deeper], typed);
  return formatTypedCommand(['drill', id], typed);
}
