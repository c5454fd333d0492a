import { createIdShortener } from '../../core/guid.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatBytes, formatCount } from '../../core/sizes.js';
import { formatAge, formatMinute } from '../../core/clock.js';
import { renderFindings, selectTone, summarizeFindings } from './render-findings.js';
import type { ListedBackup, ListResult } from '../../schema/results.js';
import { shortenThumbprint } from '../layout/text-layout.js';
import { type Cell, type Column, renderTable } from '../layout/table.js';
import { formatTypedCommand, renderNext, type TypedContext } from '../layout/typed-command.js';
import { paint, type View } from '../layout/view.js';

const COLUMNS: readonly Column[] = [
  { title: 'BACKUP' },
  { title: 'TAKEN' },
  { title: 'AGE', align: 'right' },
  { title: 'STAMP', shrinkTo: 8, drop: 2 },
  { title: 'READY' },
  { title: 'ENCRYPTION', drop: 3 },
  { title: 'SIZE', align: 'right', drop: 1 },
  { title: 'PROBLEMS', shrinkTo: 12 },
];

/** Renders the sets of a share as a table, one for each deployment, and names the set to take. */
export function renderList(result: ListResult, view: View, typed: TypedContext = {}): string {
  const { backups } = result;
  const shorten = createIdShortener(backups.map(({ backupId }) => backupId));
  const deployments = [...new Set(backups.map(({ deploymentId }) => deploymentId))];
  const lines: string[] = [];
  for (const deployment of deployments) {
    const own = backups.filter(({ deploymentId }) => deploymentId === deployment);
    const title = describeCloud(own[0]);
    if (deployments.length > 1 || title !== undefined)
      lines.push(paint(view, 'strong', escapeForTerminal(joinWords(title, `deployment ${deployment}`))));
    const rows = own.map((backup) => renderRow(backup, view, shorten));
    lines.push(...renderTable(COLUMNS, rows, { view }), '');
  }
  if (result.findings.length > 0) {
    lines.push('The share itself:', ...renderFindings(result.findings, { view }), '');
  }
  lines.push(...renderSummary(backups, { view, typed, shorten }));
  return `${lines.join('\n')}\n`;
}

/** The cloud as its backups' path tells it, `<fqdn>/<region>`; undefined where the path has another form. */
function describeCloud(backup: Pick<ListedBackup, 'store'> | undefined): string | undefined {
  const [, fqdn, region] = CLOUD_PATH.exec(backup?.store ?? '') ?? [];
  return fqdn === undefined || region === undefined ? undefined : `cloud ${fqdn}/${region}`;
}

/** Source: format specification, section 1: `<share>/<fqdn>/<region>/MASBackup`. */
const CLOUD_PATH = /([^/\\]+\.[^/\\]+)[/\\]([^/\\.]+)[/\\]MASBackup$/i;

function joinWords(...words: readonly (string | undefined)[]): string {
  const text = words.filter((word) => word !== undefined).join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Says in one sentence why a listing ends in failure. */
export function describeListOutcome({ findings }: ListResult): string {
  return findings.find(({ code }) => code === 'BACKUP_TOO_OLD')?.message ?? 'the share has a fault';
}

/** `cert 0F1E2D3C`, or `key` for a legacy key. */
export function describeEncryption({ mode, thumbprint }: ListedBackup['encryption']): string {
  return mode === 'key' || thumbprint === null ? mode : `cert ${shortenThumbprint(thumbprint)}`;
}

function renderRow(backup: ListedBackup, view: View, shorten: (id: string) => string): readonly Cell[] {
  const ready: Cell = backup.cloudRecoveryReady ? { text: 'yes', tone: 'good' } : { text: 'NO', tone: 'bad' };
  return [
    shorten(backup.backupId),
    formatMinute(new Date(backup.createdAt)),
    formatAge(new Date(backup.createdAt), view.now),
    backup.stampVersion,
    ready,
    describeEncryption(backup.encryption),
    formatBytes(backup.sizeBytes),
    { text: describeProblems(backup), tone: selectTone(backup.problems) },
  ];
}

function describeProblems({ status, problems }: ListedBackup): string {
  const summary = summarizeFindings(problems);
  if (status === 'Succeeded') return summary;
  return summary === 'none' ? status : `${status}; ${summary}`;
}

interface SummaryOptions {
  readonly view: View;
  readonly typed: TypedContext;
  readonly shorten: (id: string) => string;
}

/** Renders the number of sets, the newest ready one of each deployment, and the next command. */
function renderSummary(
  backups: readonly ListedBackup[],
  { view, typed, shorten }: SummaryOptions,
): readonly string[] {
  const [any] = backups;
  if (any === undefined) return ['No backup set found.'];
  const ready = backups.filter(({ cloudRecoveryReady }) => cloudRecoveryReady);
  const deployments = [...new Set(backups.map(({ deploymentId }) => deploymentId))];
  const newest = deployments.flatMap(
    (deployment) => ready.find(({ deploymentId }) => deploymentId === deployment) ?? [],
  );
  return [
    `${formatCount(backups.length, 'backup set')}, ${ready.length} ready for cloud recovery.`,
    ...newest.map((backup) => {
      const created = new Date(backup.createdAt);
      const cloud = describeCloud(backup) ?? `deployment ${backup.deploymentId.slice(0, 8)}`;
      const whose = deployments.length > 1 ? ` of ${cloud}` : '';
      const when = `${formatMinute(created)}, age ${formatAge(created, view.now)}`;
      return escapeForTerminal(`newest ready${whose}: ${shorten(backup.backupId)} (${when})`);
    }),
    ...(newest.length === 0
      ? [renderNext(formatTypedCommand(['show', shorten(any.backupId)], locate(any, backups, typed)))]
      : newest.map((backup) => {
          const cloud = newest.length > 1 ? describeCloud(backup) : undefined;
          const command = ['verify', shorten(backup.backupId)];
          const next = renderNext(formatTypedCommand(command, locate(backup, backups, typed)));
          return escapeForTerminal(cloud === undefined ? next : `${next}   # ${cloud}`);
        })),
  ];
}

/** Where a command finds the set: below the share that was typed, but for one whose id lies there twice. */
function locate(
  { backupId, store }: ListedBackup,
  backups: readonly ListedBackup[],
  typed: TypedContext,
): TypedContext {
  const isTwin = backups.filter((backup) => backup.backupId === backupId).length > 1;
  return isTwin ? { ...typed, share: store } : typed;
}
