import { constants } from 'node:fs';
import { closeQuietly } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { createFileReader, streamFile } from '../folder/file-reader.js';
import type { FileSource, ReadOnlyFileSystem } from '../folder/file-system.js';
import { createReadError } from '../read-failure.js';
import type { StagedBytes } from '../../../backup-set/data-file/staged-bytes.js';
import type { StoreFileReader } from '../../../backup-set/store.js';

/** The uncompressed bytes of an archive, read at any offset. */
export interface ArchiveBytes {
  readonly location: string;
  readonly sizeBytes: number;
  open(): Promise<StoreFileReader>;
  /** Frees the bytes. */
  close(): Promise<void>;
}

/** An archive file. */
export interface ArchiveFile {
  readonly location: string;
  readonly fileSystem: ReadOnlyFileSystem;
}

// Without O_NONBLOCK, opening a pipe would wait for its writer. Windows has no such constant.
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Opens the file. @throws SHARE_UNREACHABLE when it is gone, refused, or no regular file, as pipes and devices are. */
export async function openArchiveFile({ location, fileSystem }: ArchiveFile): Promise<FileSource> {
  let source: FileSource | undefined;
  try {
    source = await fileSystem.open(location, OPEN_FLAGS);
    if ((await source.stat()).isFile()) return source;
  } catch (error) {
    if (source !== undefined) await closeQuietly(source);
    throw explain(location, error);
  }
  await closeQuietly(source);
  throw new RestackError(
    'SHARE_UNREACHABLE',
    `${location} is no folder and no regular file; a share is a folder that holds MASBackup, or an archive of restack`,
    { details: { location, reason: 'ENOTDIR' } },
  );
}

/** Reads the first 512 bytes of the file, and its size. @throws SHARE_UNREACHABLE when that fails. */
export async function readArchiveStart(
  file: ArchiveFile,
): Promise<{ readonly start: Buffer; readonly sizeBytes: number }> {
  const source = await openArchiveFile(file);
  try {
    const { size: sizeBytes } = await source.stat();
    const buffer = Buffer.alloc(512);
    const { bytesRead } = await source.read({ buffer, offset: 0, length: buffer.length, position: 0 });
    return { start: buffer.subarray(0, bytesRead), sizeBytes };
  } catch (error) {
    throw explain(file.location, error);
  } finally {
    await closeQuietly(source);
  }
}

/** The file as one stream. */
export async function streamArchiveFile(file: ArchiveFile) {
  return streamFile(await openArchiveFile(file), async (error) => explain(file.location, error));
}

/**
 * Reads the bytes of an archive that is not compressed: they stay where they are, and every use opens the file anew.
 */
export async function createFileBytes(file: ArchiveFile): Promise<ArchiveBytes> {
  const { location } = file;
  const source = await openArchiveFile(file);
  try {
    const { size: sizeBytes } = await source.stat();
    return {
      location,
      sizeBytes,
      open: async () =>
        createFileReader(await openArchiveFile(file), async (error) => explain(location, error)),
      close: async () => {},
    };
  } catch (error) {
    throw explain(location, error);
  } finally {
    await closeQuietly(source);
  }
}

/** The bytes of an archive that was decompressed once. */
export function createStagedBytes(location: string, staged: StagedBytes): ArchiveBytes {
  const { sizeBytes } = staged;
  return {
    location,
    sizeBytes,
    open: async () => ({
      async read(target, offset) {
        const length = Math.max(0, Math.min(target.length, sizeBytes - offset));
        await staged.read(target.subarray(0, length), Math.min(offset, sizeBytes));
        return length;
      },
      close: async () => {},
    }),
    close: async () => staged.dispose(),
  };
}

function explain(location: string, error: unknown): Error {
  if (error instanceof RestackError) return error;
  return createReadError({ location, path: '', cause: error, scope: 'store' });
}
