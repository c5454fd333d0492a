import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatBytes, formatCount } from '../layout/quantities.js';
import type { ArchivePackResult, ArchiveUnpackResult } from '../../schema/results.js';
import { formatTypedCommand, renderNext } from '../layout/typed-command.js';

/** Renders the packed archive, and the command that proves it. */
export function renderPack({ backupId, out, archiveBytes, files }: ArchivePackResult): string {
  const lines = [
    `${formatCount(files.length, 'file')} of ${backupId} in ${escapeForTerminal(out)} (${formatBytes(archiveBytes)}).`,
    'Everything in it is as encrypted as it was: keep the private key as long as the archive.',
    renderNext(formatTypedCommand(['verify', '--cert', 'FILE.pfx'], { share: out })),
  ];
  return `${lines.join('\n')}\n`;
}

/** Renders the place of an unpacked set. */
export function renderUnpack({ backupId, store, placed, identical }: ArchiveUnpackResult): string {
  const kept =
    identical === 0 ? '' : `; ${formatCount(identical, 'file')} lay there already, and are the same`;
  const lines = [
    `${formatCount(placed, 'file')} of ${backupId} placed in ${escapeForTerminal(store)}${kept}.`,
    renderNext(formatTypedCommand(['show', backupId.slice(0, 8)], { share: store })),
  ];
  return `${lines.join('\n')}\n`;
}
