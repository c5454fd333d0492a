import { escapeForTerminal } from '../core/terminal-text.js';
import { LEVEL_STATEMENTS } from './level-statements.js';
import { formatBytes, formatCount } from './quantities.js';
import { renderFindings } from './render-findings.js';
import type { VerifiedBackup, VerifyLevel, VerifyResult } from './results.js';
import { wrapText } from './text-layout.js';
import { formatTypedCommand, renderNext, type TypedContext } from './typed-command.js';
import { paint, type View } from './view.js';

/** Each set's verdict with its findings, then what the level proved and what it did not. */
export function renderVerify(result: VerifyResult, view: View, typed: TypedContext = {}): string {
  const lines: string[] = [];
  for (const backup of result.backups) lines.push(...renderBackup(backup, result.level, view));
  if (result.findings.length > 0) {
    lines.push('The share itself:', ...renderFindings(result.findings, { view }));
  }
  if (lines.length > 0) lines.push('');
  const { proved, notProved } = LEVEL_STATEMENTS[result.level];
  const passed = result.backups.filter(({ verdict }) => verdict === 'passed').length;
  if (passed > 0) lines.push(...wrapText(`Proved (level ${result.level}): ${proved}.`, view.columns));
  if (result.backups.length > 0) lines.push(...wrapText(`Not proved: ${notProved}.`, view.columns));
  lines.push(describeVerifyOutcome(result));
  const next = selectNext(result, typed);
  if (next !== undefined) lines.push(renderNext(next));
  return `${lines.join('\n')}\n`;
}

/** `2 of 3 backup sets passed, 1 failed.` */
export function describeVerifyOutcome({ backups }: VerifyResult): string {
  if (backups.length === 0) return 'Nothing was checked.';
  const passed = backups.filter(({ verdict }) => verdict === 'passed').length;
  const failed = backups.length - passed;
  return failed === 0
    ? `${passed} of ${formatCount(backups.length, 'backup set')} passed.`
    : `${passed} of ${formatCount(backups.length, 'backup set')} passed, ${failed} FAILED.`;
}

function renderBackup(backup: VerifiedBackup, level: VerifyLevel, view: View): readonly string[] {
  const verdict = backup.verdict === 'passed' ? paint(view, 'good', 'passed') : paint(view, 'bad', 'FAILED');
  return [
    `${verdict}  ${escapeForTerminal(backup.backupId)}  ${describeChecked(backup, level)}`,
    ...renderFindings(backup.findings, { view }),
  ];
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
  if (failed !== undefined) return formatTypedCommand(['show', failed.backupId.slice(0, 8)], typed);
  const [first] = backups;
  if (first === undefined) return formatTypedCommand(['list'], typed);
  const id = first.backupId.slice(0, 8);
  const deeper = DEEPER[level];
  if (level === 'structure') return formatTypedCommand(['verify', id, '--cert', 'FILE.pfx'], typed);
  if (deeper !== undefined) return formatTypedCommand(['verify', id, '--level', deeper], typed);
  return formatTypedCommand(['drill', id], typed);
}
