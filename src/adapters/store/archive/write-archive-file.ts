import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import { endAfter } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { NamingDisk } from '../../disk/new/naming-disk.js';
import { createTakenError, writeInto, writeNewFile } from '../../disk/new/new-file.js';
import { withWorkFolder } from '../../disk/new/work-folder.js';
import type { ArchiveManifest } from './archive-manifest.js';
import { type ArchiveContent, type ArchiveTarget, writeArchive } from './write-archive.js';

const ARCHIVE_NAME = /\.(?:tar|tar\.gz|tgz)$/i;
const COMPRESSED_NAME = /gz$/i;

/** Asserts that a name says that it is an archive's. @throws USAGE when it does not. */
export function assertArchiveName(path: string): void {
  if (ARCHIVE_NAME.test(path)) return;
  throw new RestackError('USAGE', '--out names an archive: a file that ends in .tar or .tar.gz');
}

/** A new archive. */
interface WrittenArchive {
  readonly manifest: ArchiveManifest;
  readonly archiveBytes: number;
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
): Promise<WrittenArchive> {
  return writeNewFile(path, async (handle, workFolder) => ({
    manifest: COMPRESSED_NAME.test(path)
      ? await writeCompressed(writeInto(handle), { workFolder, content, signal })
      : await writeArchive(writeInto(handle), content),
    archiveBytes: (await handle.stat()).size,
  }));
}

/** Does the same on a file server, where nothing can be read back while it is written. */
export async function writeSharedArchive(
  path: string,
  content: ArchiveContent,
  { disk, signal }: { readonly disk: NamingDisk; readonly signal: AbortSignal },
): Promise<WrittenArchive> {
  try {
    if (await disk.isTaken(path)) throw createTakenError(path);
    const folder = dirname(path);
    await disk.makeFolders(folder);
    return await withWorkFolder(
      folder,
      async (work) => {
        const temporary = join(work, 'file');
        const written = await fillShared(temporary, content, {
          disk,
          signal,
          isCompressed: COMPRESSED_NAME.test(path),
        });
        await disk.giveName(temporary, path);
        return written;
      },
      disk,
    );
  } catch (error) {
    throw disk.explain(error, path);
  }
}

async function fillShared(
  path: string,
  content: ArchiveContent,
  options: { readonly disk: NamingDisk; readonly signal: AbortSignal; readonly isCompressed: boolean },
): Promise<WrittenArchive> {
  const { disk, signal, isCompressed } = options;
  const file = await disk.create(path);
  let archiveBytes = 0;
  const target: ArchiveTarget = {
    async write(bytes, position) {
      signal.throwIfAborted();
      await file.write(bytes, position);
      archiveBytes = Math.max(archiveBytes, position + bytes.length);
    },
  };
  const fill = () =>
    isCompressed
      ? withWorkFolder(tmpdir(), (workFolder) => writeCompressed(target, { workFolder, content, signal }))
      : writeArchive(target, content);
  const manifest = await endAfter(fill, () => file.close());
  return { manifest, archiveBytes };
}

/**
 * Writes a compressed archive. The manifest is filled in at the end, so the tar is made first, in a file that has no
 * name, and then compressed.
 */
async function writeCompressed(
  target: ArchiveTarget,
  options: {
    readonly workFolder: string;
    readonly content: ArchiveContent;
    readonly signal: AbortSignal;
  },
): Promise<ArchiveManifest> {
  const { workFolder, content, signal } = options;
  const tar = await open(join(workFolder, 'tar'), 'wx+', 0o600);
  const compress = async () => {
    const manifest = await writeArchive(writeInto(tar), content);
    // Ciphertext does not get smaller; metadata does at any level.
    const gzip = createGzip({ level: constants.Z_BEST_SPEED });
    const source = tar.createReadStream({ start: 0, autoClose: false });
    // Errors reach the loop through the last stream; a file handle's own write stream never tells of its end.
    pipeline(source, gzip, () => undefined);
    let position = 0;
    for await (const chunk of gzip as AsyncIterable<Uint8Array>) {
      signal.throwIfAborted();
      await target.write(chunk, position);
      position += chunk.length;
    }
    return manifest;
  };
  return endAfter(compress, () => tar.close());
}
