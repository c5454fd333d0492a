import { formatBackupInfo } from '../metadata/backup-info.js';
import type { BackupSet } from '../catalog.js';
import { PORTABLE_REPOSITORIES } from '../names/portable-repositories.js';
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
import { type FileKeys, sealRepository } from './seal-repository.js';
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
  const own = judgeRepositories(PORTABLE_REPOSITORIES, material.omissions);
  const outcomes = [...own, ...listSkipped(registrations)];
  const succeeded = new Set(own.filter(isWritten).map(({ repositoryName }) => repositoryName.toLowerCase()));
  const essential = [
    ...PORTABLE_REPOSITORIES.filter((repository) => repository.essential),
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
      registrations: toFile(
        'registrations.json',
        formatRegistrations(describeRegistrations(PORTABLE_REPOSITORIES)),
      ),
    },
    outcomes,
    sealed,
    cloudRecoveryReady,
    describe,
  };
}

function isWritten({ status }: RepositoryOutcome): boolean {
  return status === 'Succeeded' || status === 'PartialSucceeded';
}

/** Registered repositories that only the service itself can back up. */
function listSkipped(registrations: BackupSet['registrations']): readonly RepositoryOutcome[] {
  const own = new Set(PORTABLE_REPOSITORIES.map(({ repositoryName }) => repositoryName.toLowerCase()));
  return registrations
    .filter(({ repositoryName }) => !own.has(repositoryName.toLowerCase()))
    .map(({ repositoryName }) => ({ repositoryName, status: 'Skipped' }));
}

async function* sealFiles(
  { facts, records, chainOf, keys, elapsedMs, signal }: SetMaterial,
  outcomes: readonly RepositoryOutcome[],
  sealed: Sealed[],
): AsyncGenerator<SetFile> {
  const { backupId, createdAt } = facts;
  const written = new Map(outcomes.filter(isWritten).map((outcome) => [outcome.repositoryName, outcome]));
  for (const repository of PORTABLE_REPOSITORIES) {
    const { repositoryName, kind } = repository;
    const outcome = written.get(repositoryName);
    if (outcome === undefined) continue;
    signal?.throwIfAborted();
    const chain = chainOf(repositoryName);
    const name = { takenAt: createdAt, backupId, type: chain.type, contemporaneous: true };
    const stem = `${repositoryName}/${formatSnapshotName(name)}`;
    const { bytes, ...made } = await sealRepository(repository, records[kind], { keys, createdAt });
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
