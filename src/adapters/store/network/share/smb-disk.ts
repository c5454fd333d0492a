import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { endAfter } from '../../../../core/errors/first-failure.js';
import { createTakenError } from '../../../disk/new/new-file.js';
import { readSystemCode, unlessMissing } from '../../../../core/errors/system-code.js';
import type { NamingDisk, NewFile } from '../../../disk/new/naming-disk.js';
import { createSmbError, type SmbEntry } from '../calls/smb-calls.js';
import { splitSmbPath } from '../calls/smb-url.js';
import type { SmbAsker } from '../thread/smb-client.js';
import { explainSmbWrite, makeFolders } from './smb-share-files.js';

/** The most that is read at a time. */
const PIECE_BYTES = 1024 * 1024;

/**
 * Shares of file servers as the place of new files and folders. A file is on the disk when the server has closed it:
 * libsmbclient cannot ask for more.
 */
export function createSmbDisk(ask: SmbAsker): NamingDisk {
  return {
    list: (folder) => listEntries(ask, folder),
    isTaken: async (path) => (await findEntry(ask, path)) !== undefined,
    makeFolders: (path) => makeFolders(ask, path),
    makePrivateFolder: (path) => ask.makeFolder(path),
    create: (path) => create(ask, path),
    measure: (path) => measure(ask, path),
    giveName: (temporary, path) => giveName(ask, temporary, path),
    remove: (path) => remove(ask, path),
    syncFolder: () => Promise.resolve(),
    readLastChangeMs: (path) => readLastChangeMs(ask, path),
    explain: (error, path) =>
      readSystemCode(error) === 'EEXIST' ? createTakenError(path) : explainSmbWrite(error, path),
  };
}

async function listEntries(ask: SmbAsker, folder: string): Promise<readonly SmbEntry[]> {
  return isOnShare(folder) ? unlessMissing(ask.list(folder), []) : [];
}

/** False for a server and for nothing, which hold no files. */
function isOnShare(path: string): boolean {
  return splitSmbPath(path).length >= 2;
}

/** Names on a share match without regard to case. A share itself is a folder. */
async function findEntry(ask: SmbAsker, path: string): Promise<SmbEntry | undefined> {
  if (!isOnShare(dirname(path))) {
    await ask.list(path);
    return { name: path, kind: 'folder', sizeBytes: 0, modifiedMs: 0 };
  }
  const name = path.slice(dirname(path).length + 1).toLowerCase();
  return (await listEntries(ask, dirname(path))).find((entry) => entry.name.toLowerCase() === name);
}

async function create(ask: SmbAsker, path: string): Promise<NewFile> {
  const { handle } = await ask.create(path);
  return {
    write: (bytes, position) => ask.write(handle, bytes, position),
    close: () => ask.close(handle),
  };
}

async function measure(ask: SmbAsker, path: string): ReturnType<NamingDisk['measure']> {
  const { handle, sizeBytes } = await ask.open(path);
  const hash = createHash('sha256');
  const target = new Uint8Array(new SharedArrayBuffer(PIECE_BYTES));
  const read = async () => {
    for (let position = 0; position < sizeBytes;) {
      const length = await ask.read(handle, target, position);
      if (length === 0) throw createSmbError('EIO', path);
      hash.update(target.subarray(0, length));
      position += length;
    }
    return { sizeBytes, digest: hash.digest('hex') };
  };
  return endAfter(read, () => ask.close(handle));
}

/** A connection that breaks does not tell whether the server has renamed: that is looked at. */
async function giveName(ask: SmbAsker, temporary: string, path: string): Promise<void> {
  try {
    await ask.rename(temporary, path);
  } catch (error) {
    const hasMoved = async () =>
      (await findEntry(ask, temporary)) === undefined && (await findEntry(ask, path)) !== undefined;
    if (!(await hasMoved().catch(() => false))) throw error;
  }
}

async function remove(ask: SmbAsker, path: string): Promise<void> {
  const entry = await findEntry(ask, path);
  if (entry !== undefined) await removeEntry(ask, path, entry.kind);
}

async function removeEntry(ask: SmbAsker, path: string, kind: SmbEntry['kind']): Promise<void> {
  if (kind === 'file') {
    await ask.removeFile(path);
    return;
  }
  // What leads elsewhere is not looked into: that is not what was made here.
  const entries = kind === 'folder' ? await ask.list(path) : [];
  for (const entry of entries) await removeEntry(ask, join(path, entry.name), entry.kind);
  await ask.removeFolder(path);
}

async function readLastChangeMs(ask: SmbAsker, path: string): Promise<number> {
  const times: number[] = [(await findEntry(ask, path))?.modifiedMs ?? 0];
  for (const { name, kind, modifiedMs } of await listEntries(ask, path)) {
    times.push(modifiedMs, kind === 'folder' ? await readLastChangeMs(ask, join(path, name)) : 0);
  }
  return Math.max(...times);
}
