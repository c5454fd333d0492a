import type { KeyObject } from 'node:crypto';
import { formatBackupInfo } from '../backup-set/backup-info.js';
import type { BackupSet } from '../backup-set/catalog.js';
import { PORTABLE_REPOSITORIES } from '../backup-set/portable-repositories.js';
import { DEFAULT_REGISTRATIONS, formatRegistrations } from '../backup-set/registrations.js';
import { formatSnapshotMetadata } from '../backup-set/snapshot-metadata.js';
import { formatBackupInfoName, formatSnapshotName } from '../backup-set/snapshot-name.js';
import { type ChainPlace, chooseChains } from '../capture/choose-chain.js';
import {
  combine,
  describeBackupInfo,
  describeRegistrations,
  describeSnapshot,
  judgeRepositories,
  judgeRoles,
  type RepositoryOutcome,
  type SealedFacts,
  type SetFacts,
} from '../capture/describe-set.js';
import type { CapturedCloud } from '../capture/read-cloud.js';
import type { CaptureResult } from '../report/results.js';
import type { CapturePlace } from './capture-place.js';
import { createWrappedKey, sealRepository } from './seal-repository.js';
import type { SetFile, SetToWrite } from './write-captured-set.js';

/** A captured cloud, and all that is needed to make a set of it. */
export interface CaptureMaterial {
  readonly facts: SetFacts;
  readonly cloud: CapturedCloud;
  readonly place: CapturePlace;
  readonly certificate: { readonly publicKey: KeyObject };
  readonly fullEvery: number;
  readonly elapsedMs: () => number;
  /** Stops between two files. */
  readonly signal: AbortSignal;
}

/** A snapshot that was sealed. */
interface Sealed extends SealedFacts {
  readonly repositoryName: string;
  readonly stem: string;
  readonly place: ChainPlace;
}

/** Makes the files of a set one after the other, and says what it came to. */
export function assembleCapture(material: CaptureMaterial): {
  readonly set: Omit<SetToWrite, 'folder' | 'process'>;
  readonly describe: () => Omit<CaptureResult, 'cleared'>;
} {
  const { facts, cloud, place } = material;
  const registrations = findRegistrations(place, facts);
  const captured = judgeRepositories(PORTABLE_REPOSITORIES, cloud.omissions);
  const outcomes = [...captured, ...listSkipped(registrations)];
  const succeeded = new Set(
    captured.filter(isWritten).map(({ repositoryName }) => repositoryName.toLowerCase()),
  );
  const cloudRecoveryReady = registrations
    .filter(({ essentialForCloudRecovery }) => essentialForCloudRecovery)
    .every(({ repositoryName }) => succeeded.has(repositoryName.toLowerCase()));
  const sealed: Sealed[] = [];
  return {
    set: {
      backupId: facts.backupId,
      createdAt: facts.createdAt,
      dataFiles: sealFiles(material, captured, sealed),
      metadataFiles: () =>
        Promise.resolve([
          ...sealed.map((made) => formatMetadata(facts, made)),
          formatInfo(material, outcomes, { sealed, cloudRecoveryReady }),
        ]),
      registrations: toFile(
        'registrations.json',
        formatRegistrations(describeRegistrations(PORTABLE_REPOSITORIES)),
      ),
    },
    describe: () => describeCapture(material, outcomes, { sealed, cloudRecoveryReady }),
  };
}

function isWritten({ status }: RepositoryOutcome): boolean {
  return status === 'Succeeded' || status === 'PartialSucceeded';
}

/** What the folder of the stamp version registers already. The service's own registrations are never changed. */
function findRegistrations({ catalog, location }: CapturePlace, facts: SetFacts): BackupSet['registrations'] {
  const neighbour = catalog.sets.find(
    ({ store, stampVersion, layout }) =>
      store === location && stampVersion === facts.stampVersion && layout === 'progressive',
  );
  return neighbour?.registrations ?? DEFAULT_REGISTRATIONS;
}

/** Registered repositories that only the service itself can back up. */
function listSkipped(registrations: BackupSet['registrations']): readonly RepositoryOutcome[] {
  const own = new Set(PORTABLE_REPOSITORIES.map(({ repositoryName }) => repositoryName.toLowerCase()));
  return registrations
    .filter(({ repositoryName }) => !own.has(repositoryName.toLowerCase()))
    .map(({ repositoryName }) => ({ repositoryName, status: 'Skipped' }));
}

