import { lstat, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { endAfter } from '../../core/errors/first-failure.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { meansFull, meansRefused, readSystemCode, unlessMissing } from '../../core/errors/system-code.js';
import type { ShareFiles, SmallFile } from '../../backup-set/write/share-files.js';
import { MIB } from '../../core/sizes.js';
import { readOwnText } from './own-files.js';
import { syncFolder } from './sync-folder.js';
import { hashFile } from './file-digest.js';
import { makeFolders } from './new/make-folders.js';
import type { NamingDisk, NewFile } from './new/naming-disk.js';
import { explainWriteError, giveName, isTaken, writeInto } from './new/new-file.js';
import { machineWorkDisk } from './new/work-folder.js';

/** The files of this machine, and of the shares that it has mounted. Errors are SHARE_UNREACHABLE. */
export const machineShareFiles: ShareFiles = {
  makeFolder: (path) => explain(path, () => makeFolder(path)),
  writeNew: (path, bytes) => explain(path, () => writeNew(path, bytes)),
  rename: (from, to) => explain(to, () => rename(from, to)),
  remove: (path) => explain(path, () => rm(path, { force: true })),
  syncFolder: (path) => explain(path, () => syncFolder(path)),
  list: (path) => explain(path, () => unlessMissing(list(path), [])),
  read: (path) => explain(path, () => unlessMissing(readText(path), undefined)),
};

async function makeFolder(path: string): Promise<void> {
  const first = await makeFolders(path);
  if (first === undefined) return;
  for (let folder = path; ; folder = dirname(folder)) {
    await syncFolder(dirname(folder));
    if (folder === first || folder === dirname(folder)) return;
  }
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx');
  await endAfter(
    async () => {
      await handle.writeFile(bytes);
      await handle.sync();
    },
    () => handle.close(),
  );
}

async function list(path: string): Promise<readonly { readonly name: string; readonly folder: boolean }[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries.map((entry) => ({ name: entry.name, folder: entry.isDirectory() }));
}

async function readText(path: string): Promise<SmallFile> {
  return { text: await readOwnText(path, MIB), modifiedAt: (await stat(path)).mtime };
}

function explain<R>(path: string, work: () => Promise<R>): Promise<R> {
  return explainShareWrite(path, work, (systemCode) => selectHint(systemCode, dirname(path)));
}

/** Does some work on a share. @throws SHARE_UNREACHABLE, with the hint that is selected, when the system refuses it. */
export async function explainShareWrite<R>(
  path: string,
  work: () => Promise<R>,
  hintFor: (systemCode: string) => string,
): Promise<R> {
  try {
    return await work();
  } catch (error) {
    throw createShareWriteError(error, path, hintFor);
  }
}

/** Turns the system's error for a share that cannot be written into SHARE_UNREACHABLE; others stay as they are. */
export function createShareWriteError(
  error: unknown,
  path: string,
  hintFor: (systemCode: string) => string,
): unknown {
  const systemCode = readSystemCode(error);
  if (systemCode === undefined) return error;
  return new RestackError('SHARE_UNREACHABLE', `${path} cannot be written (${systemCode})`, {
    cause: error,
    details: { location: path, reason: systemCode },
    hints: [hintFor(systemCode)],
  });
}

function selectHint(systemCode: string, folder: string): string {
  if (meansFull(systemCode)) return `make room on the share, and run the same command again: df -h ${folder}`;
  if (meansRefused(systemCode)) {
    return `let this account write to the share, and run the same command again: ls -ld ${folder}`;
  }
  return `see that the share is there, and run the same command again: ls -ld ${folder}`;
}

/** The disks of this machine, and the shares that it has mounted, as the place of new files. */
export const machineDisk: NamingDisk = {
  ...machineWorkDisk,
  isTaken,
  makeFolders: (path) => makeFolders(path),
  create,
  measure: async (path) => ({ sizeBytes: (await lstat(path)).size, digest: await hashFile(path) }),
  giveName,
  syncFolder,
  explain: explainWriteError,
};

async function create(path: string): Promise<NewFile> {
  const handle = await open(path, 'wx', 0o644);
  return {
    ...writeInto(handle),
    close: () =>
      endAfter(
        () => handle.sync(),
        () => handle.close(),
      ),
  };
}
