import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import { endAfter } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { writeNewFile } from '../../disk/new/new-file.js';
import type { ArchiveManifest } from './archive-manifest.js';
import { type ArchiveContent, writeArchive } from './write-archive.js';

const ARCHIVE_NAME = /\.(?:tar|tar\.gz|tgz)$/i;
const COMPRESSED_NAME = /gz$/i;

/** Asserts that a name says that it is an archive's. @throws USAGE when it does not. */
export function assertArchiveName(path: string): void {
  if (ARCHIVE_NAME.test(path)) return;
  throw new RestackError('USAGE', '--out names an archive: a file that ends in .tar or .tar.gz');
}

/**
 * Writes a new archive, compressed where its name says so. It has its name only when all of it is on the disk.
 *
 * @throws USAGE when the name is taken; the errors of {@link writeArchive}.
 */
export function writeArchiveFile(
  path: string,
  content: ArchiveContent,
  signal: AbortSignal,
): Promise<{ readonly manifest: ArchiveManifest; readonly archiveBytes: number }> {
  const fill = (handle: FileHandle) => writeArchive(handle, content);
  return writeNewFile(path, async (handle, workFolder) => ({
    manifest: COMPRESSED_NAME.test(path)
      ? await writeCompressed(handle, { workFolder, fill, signal })
      : await fill(handle),
    archiveBytes: (await handle.stat()).size,
  }));
}

/**
 * Writes a compressed archive. The manifest is filled in at the end, so the tar is made first, in a file that has no
 * name, and then compressed.
 */
async function writeCompressed<R>(
  target: FileHandle,
  options: {
    readonly workFolder: string;
    readonly fill: (handle: FileHandle) => Promise<R>;
    readonly signal: AbortSignal;
  },
): Promise<R> {
  const { workFolder, fill, signal } = options;
  const tar = await open(join(workFolder, 'tar'), 'wx+', 0o600);
  const compress = async () => {
    const result = await fill(tar);
    // Ciphertext does not get smaller; metadata does at any level.
    const gzip = createGzip({ level: constants.Z_BEST_SPEED });
    const source = tar.createReadStream({ start: 0, autoClose: false });
    // Errors reach the loop through the last stream; a file handle's own write stream never tells of its end.
    pipeline(source, gzip, () => undefined);
    for await (const chunk of gzip as AsyncIterable<Uint8Array>) {
      signal.throwIfAborted();
      await target.writeFile(chunk);
    }
    return result;
  };
  return endAfter(compress, () => tar.close());
}
