import { createIdShortener } from '../../core/guid.js';
import { formatAge } from '../../core/clock.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatCount } from '../../core/sizes.js';
import type { ComparedBackupReport, ServiceBackupsResult, ServicePruneResult } from '../../schema/results.js';
import { shortenThumbprint } from '../layout/text-layout.js';
import { type Cell, type Column, renderTable } from '../layout/table.js';
import { formatTypedCommand, renderNext, type TypedContext } from '../layout/typed-command.js';
import { paint, type View } from '../layout/view.js';

const COLUMNS: readonly Column[] = [
  { title: 'BACKUP' },
  { title: 'AGE', align: 'right' },
  { title: 'KIND', drop: 2 },
  { title: 'SERVICE', shrinkTo: 12 },
  { title: 'READY', drop: 1 },
  { title: 'ENCRYPTION', drop: 3 },
];
const SHARE_COLUMNS: readonly Column[] = [
  ...COLUMNS,
  { title: 'SHARE', shrinkTo: 12 },
  { title: 'DIFFERENCE' },
];

const DIFFERENCES: Readonly<Record<NonNullable<ComparedBackupReport['difference']>, string>> = {
  notOnShare: 'NOT ON SHARE',
  notListed: 'NOT LISTED',
  statusDiffers: 'STATUS DIFFERS',
};

/** Renders the service's own list, beside the share where one was given, newest first. */
export function renderServiceBackups(result: ServiceBackupsResult, view: View, typed: TypedContext): string {
  const { backups, share } = result;
  const shorten = createIdShortener(backups.map(({ backupId }) => backupId));
  const rows = backups.map((backup) => renderRow(backup, view, shorten));
  const columns = share === null ? COLUMNS : SHARE_COLUMNS;
  const lines = [
    ...renderTable(columns, rows, { view }),
    ...(rows.length === 0 ? [] : ['']),
    ...summarize(result, view),
  ];
  return `${[...lines, renderNext(selectNext(result, typed, shorten))].join('\n')}\n`;
}

function renderRow(
  { backupId, createdAt, listed, onShare, difference }: ComparedBackupReport,
  view: View,
  shorten: (id: string) => string,
): readonly Cell[] {
  const known = listed ?? onShare;
  return [
    shorten(backupId),
    createdAt === null ? '–' : formatAge(new Date(createdAt), view.now),
    describeKind(listed?.automatic ?? null),
    renderStatus(listed?.status),
    known?.cloudRecoveryReady === true ? 'yes' : 'no',
    renderEncryption(known?.thumbprint ?? null),
    renderStatus(onShare?.status),
    difference === null ? '' : { text: DIFFERENCES[difference], tone: 'bad' },
  ];
}

function describeKind(automatic: boolean | null): string {
  if (automatic === null) return '–';
  return automatic ? 'scheduled' : 'on demand';
}

function renderEncryption(thumbprint: string | null): string {
  return thumbprint === null ? 'key' : `cert ${shortenThumbprint(thumbprint)}`;
}

function renderStatus(status: string | undefined): Cell {
  if (status === undefined) return { text: '–', tone: 'quiet' };
  if (status === 'Succeeded') return { text: status, tone: 'good' };
  return { text: status, tone: status === 'Failed' ? 'bad' : 'caution' };
}

function summarize(
  { backups, share, differences, otherSets }: ServiceBackupsResult,
  view: View,
): readonly string[] {
  const listed = backups.filter((backup) => backup.listed !== null).length;
  const count = `${formatCount(listed, 'backup')} listed by the service`;
  if (share === null) return [`${count}; --share PATH compares them with what lies there.`];
  const onShare = backups.filter((backup) => backup.onShare !== null).length;
  const other = otherSets === 0 ? '' : `; ${formatCount(otherSets, 'set')} of other deployments not compared`;
  // The sets of a cloud are told by those that it lists.
  const whose = listed === 0 ? 'of any cloud' : 'of this cloud';
  return [
    escapeForTerminal(`${count}, ${formatCount(onShare, 'set')} ${whose} on ${share}${other}.`),
    differences === 0
      ? paint(view, 'good', 'Both say the same.')
      : paint(view, 'bad', `${formatCount(differences, 'backup')} DIFFER${differences === 1 ? 'S' : ''}.`),
  ];
}

function selectNext(
  { backups, share }: ServiceBackupsResult,
  typed: TypedContext,
  shorten: (id: string) => string,
): string {
  const newest = backups.find(({ onShare }) => onShare?.cloudRecoveryReady === true);
  if (share === null || newest === undefined) {
    // The list does not say where the service writes, nor whether it may: `service start` could only fail.
    return formatTypedCommand(['service', 'show'], { ...typed, share: undefined });
  }
  return formatTypedCommand(['verify', shorten(newest.backupId)], { share: typed.share });
}

/** Renders the paths that the service deleted, or would delete. */
export function renderPruned(result: ServicePruneResult, view: View, typed: TypedContext): string {
  const { dryRun, expired, deleted } = result;
  if (expired.length === 0) return 'Nothing on the share is older than the retention: nothing to delete.\n';
  const title = dryRun
    ? `Would delete ${formatCount(expired.length, 'path')} (dry run: nothing was deleted)`
    : `Deleted ${formatCount(deleted.length, 'path')}`;
  const next = dryRun ? ['service', 'prune'] : ['service', 'backups'];
  const paths = (dryRun ? expired : deleted).map((path) => `  ${escapeForTerminal(path)}`);
  return `${[paint(view, 'strong', title), ...paths, '', renderNext(formatTypedCommand(next, typed))].join('\n')}\n`;
}
