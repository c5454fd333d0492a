import { type FileHandle, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import { hasErrors } from '../../core/errors/finding.js';
import { followStep } from '../../core/progress.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { ArchivePackResult } from '../../schema/results.js';
import type { PackBackup } from '../app.js';
import { writeNewFile } from '../../adapters/disk/new/new-file.js';
import { withShare } from '../share/share.js';

const ARCHIVE_NAME = /\.(?:tar|tar\.gz|tgz)$/i;
const COMPRESSED_NAME = /gz$/i;

/**
 * Writes the files of one set, as they lie and encrypted as they are, into one new archive. It has its name only when
 * all of it is on the disk.
 *
 * @throws USAGE when the name is taken or does not say what it is; NOT_FOUND for an unknown set.
 */
export const packBackup: PackBackup = (options, context) => {
  const out = resolve(options.out);
  if (!ARCHIVE_NAME.test(out)) {
    throw new RestackError('USAGE', '--out names an archive: a file that ends in .tar or .tar.gz');
  }
  return withShare(options, context, async (share): Promise<ArchivePackResult> => {
    const [{ selectBackupSet }, { listSetFiles }, { writeArchive }] = await Promise.all([
      import('../../backup-set/catalog/select-set.js'),
      import('../../backup-set/content/list-set-files.js'),
      import('../../adapters/store/archive/write-archive.js'),
    ]);
    const set = selectBackupSet(share.catalog, options.backup, { deploymentId: options.deployment });
    const store = share.storeOf(set);
    const { backupId } = set;
    if (hasErrors(set.findings)) {
      context.warn(
        `set ${backupId} has faults and is packed with them; see them: restack verify ${backupId}`,
      );
    }
    const files = await listSetFiles(set, { store, all: share.catalog.sets });
    if (set.chains.length === 0) {
      throw new RestackError(
        'INCOMPLETE',
        `set ${backupId} has no usable snapshot: there is nothing to pack`,
      );
    }
    const total = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    return followStep(context.progress, { title: 'Packing', unit: 'bytes', total }, async (step) => {
      let done = 0;
      const onBytes = (bytes: number) => {
        context.signal.throwIfAborted();
        step.advance((done += bytes));
      };
      const fill = (handle: FileHandle) => writeArchive(handle, { store, backupId, files, onBytes });
      const { manifest, archiveBytes } = await writeNewFile(out, async (handle, workFolder) => ({
        manifest: COMPRESSED_NAME.test(out)
          ? await writeCompressed(handle, { workFolder, fill, signal: context.signal })
          : await fill(handle),
        archiveBytes: (await handle.stat()).size,
      }));
      return { backupId, out, archiveBytes, contentBytes: total, files: [...manifest.files] };
    });
  });
};

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
  try {
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
  } finally {
    await tar.close();
  }
}
