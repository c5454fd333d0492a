import { formatBackupInfo } from '../metadata/backup-info.js';
import type { BackupSet } from '../catalog.js';
import {
  DATABASE_KINDS,
  PORTABLE_REPOSITORIES,
  type PortableRepository,
  SUBSCRIPTIONS_DATABASE,
} from '../names/portable-repositories.js';
import type { DatabaseOwner } from './database/subscriptions-tables.js';
import { formatRegistrations } from '../metadata/registrations.js';
import { formatSnapshotMetadata } from '../metadata/snapshot-metadata.js';
import { formatBackupInfoName, formatSnapshotName } from '../names/snapshot-name.js';
import type { ChainPlace } from './choose-chain.js';
import {
  describeBackupInfo,
  describeRegistrations,
  describeSnapshot,
  judgeRepositories,
  type MissingObject,
  type RepositoryOutcome,
  type SealedFacts,
  type SetFacts,
} from './describe-set.js';
import type { BackupInfo } from '../../schema/generated/types.js';
import type { PayloadKind } from '../../schema/payloads.js';
import { writeSubscriptionsBackup } from './database/subscriptions-backup.js';
import type { ZipInput } from '../zip/write-zip.js';
import { type FileKeys, listPortableFiles, sealRepository } from './seal-repository.js';
import type { SetFile, SetToWrite } from './write-captured-set.js';

/** The records of a cloud, and the facts and keys of the set that is made of them. */
export interface SetMaterial {
  readonly facts: SetFacts;
  readonly records: { readonly [K in PayloadKind]: readonly object[] };
  readonly omissions: readonly MissingObject[];
  /** The registrations in the folder of the stamp version. */
  readonly registrations: BackupSet['registrations'];
  /** The chain that the next snapshot of a repository continues. */
  readonly chainOf: (repositoryName: string) => ChainPlace;
  readonly keys: FileKeys;
  readonly elapsedMs: () => number;
  /** Given where plans, offers and subscriptions are to lie in a SQL Server backup, as those of the product do. */
  readonly database?: DatabaseOwner | undefined;
  /** Stops the work between two files. */
  readonly signal?: AbortSignal | undefined;
}

/** A snapshot that was sealed. */
export interface Sealed extends SealedFacts {
  readonly repositoryName: string;
  readonly stem: string;
  readonly place: ChainPlace;
  /** The objects that could not be read, counted by reason; absent when there is none. */
  readonly lacks?: string;
}

/** The files of a set, and the result once they were made. */
export interface AssembledSet {
  readonly files: Omit<SetToWrite, 'folder' | 'process'>;
  readonly outcomes: readonly RepositoryOutcome[];
  /** One for each data file that was made. */
  readonly sealed: readonly Sealed[];
  readonly cloudRecoveryReady: boolean;
  /** The BackupInfo of the set, once its data files were made. */
  readonly describe: () => BackupInfo;
}

/** Makes the files of a set one after the other, and describes the result. */
export function assembleSet(material: SetMaterial): AssembledSet {
  const { facts, registrations } = material;
  const portable = selectPortable(material);
  const ofDatabase = material.database === undefined ? [] : [DATABASE_REPOSITORY];
  const written = [...portable, ...ofDatabase];
  const own: readonly RepositoryOutcome[] = [
    ...judgeRepositories(portable, material.omissions),
    ...ofDatabase.map(({ repositoryName }) => ({ repositoryName, status: 'Succeeded' as const })),
  ];
  const outcomes = [...own, ...listSkipped(registrations, written)];
  const succeeded = new Set(own.filter(isWritten).map(({ repositoryName }) => repositoryName.toLowerCase()));
  const essential = [
    ...written.filter((repository) => repository.essential),
    ...registrations.filter((registration) => registration.essentialForCloudRecovery),
  ];
  const cloudRecoveryReady = essential.every(({ repositoryName }) =>
    succeeded.has(repositoryName.toLowerCase()),
  );
  const sealed: Sealed[] = [];
  let info: BackupInfo | undefined;
  const describe = () => (info ??= describeInfo(material, outcomes, { sealed, cloudRecoveryReady }));
  return {
    files: {
      backupId: facts.backupId,
      createdAt: facts.createdAt,
      dataFiles: sealFiles(material, own, sealed),
      metadataFiles: () =>
        Promise.resolve([
          ...sealed.map((made) => formatMetadata(facts, made)),
          toFile(formatBackupInfoName(facts.createdAt, facts.backupId), formatBackupInfo(describe())),
        ]),
      registrations: toFile('registrations.json', formatRegistrations(describeRegistrations(written))),
    },
    outcomes,
    sealed,
    cloudRecoveryReady,
    describe,
  };
}

