import { constants } from 'node:fs';
import { readSystemCode } from '../../../../core/errors/system-code.js';
import { listEntries, readFreeBytes } from './native-records.js';
import { bindNativeFunctions, type NativeFunctions } from './native-functions.js';
import { createSmbError, type SmbAccess, type SmbCalls } from './smb-calls.js';
import type { Pointer, SmbLibrary } from './smb-library.js';
import { formatSmbUrl } from './smb-url.js';

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL } = constants;
const [SEEK_SET, SEEK_END] = [0, 2];
/** The most that one call writes. */
const WRITE_BYTES = 1024 * 1024;
/** More than a `struct stat` of any platform. */
const STAT_BYTES = 1024;

/** One context of libsmbclient: its connections, and the files that are open on them. */
export interface SmbContext extends SmbCalls {
  /** Closes all connections. Nothing may be called afterwards. */
  end(): void;
}

/** Makes a context. It connects with its first call. A process must have no two that work at a time. */
export function createSmbContext(library: SmbLibrary, access: SmbAccess): SmbContext {
  const native = bindNativeFunctions(library, access);
  const { context } = native;
  const files = new Map<number, Pointer>();
  let lastHandle = 0;

  const keep = (file: Pointer): number => {
    lastHandle += 1;
    files.set(lastHandle, file);
    return lastHandle;
  };
  const fileOf = (handle: number): Pointer => {
    const file = files.get(handle);
    if (file === undefined) throw createSmbError('EBADF', 'a file that is not open');
    return file;
  };
  const openFile = (path: string, flags: number): Pointer =>
    native.point('Open', formatSmbUrl(path), flags, 0o666) ?? native.fail(path);

  return {
    list: (path) => listEntries(native, path),
    open(path) {
      const file = openFile(path, O_RDONLY);
      const sizeBytes = native.count('Lseek', path, file, 0, SEEK_END);
      return { handle: keep(file), sizeBytes };
    },
    read(handle, target, position) {
      const file = fileOf(handle);
      native.count('Lseek', 'a read', file, position, SEEK_SET);
      return native.count('Read', 'a read', file, target, target.length);
    },
    readPiece: (path, sizeBytes) => readPiece(native, openFile(path, O_RDONLY), sizeBytes),
    create: (path) => ({ handle: keep(openFile(path, O_WRONLY | O_CREAT | O_EXCL)), sizeBytes: 0 }),
    write(handle, bytes, position) {
      const file = fileOf(handle);
      native.count('Lseek', 'a write', file, position, SEEK_SET);
      writeAll(native, file, bytes);
    },
    close(handle) {
      const file = fileOf(handle);
      files.delete(handle);
      native.count('Close', 'a close', file);
    },
    makeFolder: (path) => void native.count('Mkdir', path, formatSmbUrl(path), 0o777),
    rename(from, to) {
      // libsmbclient removes what has the name, and tries again.
      if (isThere(native, to)) throw createSmbError('EEXIST', to);
      native.count('Rename', to, formatSmbUrl(from), context, formatSmbUrl(to));
    },
    removeFile: (path) => void native.count('Unlink', path, formatSmbUrl(path)),
    removeFolder: (path) => void native.count('Rmdir', path, formatSmbUrl(path)),
    readFreeBytes: (path) => readFreeBytes(native, path),
    end: () => native.end(),
  };
}

function readPiece(native: NativeFunctions, file: Pointer, sizeBytes: number): Uint8Array {
  try {
    const buffer = new Uint8Array(sizeBytes);
    return buffer.subarray(0, native.count('Read', 'a read', file, buffer, sizeBytes));
  } finally {
    native.count('Close', 'a close', file);
  }
}

function writeAll(native: NativeFunctions, file: Pointer, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) {
    const piece = bytes.subarray(done, done + WRITE_BYTES);
    const written = native.count('Write', 'a write', file, piece, piece.length);
    if (written === 0) throw createSmbError('EIO', 'a write of nothing');
    done += written;
  }
}

function isThere(native: NativeFunctions, path: string): boolean {
  try {
    native.count('Stat', path, formatSmbUrl(path), Buffer.alloc(STAT_BYTES));
    return true;
  } catch (error) {
    if (readSystemCode(error) === 'ENOENT') return false;
    throw error;
  }
}
