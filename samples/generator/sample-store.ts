import { formatBackupInfo } from '../../src/backup-set/metadata/backup-info.js';
import { PORTABLE_REPOSITORIES } from '../../src/backup-set/names/portable-repositories.js';
import type { SetRecords } from '../../src/backup-set/content/records.js';
import { sealBytes } from '../../src/backup-set/write/seal-data-file.js';
import { formatSnapshotMetadata } from '../../src/backup-set/metadata/snapshot-metadata.js';
import { buildZip, type ZipInput } from '../../src/backup-set/zip/write-zip.js';
import { IV_SIZE } from '../../src/crypto/data-file-header.js';
import type { FileTree } from './file-tree.js';
import { archiveInputs } from './raw-zip.js';
import { createSnapshotKey, type SampleKey } from './seal.js';
import {
  describeBackup,
  describeRegistrations,
  describeSnapshot,
  formatTimestamp,
  type SnapshotFacts,
  snapshotStem,
  type StoreFacts,
} from './snapshot-metadata.js';
import { stableBytes, stableGuid } from './stable-values.js';

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
  /** The repositories in their order, by default all. */
  readonly repositories?: readonly string[];
  /** Makes the files of a snapshot; undefined where they are those that follow from the records. */
  readonly filesOf?: (facts: SnapshotFacts) => readonly ZipInput[] | Promise<readonly ZipInput[]> | undefined;
}

/** A progressive store: `progressivebackup/<stamp version>/…` below MASBackup. */
export async function renderProgressiveStore(store: SampleStore): Promise<FileTree> {
  const tree: FileTree = new Map();
  const folder = `progressivebackup/${store.stampVersion}`;
  tree.set(`${folder}/registrations.json`, renderRegistrations(store));
  let fullId = '';
  let previousId = '';
  for (const job of store.jobs) {
    const backupId = backupIdOf(store, job);
    const isFull = job.type === 'Full';
    if (isFull) fullId = backupId;
    const chain = isFull ? {} : { previousId, fullId };
    for (const repository of repositoriesOf(store)) {
      const facts = { repository, backupId, ...job, ...chain };
      await addSnapshot(tree, `${folder}/${repository}/${snapshotStem(facts)}`, { store, facts });
    }
    const info = `${folder}/${formatTimestamp(job.createdAt)}_${backupId}_BackupInfo.xml`;
    tree.set(info, renderBackupInfo(store, job));
    previousId = backupId;
  }
  return tree;
}

/** Legacy sets: `<timestamp>/<backup id>/…` below MASBackup. */
export async function renderLegacySets(store: SampleStore): Promise<FileTree> {
  const tree: FileTree = new Map();
  for (const job of store.jobs) {
    const backupId = backupIdOf(store, job);
    const folder = `${formatTimestamp(job.createdAt)}/${backupId}`;
    for (const repository of repositoriesOf(store)) {
      await addSnapshot(tree, `${folder}/${repository}`, { store, facts: { repository, backupId, ...job } });
    }
    tree.set(`${folder}/BackupInfo.xml`, renderBackupInfo(store, job));
  }
  return tree;
}

function backupIdOf(store: SampleStore, job: BackupJob): string {
  return stableGuid(`backup of ${store.cloud.region}.${store.cloud.fqdn} at ${job.createdAt.toISOString()}`);
}

async function addSnapshot(
  tree: FileTree,
  path: string,
  { store, facts }: { readonly store: SampleStore; readonly facts: SnapshotFacts },
): Promise<void> {
  const label = `${facts.backupId} ${facts.repository}`;
  const key = createSnapshotKey(label, facts.key);
  const plaintext = await buildZip(await inputsOf(store, facts), { modifiedAt: facts.createdAt });
  const iv = stableBytes(`IV of ${label}`, IV_SIZE);
  const sealed = await sealBytes(plaintext, { compactKey: key.compactKey, iv });
  const sizes = { plain: plaintext.length, sealed: sealed.length };
  const metadata = formatSnapshotMetadata(describeSnapshot(store, facts, { key, sizes }));
  tree.set(`${path}.xml`, Buffer.from(metadata, 'utf8'));
  tree.set(`${path}.zip`, sealed);
}

