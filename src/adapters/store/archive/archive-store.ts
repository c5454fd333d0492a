import { formatCount, KIB } from '../../../core/sizes.js';
import { createHash, hash } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createFindingError } from '../../../core/errors/finding-error.js';
import { closeQuietly } from '../../../core/errors/first-failure.js';
import type { ArchiveBytes } from './archive-bytes.js';
import { ARCHIVE_ROOT, createArchiveFault } from './archive-path.js';
import type { ArchiveIndex, IndexedFile } from './archive-index.js';
import { createReadError } from '../read-failure.js';
import type { Store, StoreFileReader, StoreListing, StoreSignature } from '../../../backup-set/store.js';

const CHUNK_BYTES = 512 * KIB;

interface OpenedStore {
  readonly verified: boolean;
  readonly root: string;
}

/** A `MASBackup` folder that lies in an archive. */
class ArchiveStore implements Store {
  readonly location: string;
  readonly packedBackupId?: string;
  readonly signature?: StoreSignature;
  /**
   * Opens a file for reading at any offset. Its content is not compared with the manifest: data files carry a tag of
   * their own. Absent where the manifest was signed: the signature vouches for whole files, and each is read to its end.
   */
  readonly openReader?: (path: string) => Promise<StoreFileReader>;
  readonly #bytes: ArchiveBytes;
  readonly #files: ReadonlyMap<string, IndexedFile>;

  /** @param root the folder of this store in the archive, `MASBackup` or one below others. */
  constructor(bytes: ArchiveBytes, index: ArchiveIndex, { verified, root }: OpenedStore) {
    this.location = index.backupId === null ? join(bytes.location, root) : bytes.location;
    if (index.backupId !== null) this.packedBackupId = index.backupId;
    if (index.signature !== undefined) {
      const { algorithm, keyDigest } = index.signature;
      this.signature = { algorithm, keyDigest, verified };
    }
    if (!verified) this.openReader = async (path) => this.#openReader(path);
    this.#bytes = bytes;
    this.#files = new Map(
      [...index.files].flatMap(([path, file]) =>
        rootOf(path) === root ? [[path.slice(root.length + 1), file]] : [],
      ),
    );
  }

  async list(): Promise<StoreListing> {
    const files = [...this.#files].map(([path, { sizeBytes }]) => ({ path, sizeBytes }));
    return { files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), unreadable: [] };
  }

  async readFile(path: string, limitBytes: number): Promise<Uint8Array> {
    const file = this.#find(path);
    if (file.sizeBytes > limitBytes) {
      const message = `${path} is larger than ${formatCount(limitBytes, 'byte')}, the most that a file of its kind may hold`;
      throw createFindingError('METADATA_DAMAGED', message, { place: { file: path } });
    }
    const reader = await this.#bytes.open();
    try {
      const bytes = new Uint8Array(file.sizeBytes);
      const length = await reader.read(bytes, file.offset);
      const isWhole = length === bytes.length && hash('sha256', bytes) === file.sha256;
      if (isWhole) return bytes;
    } finally {
      await closeQuietly(reader);
    }
    throw createArchiveFault(this.location, `${path} is not the file that its manifest names`);
  }

  async openStream(path: string): Promise<Readable> {
    const file = this.#find(path);
    return Readable.from(streamChecked(this.#bytes, { path, file }), { objectMode: false });
  }

  async #openReader(path: string): Promise<StoreFileReader> {
    const { offset: start, sizeBytes } = this.#find(path);
    const reader = await this.#bytes.open();
    return {
      read: async (target, offset) => {
        const length = Math.max(0, Math.min(target.length, sizeBytes - offset));
        return length === 0 ? 0 : reader.read(target.subarray(0, length), start + offset);
      },
      close: () => reader.close(),
    };
  }

  async close(): Promise<void> {
    await this.#bytes.close();
  }

  #find(path: string): IndexedFile {
    const file = this.#files.get(path);
    if (file !== undefined) return file;
    const cause = Object.assign(new Error('no such file'), { code: 'ENOENT' });
    throw createReadError({ location: this.location, path, cause, scope: 'file' });
  }
}

async function* streamChecked(
  bytes: ArchiveBytes,
  { path, file }: { readonly path: string; readonly file: IndexedFile },
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  const reader = await bytes.open();
  try {
    let position = 0;
    while (position < file.sizeBytes) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, file.sizeBytes - position));
      const length = await reader.read(chunk, file.offset + position);
      if (length === 0) break;
      position += length;
      hash.update(chunk.subarray(0, length));
      yield chunk.subarray(0, length);
    }
  } finally {
    await closeQuietly(reader);
  }
  if (hash.digest('hex') === file.sha256) return;
  const message = `${path} is not the file that the manifest of its archive names`;
  throw createFindingError('ARCHIVE_MISMATCH', message, { place: { file: path } });
}

/** The folder of the store that a file of an archive lies in. */
function rootOf(path: string): string {
  const parts = path.split('/');
  return parts.slice(0, parts.indexOf(ARCHIVE_ROOT) + 1).join('/');
}

/**
 * The stores in an archive whose headers were checked, in the order of their folders: one where a set was packed.
 * `readFile` returns bytes that match the manifest, or throws INTEGRITY; a stream that does not match ends in INTEGRITY
 * with a finding. Closing any of them frees the bytes of all.
 *
 * @param verified true when the signature of the manifest was checked with a key that the caller trusts.
 */
export function createArchiveStores(
  bytes: ArchiveBytes,
  index: ArchiveIndex,
  verified = false,
): readonly Store[] {
  const roots = new Set([...index.files.keys()].map(rootOf));
  return [...roots].toSorted().map((root) => new ArchiveStore(bytes, index, { verified, root }));
}
