import { dirname } from 'node:path';
import { createShareWriteError, explainShareWrite } from '../../../disk/machine-share-files.js';
import { endAfter } from '../../../../core/errors/first-failure.js';
import {
  meansFull,
  meansRefused,
  readSystemCode,
  unlessMissing,
} from '../../../../core/errors/system-code.js';
import type { ShareFiles, SmallFile } from '../../../../backup-set/write/share-files.js';
import type { SmbAsker } from '../thread/smb-client.js';
import { createSmbError } from '../calls/smb-calls.js';
import { nameSmbPath, splitSmbPath } from '../calls/smb-url.js';

/** The largest file that {@link ShareFiles.read} gives as text. */
const TEXT_BYTES = 1024 * 1024;

/**
 * The files of shares as a writer needs them. Errors are SHARE_UNREACHABLE. A file is written when the server has closed
 * it: libsmbclient cannot ask a server to flush, nor to sync a folder.
 */
export function createSmbShareFiles(ask: SmbAsker): ShareFiles {
  return {
    makeFolder: (path) => explain(path, async () => void (await makeFolders(ask, path))),
    writeNew: (path, bytes) => explain(path, () => writeNew(ask, path, bytes)),
    rename: (from, to) => explain(to, () => ask.rename(from, to)),
    remove: (path) => explain(path, () => unlessMissing(ask.removeFile(path), undefined)),
    syncFolder: () => Promise.resolve(),
    list: (path) =>
      explain(path, async () => {
        const entries = await unlessMissing(ask.list(path), []);
        return entries.map(({ name, kind }) => ({ name, folder: kind === 'folder' }));
      }),
    read: (path) => explain(path, () => unlessMissing(readText(ask, path), undefined)),
  };
}

/** Makes a folder and those above it. @returns the outermost one that was made; undefined when all were there. */
export async function makeFolders(ask: SmbAsker, path: string): Promise<string | undefined> {
  // A share itself is there, or nobody makes it from here.
  if (splitSmbPath(path).length <= 2) return undefined;
  try {
    await ask.makeFolder(path);
    return path;
  } catch (error) {
    const code = readSystemCode(error);
    if (code === 'EEXIST') return undefined;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
  }
  const outermost = await makeFolders(ask, dirname(path));
  await ask.makeFolder(path);
  return outermost ?? path;
}

async function writeNew(ask: SmbAsker, path: string, bytes: Uint8Array): Promise<void> {
  const { handle } = await ask.create(path);
  await endAfter(
    () => ask.write(handle, bytes, 0),
    () => ask.close(handle),
  );
}

async function readText(ask: SmbAsker, path: string): Promise<SmallFile> {
  const name = path.slice(dirname(path).length + 1);
  const [bytes, entries] = [await ask.readPiece(path, TEXT_BYTES), await ask.list(dirname(path))];
  const entry = entries.find((candidate) => candidate.name === name);
  if (entry === undefined) throw createSmbError('ENOENT', path);
  return { text: Buffer.from(bytes).toString('utf8'), modifiedAt: new Date(entry.modifiedMs) };
}

/** Turns the error of a call that writes to a share into SHARE_UNREACHABLE; other errors stay as they are. */
export function explainSmbWrite(error: unknown, path: string): unknown {
  return createShareWriteError(error, nameSmbPath(path), selectHint);
}

function explain<R>(path: string, work: () => Promise<R>): Promise<R> {
  return explainShareWrite(nameSmbPath(path), work, selectHint);
}

/** Codes of a session whose ticket ended, and of writing without a ticket. */
const WITHOUT_TICKET: ReadonlySet<string> = new Set(['EINVAL', 'NO_TICKET']);

function selectHint(systemCode: string): string {
  if (WITHOUT_TICKET.has(systemCode)) {
    return 'where a ticket opens the share, see that it has not ended (klist), and run the same command again';
  }
  if (meansFull(systemCode)) return 'make room on the share, and run the same command again';
  if (meansRefused(systemCode))
    return 'let the user of the share write to it, and run the same command again';
  return 'see that the file server can be reached, and run the same command again';
}