async function inputsOf(store: SampleStore, facts: SnapshotFacts): Promise<readonly ZipInput[]> {
  const given = await store.filesOf?.(facts);
  if (given !== undefined) return given;
  const opaque = OPAQUE_REPOSITORIES.find((item) => item.repositoryName === facts.repository);
  if (opaque !== undefined) {
    const files = opaqueFiles(opaque, facts.backupId);
    return [...files].map(([name, content]) => ({ name, content }));
  }
  const portable = PORTABLE_REPOSITORIES.find((item) => item.repositoryName === facts.repository);
  if (portable === undefined) throw new TypeError(`${facts.repository} is not known`);
  const payload = Buffer.from(JSON.stringify(store.recordsAt(facts.createdAt)[portable.kind]), 'utf8');
  return archiveInputs(portable, payload, facts.createdAt);
}

function renderBackupInfo(store: SampleStore, job: BackupJob): Uint8Array {
  const backupId = backupIdOf(store, job);
  const set = { backupId, ...job, repositories: repositoriesOf(store) };
  const sizes = { plain: 96 * 1024, sealed: 48 * 1024 };
  const key = createSnapshotKey(`info of ${backupId}`, job.key);
  return Buffer.from(formatBackupInfo(describeBackup(store, set, { key, sizes })), 'utf8');
}

function renderRegistrations(store: SampleStore): Uint8Array {
  const known = [
    ...PORTABLE_REPOSITORIES.map(({ repositoryName, essential }) => ({ name: repositoryName, essential })),
    ...OPAQUE_REPOSITORIES.map(({ repositoryName, doubleEncrypted }) => ({
      name: repositoryName,
      essential: false,
      doubleEncrypted,
    })),
  ];
  const registrations = describeRegistrations(
    repositoriesOf(store).map(
      (name) => known.find((item) => item.name === name) ?? { name, essential: true },
    ),
  );
  return Buffer.from(`${JSON.stringify(registrations, null, 2)}\n`, 'utf8');
}

/** A repository that nobody outside the product can read. */
export interface OpaqueRepository {
  readonly repositoryName: string;
  readonly doubleEncrypted: boolean;
  /** File name and size in bytes. */
  readonly files: Readonly<Record<string, number>>;
}

/** A few of those that stand in every real set. */
const OPAQUE_REPOSITORIES: readonly OpaqueRepository[] = [
  {
    repositoryName: 'CA;CertificateAuthority;-;CertificateAuthority',
    doubleEncrypted: true,
    files: { 'CertificateAuthority.p12': 1900, 'DataBase/AzureStackCertificationAuthority.edb': 2100 },
  },
  {
    repositoryName: 'Domain;ActiveDirectory;-;Domain',
    doubleEncrypted: false,
    files: { 'Active Directory/ntds.dit': 3000, 'registry/SYSTEM': 700 },
  },
  {
    repositoryName: 'KeyVaultInternalDataPlane;KeyVault;-;InternalVaults',
    doubleEncrypted: true,
    files: { 'InternalVaults.bak': 1600, 'InternalVaults.log': 500 },
  },
];

/** All repositories of a sample store, in the order in which they are restored. */
const REPOSITORIES = [...PORTABLE_REPOSITORIES, ...OPAQUE_REPOSITORIES].map((item) => item.repositoryName);

function repositoriesOf({ repositories = REPOSITORIES }: SampleStore): readonly string[] {
  return repositories;
}

/** The same bytes every time for one place; they mean nothing. */
function opaqueFiles(repository: OpaqueRepository, label: string): ReadonlyMap<string, Uint8Array> {
  return new Map(
    Object.entries(repository.files).map(([name, sizeBytes]) => [
      name,
      stableBytes(`${label} ${repository.repositoryName} ${name}`, sizeBytes),
    ]),
  );
}
