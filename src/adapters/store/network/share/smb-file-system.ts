import type { FileSource, FolderEntry, ReadOnlyFileSystem } from '../../folder/file-system.js';
import { createSmbError, type SmbEntry } from '../calls/smb-calls.js';
import type { SmbAsker } from '../thread/smb-client.js';

/** Codes of failures that say nothing about the rest of the share. */
const ANSWERS: ReadonlySet<string> = new Set([
  'EACCES',
  'EBUSY',
  'EISDIR',
  'ELOOP',
  'ENOENT',
  'ENOTDIR',
  'EPERM',
]);

/**
 * The shares of file servers as a file system. Once a connection broke for good every call fails as that one did: a
 * listing with a part missing must not look like one of a smaller share.
 */
export function createSmbFileSystem(ask: SmbAsker): ReadOnlyFileSystem {
  let failure: { readonly error: unknown } | undefined;
  const make = async <R>(call: () => Promise<R>): Promise<R> => {
    if (failure !== undefined) throw failure.error;
    try {
      return await call();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!ANSWERS.has(code)) failure = { error };
      throw error;
    }
  };
  /** True for a folder; a file answers that it is none. */
  const isFolder = async (path: string): Promise<boolean> => {
    try {
      await make(() => ask.list(path));
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return false;
      throw error;
    }
  };
  return {
    async stat(path) {
      const answer = await isFolder(path);
      return { isDirectory: () => answer };
    },
    async lstat(path) {
      if (await isFolder(path)) return { size: 0, isDirectory: () => true, isFile: () => false };
      const { handle, sizeBytes } = await make(() => ask.open(path));
      await make(() => ask.close(handle));
      return { size: sizeBytes, isDirectory: () => false, isFile: () => true };
    },
    readdir: async (path) => (await make(() => ask.list(path))).map(describeEntry),
    async open(path) {
      const { handle, sizeBytes } = await make(() => ask.open(path));
      return createSource({ handle, sizeBytes, ask, make });
    },
    readPiece: (path, { sizeBytes }) => make(() => ask.readPiece(path, sizeBytes)),
  };
}

function describeEntry({ name, kind, sizeBytes }: SmbEntry): FolderEntry {
  return {
    name,
    isFile: () => kind === 'file',
    isDirectory: () => kind === 'folder',
    ...(kind === 'file' ? { sizeBytes } : {}),
    isElsewhere: kind === 'other',
  };
}

interface OpenSource {
  readonly handle: number;
  readonly sizeBytes: number;
  readonly ask: SmbAsker;
  readonly make: <R>(call: () => Promise<R>) => Promise<R>;
}

function createSource({ handle, sizeBytes, ask, make }: OpenSource): FileSource {
  // Memory of both threads: the server's answer is copied once. As many pieces as reads that are under way.
  const free: Uint8Array[] = [];
  let closing: Promise<void> | undefined;
  return {
    stat: () => Promise.resolve({ size: sizeBytes, isFile: () => true }),
    async read({ buffer, offset, length, position }) {
      if (closing !== undefined) throw createSmbError('EBADF', 'the file is closed');
      const target = buffer.subarray(offset, offset + length);
      if (target.buffer instanceof SharedArrayBuffer) {
        return { bytesRead: await make(() => ask.read(handle, target, position)) };
      }
      const known = free.pop();
      const shared =
        known !== undefined && known.length >= length ? known : new Uint8Array(new SharedArrayBuffer(length));
      const bytesRead = await make(() => ask.read(handle, shared.subarray(0, length), position));
      target.set(shared.subarray(0, bytesRead));
      free.push(shared);
      return { bytesRead };
    },
    close() {
      closing ??= ask.close(handle);
      return closing;
    },
  };
}
