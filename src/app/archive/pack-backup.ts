import { resolve } from 'node:path';
import { hasErrors } from '../../core/errors/finding.js';
import { countBytes, followStep } from '../../core/progress.js';
import type { ArchivePackResult } from '../../schema/results.js';
import type { PackBackup } from '../app.js';
import type { SigningKey } from '../../crypto/signature-keys.js';
import { withShare } from '../share/share.js';

/**
 * Writes the files of one set, as they lie and encrypted as they are, into one new archive. It has its name only when
 * all of it is on the disk.
 *
 * @throws USAGE when the name is taken or does not say what it is; NOT_FOUND for an unknown set; INCOMPLETE for one
 * without a usable snapshot.
 */
export const packBackup: PackBackup = async (options, context) => {
  const { assertArchiveName, writeArchiveFile } =
    await import('../../adapters/store/archive/write-archive-file.js');
  const out = resolve(options.out);
  assertArchiveName(out);
  return withShare(options, context, async (share): Promise<ArchivePackResult> => {
    const [{ readGivenSigningKey }, { chooseSet }, { listSetFiles }] = await Promise.all([
      import('../keys/signing-files.js'),
      import('../share/choose-set.js'),
      import('../../backup-set/content/list-set-files.js'),
    ]);
    const signingKey = await readGivenSigningKey(options, context);
    const { set } = await chooseSet(share, options, context);
    const { backupId } = set;
    if (hasErrors([...set.findings, ...set.foundations])) {
      context.warn(
        `set ${backupId} has faults and is packed with them; see them: restack verify ${backupId}`,
      );
    }
    const store = share.storeOf(set);
    const files = await listSetFiles(set, { store, all: share.catalog.sets });
    const contentBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    const { progress, signal } = context;
    const about = { title: 'Packing', unit: 'bytes', total: contentBytes } as const;
    const { manifest, archiveBytes } = await followStep(progress, about, (step) =>
      writeArchiveFile(
        out,
        { store, backupId, files, signingKey, onBytes: countBytes(step, signal) },
        signal,
      ),
    );
    const signature = signingKey === undefined ? null : describeKey(signingKey);
    return { backupId, out, archiveBytes, contentBytes, signature, files: [...manifest.files] };
  });
};

function describeKey({ algorithm, keyDigest }: SigningKey): NonNullable<ArchivePackResult['signature']> {
  return { algorithm, keyDigest };
}
