import { constants } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createFindingError } from '../../../core/errors/finding-error.js';
import { closeQuietly } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { type FileSource, machineFileSystem, type ReadOnlyFileSystem } from './file-system.js';
import { createFileReader } from './file-reader.js';
import { streamFile } from './file-stream.js';
import { listFolder } from './list-folder.js';
import { createReadError, reasonOf } from '../read-failure.js';
import type { Store, StoreFileReader, StoreListing } from '../../../backup-set/store.js';

/**
 * Flags to open a file. Two of the constants do not exist on Windows. Without O_NONBLOCK, opening a pipe would wait for
 * its writer.
 */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Codes of failures of one file that say nothing about the rest of the store. */
const FILE_REASONS: ReadonlySet<string> = new Set(['EACCES', 'EBUSY', 'EISDIR', 'ELOOP', 'ENOENT', 'EPERM']);

/** A `MASBackup` folder. */
class FolderStore implements Store {
  readonly location: string;
  readonly #fileSystem: ReadOnlyFileSystem;

  constructor(location: string, fileSystem: ReadOnlyFileSystem) {
    this.location = location;
    this.#fileSystem = fileSystem;
  }

  async list(): Promise<StoreListing> {
    let listing: StoreListing;
    try {
      listing = await listFolder(this.#fileSystem, this.location);
    } catch (error) {
      throw createReadError({ location: this.location, path: '', cause: error, scope: 'store' });
    }
    // One folder may be closed to us; when anything else went wrong, the share may be gone altogether.
    const isOnlyRefused = listing.unreadable.every(({ reason }) => reason === 'EACCES' || reason === 'EPERM');
    if (!isOnlyRefused) await this.#assertReachable();
    return listing;
  }

  async readFile(path: string, limitBytes: number): Promise<Uint8Array> {
    const { source, sizeBytes } = await this.#open(path);
    try {
      const bytes = await readUpTo(source, sizeBytes, limitBytes + 1);
      if (bytes.length <= limitBytes) return bytes;
    } catch (error) {
      throw await this.#createError(path, error);
    } finally {
      await closeQuietly(source);
    }
    const message = `${path} is larger than ${limitBytes} bytes, the most that a file of its kind may hold`;
    throw createFindingError('METADATA_DAMAGED', message, { place: { file: path } });
  }

  async openStream(path: string): Promise<Readable> {
    const { source } = await this.#open(path);
    return streamFile(source, (error) => this.#createError(path, error));
  }

  async openReader(path: string): Promise<StoreFileReader> {
    const { source } = await this.#open(path);
    return createFileReader(source, (error) => this.#createError(path, error));
  }

  async #open(path: string): Promise<{ readonly source: FileSource; readonly sizeBytes: number }> {
    if (path.split(/[/\\]/).includes('..')) {
      throw new RestackError(
        'NOT_FOUND',
        `${path} is no file of ${this.location}: it leads out of the store`,
      );
    }
    let source: FileSource;
    try {
      source = await this.#fileSystem.open(join(this.location, path), OPEN_FLAGS);
    } catch (error) {
      throw await this.#createError(path, error);
    }
    try {
      const stat = await source.stat();
      if (stat.isFile()) return { source, sizeBytes: stat.size };
    } catch (error) {
      await closeQuietly(source);
      throw await this.#createError(path, error);
    }
    await closeQuietly(source);
    const cause = Object.assign(new Error('not a regular file'), { code: 'EISDIR' });
    throw createReadError({ location: this.location, path, cause, scope: 'file' });
  }

  async #createError(path: string, cause: unknown): Promise<RestackError> {
    const isReachable = FILE_REASONS.has(reasonOf(cause)) && (await this.#isReachable());
    return createReadError({ location: this.location, path, cause, scope: isReachable ? 'file' : 'store' });
  }

  async #isReachable(): Promise<boolean> {
    return this.#fileSystem.lstat(this.location).then(
      () => true,
      () => false,
    );
  }

  async #assertReachable(): Promise<void> {
    try {
      await this.#fileSystem.readdir(this.location, { withFileTypes: true });
    } catch (error) {
      throw createReadError({ location: this.location, path: '', cause: error, scope: 'store' });
    }
  }
}

/** Reads a file to its end, or its first `limitBytes`. It may have grown since its size was asked for. */
async function readUpTo(source: FileSource, sizeBytes: number, limitBytes: number): Promise<Uint8Array> {
  let buffer = Buffer.allocUnsafe(Math.min(sizeBytes + 1, limitBytes));
  for (let length = 0; ;) {
    const range = { buffer, offset: length, length: buffer.length - length, position: length };
    const { bytesRead } = await source.read(range);
    length += bytesRead;
    // Less than asked for is the end only where the announced size has been reached: servers answer in parts.
    if (bytesRead === 0 || (bytesRead < range.length && length === sizeBytes))
      return buffer.subarray(0, length);
    if (length === limitBytes) return buffer;
    if (length === buffer.length) {
      const larger = Buffer.allocUnsafe(Math.min(2 * length, limitBytes));
      larger.set(buffer);
      buffer = larger;
    }
  }
}

/**
 * Opens a folder as a store. Nothing is read before the first call, and nothing is ever written.
 *
 * Its methods throw `SHARE_UNREACHABLE` with `details.scope`: `file` when only that file cannot be read, `store` when
 * the place itself is gone or failing.
 */
export function createFolderStore(
  location: string,
  fileSystem: ReadOnlyFileSystem = machineFileSystem,
): Store {
  return new FolderStore(location, fileSystem);
}

/** Makes the store of a folder that may hold stores but cannot be opened: it lists nothing but itself as unreadable. */
export function createUnreadableStore(location: string, reason: string): Store {
  const fail = (path: string) =>
    Promise.reject(
      createReadError({
        location,
        path,
        cause: Object.assign(new Error(reason), { code: reason }),
        scope: 'store',
      }),
    );
  return {
    location,
    list: () => Promise.resolve({ files: [], unreadable: [{ path: '', reason }] }),
    readFile: fail,
    openStream: fail,
  };
}
