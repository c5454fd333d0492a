import { X509Certificate } from 'node:crypto';
import { dirname, join } from 'node:path';
import { nameSmbPath } from '../../adapters/store/network/calls/smb-url.js';
import type { BackupSet } from '../../backup-set/catalog.js';
import { parseRegistrations } from '../../backup-set/metadata/registrations.js';
import type { BackupEncryption, SetToExport } from '../../controller/cloud/backups/backup-share.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { BackupInfo } from '../../schema/generated/types.js';
import { assembleSet } from '../../backup-set/write/assemble-set.js';
import {
  createLegacyKeys,
  createWrappedKeys,
  type FileKeys,
} from '../../backup-set/write/seal-repository.js';
import type { ServiceSharePorts } from './service-folder.js';
import type { ShareFiles } from '../../backup-set/write/share-files.js';
import { writeCapturedSet } from '../../backup-set/write/write-captured-set.js';
import { parseBackupInfoName, parseSnapshotName } from '../../backup-set/names/snapshot-name.js';
import { readPoolThreads } from '../environment.js';

/** The files of a set, and the form in which it is written. */
interface ExportPorts extends Pick<ServiceSharePorts, 'files' | 'processes'> {
  /** True where plans, offers and subscriptions are to lie in a SQL Server backup. */
  readonly database?: boolean;
}

/**
 * Writes the content of the embedded controller as a set of Fulls, which appears whole or not at all. No later set
 * depends on it, so that each can be deleted when its time has come.
 *
 * @param folder `…/progressivebackup/<stamp version>`.
 * @throws SHARE_UNREACHABLE when the share cannot be written.
 */
export async function exportSet(
  folder: string,
  set: SetToExport,
  { files, processes, database = false }: ExportPorts,
): Promise<BackupInfo> {
  const { encryption, records, durationMs, owner, ...facts } = set;
  const thumbprint = encryption.mode === 'certificate' ? encryption.thumbprint : undefined;
  const assembled = assembleSet({
    facts: { ...facts, thumbprint },
    records,
    ...(database ? { database: owner } : {}),
    omissions: [],
    registrations: await readRegistrations(folder, files),
    chainOf: () => ({ type: 'Full' }),
    keys: createKeys(encryption),
    elapsedMs: () => durationMs,
  });
  await writeCapturedSet({ ...assembled.files, folder, process: await processes.readSelf() }, files);
  return assembled.describe();
}

function createKeys(encryption: BackupEncryption): FileKeys {
  if (encryption.mode === 'key') return createLegacyKeys(encryption.key);
  return createWrappedKeys(new X509Certificate(Buffer.from(encryption.certificate, 'base64')).publicKey);
}

/** Reads the registrations of the folder, which are never changed. */
async function readRegistrations(folder: string, files: ShareFiles): Promise<BackupSet['registrations']> {
  const entries = await files.list(folder);
  const known = entries.find(
    ({ name, folder: isFolder }) => !isFolder && name.toLowerCase() === 'registrations.json',
  );
  if (known === undefined) return [];
  const file = await files.read(join(folder, known.name));
  if (file === undefined) return [];
  try {
    return parseRegistrations(Buffer.from(file.text, 'utf8'), known.name);
  } catch (error) {
    // A reader takes such a file for none, too.
    if (error instanceof RestackError && error.code === 'SCHEMA') return [];
    throw error;
  }
}

/** The files of one set. */
export interface OwnFiles {
  /** Absolute paths, BackupInfo first; none when the set is not there. */
  readonly files: readonly string[];
  /** True when a snapshot of another set depends on one of them: a chain is kept whole. */
  readonly isNeeded: boolean;
}

/**
 * Lists the files that bear a set's backup id.
 *
 * @param folder `…/MASBackup/progressivebackup/<stamp version>`.
 * @throws SHARE_UNREACHABLE when the share cannot be read.
 */
export async function listOwnFiles(
  folder: string,
  backupId: string,
  { files, network }: Pick<ServiceSharePorts, 'files' | 'network'>,
): Promise<OwnFiles> {
  const entries = await files.list(folder);
  const own = entries
    .filter((entry) => !entry.folder && parseBackupInfoName(entry.name)?.backupId === backupId)
    .map(({ name }) => join(folder, name));
  let hasProgressives = false;
  for (const repository of entries.filter((entry) => entry.folder)) {
    for (const { name } of await files.list(join(folder, repository.name))) {
      const snapshot = parseSnapshotName(name.replace(/\.[^.]*$/, ''));
      if (snapshot?.backupId === backupId) own.push(join(folder, repository.name, name));
      else if (snapshot?.type === 'Progressive') hasProgressives = true;
    }
  }
  const isNeeded = own.length > 0 && hasProgressives && (await hasDependants(folder, backupId, network));
  return { files: own, isNeeded };
}

/** True when the chain of another set goes through this one. Only this look needs the metadata to be read. */
async function hasDependants(
  folder: string,
  backupId: string,
  network: ServiceSharePorts['network'],
): Promise<boolean> {
  const [{ openShare }, { readCatalog }] = await Promise.all([
    import('../../adapters/store/locate-share.js'),
    import('../../backup-set/catalog/read-catalog.js'),
  ]);
  const location = dirname(dirname(folder));
  const at = network && { ...network, location: nameSmbPath(location) };
  const stores = await openShare(location, { poolThreads: readPoolThreads(), network: at });
  const { sets } = await readCatalog(stores);
  return sets.some(
    (set) =>
      set.backupId !== backupId &&
      set.chains.some(({ snapshots }) => snapshots.some((snapshot) => snapshot.backupId === backupId)),
  );
}
