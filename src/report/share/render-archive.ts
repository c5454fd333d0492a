import { escapeForTerminal } from '../../core/terminal-text.js';
import { formatBytes, formatCount } from '../../core/sizes.js';
import type { ArchivePackResult, ArchiveUnpackResult } from '../../schema/results.js';
import { formatTypedCommand, renderNext } from '../layout/typed-command.js';

/** Renders the packed archive, and the command that proves it. */
export function renderPack({ backupId, out, archiveBytes, signature, files }: ArchivePackResult): string {
  const lines = [
    `${formatCount(files.length, 'file')} of ${backupId} in ${escapeForTerminal(out)} (${formatBytes(archiveBytes)}).`,
    'Everything in it is as encrypted as it was: keep the private key as long as the archive.',
    ...(signature === null ? [] : [`Signed (${signature.algorithm}) by the key ${signature.keyDigest}.`]),
    renderNext(formatTypedCommand(['verify', '--level', 'content'], { share: out })),
  ];
  return `${lines.join('\n')}\n`;
}

/** Renders the place of an unpacked set. */
export function renderUnpack({ backupId, store, placed, identical, signature }: ArchiveUnpackResult): string {
  const kept =
    identical === 0 ? '' : `; ${formatCount(identical, 'file')} lay there already, and are the same`;
  const lines = [
    `${formatCount(placed, 'file')} of ${backupId} placed in ${escapeForTerminal(store)}${kept}.`,
    ...(signature === null ? [] : [describeSignature(signature)]),
    renderNext(formatTypedCommand(['show', backupId.slice(0, 8)], { share: store })),
  ];
  return `${lines.join('\n')}\n`;
}

function describeSignature({ keyDigest, verified }: NonNullable<ArchiveUnpackResult['signature']>): string {
  return verified
    ? `The signature is that of your key, ${keyDigest}.`
    : `It is signed by the key ${keyDigest}; whether that is yours was not asked (--verify-key FILE).`;
}