/** The database, which stands for all that it holds. */
const DATABASE_REPOSITORY = { repositoryName: SUBSCRIPTIONS_DATABASE, essential: true } as const;

/** The portable repositories: all, or those that a database does not stand for. */
function selectPortable({ database }: SetMaterial): readonly PortableRepository[] {
  if (database === undefined) return PORTABLE_REPOSITORIES;
  const inDatabase: ReadonlySet<PayloadKind> = new Set(DATABASE_KINDS);
  return PORTABLE_REPOSITORIES.filter(({ kind }) => !inDatabase.has(kind));
}

function isWritten({ status }: RepositoryOutcome): boolean {
  return status === 'Succeeded' || status === 'PartialSucceeded';
}

/** Registered repositories that only the service itself can back up. */
function listSkipped(
  registrations: BackupSet['registrations'],
  written: readonly { readonly repositoryName: string }[],
): readonly RepositoryOutcome[] {
  const own = new Set(written.map(({ repositoryName }) => repositoryName.toLowerCase()));
  return registrations
    .filter(({ repositoryName }) => !own.has(repositoryName.toLowerCase()))
    .map(({ repositoryName }) => ({ repositoryName, status: 'Skipped' }));
}

async function* sealFiles(
  material: SetMaterial,
  outcomes: readonly RepositoryOutcome[],
  sealed: Sealed[],
): AsyncGenerator<SetFile> {
  const { facts, chainOf, keys, elapsedMs, signal } = material;
  const { backupId, createdAt } = facts;
  for (const outcome of outcomes.filter(isWritten)) {
    const { repositoryName } = outcome;
    signal?.throwIfAborted();
    const chain = chainOf(repositoryName);
    const name = { takenAt: createdAt, backupId, type: chain.type, contemporaneous: true };
    const stem = `${repositoryName}/${formatSnapshotName(name)}`;
    const files = await listFiles(repositoryName, material);
    const { bytes, ...made } = await sealRepository(files, { keys, createdAt });
    sealed.push({
      ...made,
      repositoryName,
      stem,
      place: chain,
      sealedBytes: bytes.length,
      durationMs: elapsedMs(),
      ...(outcome.lacks === undefined ? {} : { lacks: outcome.lacks }),
    });
    yield { path: `${stem}.zip`, bytes };
  }
  signal?.throwIfAborted();
}

/** The files of a repository's archive. */
async function listFiles(
  repositoryName: string,
  { records, database, facts: { createdAt } }: SetMaterial,
): Promise<readonly ZipInput[]> {
  const repository = PORTABLE_REPOSITORIES.find((item) => item.repositoryName === repositoryName);
  if (repository !== undefined) return listPortableFiles(repository, records[repository.kind], createdAt);
  if (database === undefined) return [];
  return writeSubscriptionsBackup(records, database);
}

function formatMetadata(facts: SetFacts, made: Sealed): SetFile {
  return toFile(
    `${made.stem}.xml`,
    formatSnapshotMetadata(describeSnapshot(facts, made.repositoryName, made)),
  );
}

function describeInfo(
  { facts, keys, elapsedMs }: SetMaterial,
  outcomes: readonly RepositoryOutcome[],
  { sealed, cloudRecoveryReady }: Pick<AssembledSet, 'sealed' | 'cloudRecoveryReady'>,
): BackupInfo {
  const { wrappedKey } = keys();
  const plainBytes = sealed.reduce((sum, made) => sum + made.plainBytes, 0);
  const sealedBytes = sealed.reduce((sum, made) => sum + made.sealedBytes, 0);
  const made = { wrappedKey, plainBytes, sealedBytes, durationMs: elapsedMs(), cloudRecoveryReady };
  return describeBackupInfo(facts, outcomes, made);
}

function toFile(path: string, text: string): SetFile {
  return { path, bytes: Buffer.from(text, 'utf8') };
}
