import { RestackError } from '../../../core/errors/restack-error.js';

/** The folder that every file of an archive lies in. Source: format specification, section 1. */
export const ARCHIVE_ROOT = 'MASBackup';

/** The place that an archive begins at: the folder of a store, or a share with its stores at most two folders below. */
export type ArchiveRoot = 'store' | 'share';
const MOST_FOLDERS_ABOVE: Readonly<Record<ArchiveRoot, number>> = { store: 0, share: 2 };

/**
 * The most parts of a path: `MASBackup/progressivebackup/<version>/<repository>/<file>` is the deepest of the format.
 */
const MAX_PARTS = 6;
const MAX_BYTES = 1024;
/**
 * Characters that no path may have: separators of other systems, drives and streams of Windows, its wildcards, and all
 * that a terminal would act on.
 */
const FORBIDDEN = /[\p{Cc}\\:*?"<>|\u{fffd}]/u;
const DEVICE_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Finds the reason why a path may not stand in an archive; undefined when it may. A path that passes is relative, below
 * `MASBackup`, and names the same file on every system.
 */
export function findPathFault(path: string, root: ArchiveRoot = 'store'): string | undefined {
  const parts = path.split('/');
  if (path.startsWith('/')) return 'it is absolute';
  if (FORBIDDEN.test(path)) return 'it holds characters that not every system takes';
  if (parts.some((part) => part === '..' || part === '.' || part === ''))
    return 'it has empty or dotted parts';
  if (parts.some((part) => /[. ]$/.test(part) || DEVICE_NAME.test(part))) {
    return 'a part of it is no file name on Windows';
  }
  const above = parts.indexOf(ARCHIVE_ROOT);
  const isBelow = above >= 0 && above <= MOST_FOLDERS_ABOVE[root];
  if (parts.length - (isBelow ? above : 0) > MAX_PARTS || Buffer.byteLength(path) > MAX_BYTES) {
    return 'it is too long';
  }
  return isBelow && parts.length > above + 1 ? undefined : `it is not below ${ARCHIVE_ROOT}`;
}

/** The key of a name: two names with one key are one on a file system without regard to case. */
export function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** The error for an archive that is not as `restack archive pack` writes it. Nothing in it is used. */
export function createArchiveFault(location: string, problem: string, cause?: unknown): RestackError {
  return new RestackError('INTEGRITY', `archive ${location} is damaged or was altered: ${problem}`, {
    ...(cause === undefined ? {} : { cause }),
    details: { location, scope: 'store' },
    hints: [
      'take another copy of the archive, or pack the set again: restack archive pack BACKUP --out FILE.tar --share PATH',
    ],
  });
}
