import { formatCount } from '../../../core/sizes.js';
import { constants } from 'node:fs';
import type { Readable } from 'node:stream';
import { createFindingError } from '../../../core/errors/finding-error.js';
import { closeQuietly } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { type FileSource, machineFileSystem, type ReadOnlyFileSystem } from './file-system.js';
import { createFileReader, readUpTo, streamFile } from './file-reader.js';
import { listFolder } from './list-folder.js';
import { createReadError, reasonOf } from '../read-failure.js';
import type { ListedFile, Store, StoreFileReader, StoreListing } from '../../../backup-set/store.js';

/**
 * Flags to open a file. Two of the constants do not exist on Windows. Without O_NONBLOCK, opening a pipe would wait for
 * its writer.
 */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Nearly every metadata file is smaller, and so one read. */
const PIECE_BYTES = 16 * 1024;

/** Codes of reads at a place where there are no places: at a pipe, a socket, a device. */
const NOT_A_FILE: ReadonlySet<string> = new Set(['EAGAIN', 'EINVAL', 'EISDIR', 'ENXIO', 'ESPIPE']);

/** Codes of failures of one file that say nothing about the rest of the store. */
const FILE_REASONS: ReadonlySet<string> = new Set([
  'EACCES',
  'EBUSY',
  'EISDIR',
  'ELOOP',
  'ENOENT',
  'ENXIO',
  'EPERM',
]);

/** A path with a part that is the folder above. */
const LEADS_UP = /(?:^|[/\\])\.\.(?:$|[/\\])/;

/** A `MASBackup` folder. */
class FolderStore implements Store {
  readonly location: string;
  readonly #fileSystem: ReadOnlyFileSystem;

  constructor(location: string, fileSystem: ReadOnlyFileSystem) {
    this.location = location;
    this.#fileSystem = fileSystem;
  }

  list(): Promise<StoreListing>;
  list(needed?: { readonly sizeOf: (path: string) => boolean }): Promise<StoreListing<ListedFile>>;
  async list(needed = EVERY_SIZE): Promise<StoreListing<ListedFile>> {
    let listing: StoreListing<ListedFile>;
    try {
      listing = await listFolder(this.#fileSystem, this.location, needed.sizeOf);
    } catch (error) {
      throw createReadError({ location: this.location, path: '', cause: error, scope: 'store' });
    }
    // One folder may be closed to us; when anything else went wrong, the share may be gone altogether.
    const isOnlyRefused = listing.unreadable.every(({ reason }) => reason === 'EACCES' || reason === 'EPERM');
    if (!isOnlyRefused) await this.#assertReachable();
    return listing;
  }

  async readFile(
    path: string,
    limitBytes: number,
    reading?: { readonly mayBeCut: boolean },
  ): Promise<Uint8Array> {
    const piece = reading?.mayBeCut === true ? await this.#readPiece(path, limitBytes) : undefined;
    return piece ?? this.#readWhole(path, limitBytes);
  }

  /** All that one read shows of a small file; undefined when there is more to it, or when it is no file. */
  async #readPiece(path: string, limitBytes: number): Promise<Uint8Array | undefined> {
    const sizeBytes = Math.min(PIECE_BYTES, limitBytes + 1);
    const place = this.#locate(path);
    try {
      const piece = await this.#fileSystem.readPiece(place, { flags: OPEN_FLAGS, sizeBytes });
      return piece.length > 0 && piece.length < sizeBytes ? piece : undefined;
    } catch (error) {
      if (NOT_A_FILE.has(reasonOf(error))) return undefined;
      throw await this.#createError(path, error);
    }
  }

  async #readWhole(path: string, limitBytes: number): Promise<Uint8Array> {
    const source = await this.#openFile(path);
    try {
      const bytes = await readUpTo(source, limitBytes + 1);
      if (bytes.length <= limitBytes) return bytes;
    } catch (error) {
      throw await this.#createError(path, error);
    } finally {
      await closeQuietly(source);
    }
    const message = `${path} is larger than ${formatCount(limitBytes, 'byte')}, the most that a file of its kind may hold`;
    throw createFindingError('METADATA_DAMAGED', message, { place: { file: path } });
  }

  async openStream(path: string): Promise<Readable> {
    const source = await this.#openFile(path);
    return streamFile(source, (error) => this.#createError(path, error));
  }

  async openReader(path: string): Promise<StoreFileReader> {
    const source = await this.#openFile(path);
    return createFileReader(source, (error) => this.#createError(path, error));
  }

  /** @throws NOT_FOUND when the path leads out of the store. */
  #locate(path: string): string {
    if (!LEADS_UP.test(path)) return `${this.location}/${path}`;
    throw new RestackError('NOT_FOUND', `${path} is no file of ${this.location}: it leads out of the store`);
  }

  async #openFile(path: string): Promise<FileSource> {
    const place = this.#locate(path);
    let source: FileSource;
    try {
      source = await this.#fileSystem.open(place, OPEN_FLAGS);
    } catch (error) {
      throw await this.#createError(path, error);
    }
    try {
      if ((await source.stat()).isFile()) return source;
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

const EVERY_SIZE = { sizeOf: () => true };

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