async function* sealFiles(
  { facts, cloud, place, certificate, fullEvery, elapsedMs, signal }: CaptureMaterial,
  outcomes: readonly RepositoryOutcome[],
  sealed: Sealed[],
): AsyncGenerator<SetFile> {
  const { backupId, createdAt, stampVersion, deploymentId, thumbprint } = facts;
  const oemVersion = facts.oemVersion ?? null;
  const origin = { store: place.location, stampVersion, oemVersion, deploymentId, thumbprint };
  const chainOf = chooseChains(place.catalog, origin, { createdAt, fullEvery });
  const written = new Set(outcomes.filter(isWritten).map(({ repositoryName }) => repositoryName));
  for (const repository of PORTABLE_REPOSITORIES) {
    const { repositoryName, kind } = repository;
    if (!written.has(repositoryName)) continue;
    signal.throwIfAborted();
    const chain = chainOf(repositoryName);
    const name = { takenAt: createdAt, backupId, type: chain.type, contemporaneous: true };
    const stem = `${repositoryName}/${formatSnapshotName(name)}`;
    const { publicKey } = certificate;
    const { bytes, wrappedKey, plainBytes } = await sealRepository(repository, cloud.records[kind], {
      publicKey,
      createdAt,
    });
    const sealedBytes = bytes.length;
    const durationMs = elapsedMs();
    sealed.push({ repositoryName, stem, place: chain, wrappedKey, plainBytes, sealedBytes, durationMs });
    yield { path: `${stem}.zip`, bytes };
  }
  signal.throwIfAborted();
}

function formatMetadata(facts: SetFacts, made: Sealed): SetFile {
  return toFile(
    `${made.stem}.xml`,
    formatSnapshotMetadata(describeSnapshot(facts, made.repositoryName, made)),
  );
}

interface Made {
  readonly sealed: readonly Sealed[];
  readonly cloudRecoveryReady: boolean;
}

function formatInfo(
  { facts, certificate, elapsedMs }: CaptureMaterial,
  outcomes: readonly RepositoryOutcome[],
  { sealed, cloudRecoveryReady }: Made,
): SetFile {
  const { wrappedKey } = createWrappedKey(certificate.publicKey);
  const plainBytes = sealed.reduce((sum, made) => sum + made.plainBytes, 0);
  const sealedBytes = sealed.reduce((sum, made) => sum + made.sealedBytes, 0);
  const made = { wrappedKey, plainBytes, sealedBytes, durationMs: elapsedMs(), cloudRecoveryReady };
  const name = formatBackupInfoName(facts.createdAt, facts.backupId);
  return toFile(name, formatBackupInfo(describeBackupInfo(facts, outcomes, made)));
}

function describeCapture(
  { facts, cloud, place, elapsedMs }: CaptureMaterial,
  outcomes: readonly RepositoryOutcome[],
  { sealed, cloudRecoveryReady }: Made,
): Omit<CaptureResult, 'cleared'> {
  const kinds = new Map(PORTABLE_REPOSITORIES.map(({ repositoryName, kind }) => [repositoryName, kind]));
  const repositoryOf = new Map(
    PORTABLE_REPOSITORIES.map(({ repositoryName, kind }) => [kind, repositoryName]),
  );
  return {
    backupId: facts.backupId,
    createdAt: facts.createdAt.toISOString(),
    stampVersion: facts.stampVersion,
    deploymentId: facts.deploymentId,
    thumbprint: facts.thumbprint,
    store: place.location,
    status: combine(outcomes),
    cloudRecoveryReady,
    sizeBytes: sealed.reduce((sum, made) => sum + made.sealedBytes, 0),
    durationMs: elapsedMs(),
    repositories: outcomes.map(({ repositoryName, status }) => {
      const kind = kinds.get(repositoryName);
      const made = sealed.find((item) => item.repositoryName === repositoryName);
      const records = kind === undefined || made === undefined ? 0 : cloud.records[kind].length;
      const type = made?.place.type ?? null;
      return { repository: repositoryName, status, type, records, sizeBytes: made?.sealedBytes ?? 0 };
    }),
    roles: judgeRoles(outcomes).map(({ roleName, status }) => ({ role: roleName, status })),
    omissions: cloud.omissions.map(({ kind, reason, id, message }) => ({
      kind,
      repository: repositoryOf.get(kind) ?? '',
      reason,
      id,
      message,
    })),
  };
}

function toFile(path: string, text: string): SetFile {
  return { path, bytes: Buffer.from(text, 'utf8') };
}
