import { formatBackupInfo } from '../../src/backup-set/backup-info.js';
import { PORTABLE_REPOSITORIES } from '../../src/backup-set/portable-repositories.js';
import type { SetRecords } from '../../src/backup-set/records.js';
import { formatSnapshotMetadata } from '../../src/backup-set/snapshot-metadata.js';
import type { FileTree } from './file-tree.js';
import { OPAQUE_REPOSITORIES, opaqueFiles } from './opaque-repositories.js';
import { archiveEntries, renderPayload } from './payload-archive.js';
import { type RawEntry, writeRawZip } from './raw-zip.js';
import { createSnapshotKey, type SampleKey, sealPlaintext } from './seal.js';
import {
  describeBackup,
  describeRegistrations,
  describeSnapshot,
  formatTimestamp,
  type SnapshotFacts,
  snapshotStem,
  type StoreFacts,
} from './snapshot-metadata.js';
import { stableGuid } from './stable-values.js';

/** One backup job of a stamp. */
export interface BackupJob {
  readonly createdAt: Date;
  readonly type: 'Full' | 'Progressive';
  readonly key: SampleKey;
}

/** A stamp, what it backed up, and when. */
export interface SampleStore extends StoreFacts {
  readonly recordsAt: (moment: Date) => SetRecords;
  /** Oldest first; the first one is a Full. */
  readonly jobs: readonly BackupJob[];
}

/** All repositories of a sample store, in the order in which they are restored. */
const REPOSITORIES = [...PORTABLE_REPOSITORIES, ...OPAQUE_REPOSITORIES].map((item) => item.repositoryName);

/** A progressive store: `progressivebackup/<stamp version>/…` below MASBackup. */
export function renderProgressiveStore(store: SampleStore): FileTree {
  const tree: FileTree = new Map();
  const folder = `progressivebackup/${store.stampVersion}`;
  tree.set(`${folder}/registrations.json`, renderRegistrations());
  let fullId = '';
  let previousId = '';
  for (const job of store.jobs) {
    const backupId = backupIdOf(store, job);
    const isFull = job.type === 'Full';
    if (isFull) fullId = backupId;
    const chain = isFull ? {} : { previousId, fullId };
    for (const repository of REPOSITORIES) {
      const facts = { repository, backupId, ...job, ...chain };
      addSnapshot(tree, `${folder}/${repository}/${snapshotStem(facts)}`, { store, facts });
    }
    const info = `${folder}/${formatTimestamp(job.createdAt)}_${backupId}_BackupInfo.xml`;
    tree.set(info, renderBackupInfo(store, job));
    previousId = backupId;
  }
  return tree;
}

/** Legacy sets: `<timestamp>/<backup id>/…` below MASBackup. */
export function renderLegacySets(store: SampleStore): FileTree {
  const tree: FileTree = new Map();
  for (const job of store.jobs) {
    const backupId = backupIdOf(store, job);
    const folder = `${formatTimestamp(job.createdAt)}/${backupId}`;
    for (const repository of REPOSITORIES) {
      addSnapshot(tree, `${folder}/${repository}`, { store, facts: { repository, backupId, ...job } });
    }
    tree.set(`${folder}/BackupInfo.xml`, renderBackupInfo(store, job));
  }
  return tree;
}

function backupIdOf(store: SampleStore, job: BackupJob): string {
  return stableGuid(`backup of ${store.cloud.region}.${store.cloud.fqdn} at ${job.createdAt.toISOString()}`);
}

function addSnapshot(
  tree: FileTree,
  path: string,
  { store, facts }: { readonly store: SampleStore; readonly facts: SnapshotFacts },
): void {
  const label = `${facts.backupId} ${facts.repository}`;
  const key = createSnapshotKey(label, facts.key);
  const plaintext = writeRawZip(entriesOf(store, facts));
  const sealed = sealPlaintext(label, plaintext, key);
  const sizes = { plain: plaintext.length, sealed: sealed.length };
  const metadata = formatSnapshotMetadata(describeSnapshot(store, facts, { key, sizes }));
  tree.set(`${path}.xml`, Buffer.from(metadata, 'utf8'));
  tree.set(`${path}.zip`, sealed);
}

function entriesOf(store: SampleStore, facts: SnapshotFacts): readonly RawEntry[] {
  const opaque = OPAQUE_REPOSITORIES.find((item) => item.repositoryName === facts.repository);
  if (opaque !== undefined) {
    const files = opaqueFiles(opaque, facts.backupId);
    return [...files].map(([name, content]) => ({ name, content }));
  }
  const portable = PORTABLE_REPOSITORIES.find((item) => item.repositoryName === facts.repository);
  if (portable === undefined) throw new TypeError(`${facts.repository} is not known`);
  return archiveEntries(portable, renderPayload(portable, store.recordsAt(facts.createdAt)));
}

function renderBackupInfo(store: SampleStore, job: BackupJob): Uint8Array {
  const backupId = backupIdOf(store, job);
  const set = { backupId, ...job, repositories: REPOSITORIES };
  const sizes = { plain: 96 * 1024, sealed: 48 * 1024 };
  const key = createSnapshotKey(`info of ${backupId}`, job.key);
  return Buffer.from(formatBackupInfo(describeBackup(store, set, { key, sizes })), 'utf8');
}

function renderRegistrations(): Uint8Array {
  const registrations = describeRegistrations([
    ...PORTABLE_REPOSITORIES.map(({ repositoryName, essential }) => ({ name: repositoryName, essential })),
    ...OPAQUE_REPOSITORIES.map(({ repositoryName, doubleEncrypted }) => ({
      name: repositoryName,
      essential: false,
      doubleEncrypted,
    })),
  ]);
  return Buffer.from(`${JSON.stringify(registrations, null, 2)}\n`, 'utf8');
}
