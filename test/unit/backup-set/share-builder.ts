import type { Readable } from 'node:stream';
import { formatBackupInfo } from '../../../src/backup-set/metadata/backup-info.js';
import type { BackupSet, Catalog } from '../../../src/backup-set/catalog.js';
import { DEFAULT_REGISTRATIONS } from '../../../src/backup-set/metadata/registrations.js';
import { readCatalog } from '../../../src/backup-set/catalog/read-catalog.js';
import { formatSnapshotMetadata } from '../../../src/backup-set/metadata/snapshot-metadata.js';
import {
  formatBackupInfoName,
  formatNameTimestamp,
  formatSnapshotName,
} from '../../../src/backup-set/names/snapshot-name.js';
import { RestackError } from '../../../src/core/errors/restack-error.js';
import type { BackupInfo, SnapshotMetadata } from '../../../src/schema/generated/types.js';
import type { Store, StoreListing } from '../../../src/backup-set/store.js';

export const STAMP = '1.2301.0.55';
export const DEPLOYMENT = '7e6a52e5-1111-4ee7-a4ed-4dd3f1a6b3c2';
export const THUMBPRINT = 'AB'.repeat(20);
export const QUOTA = 'CRP;Microsoft.Compute.Admin;-;Quota';
export const ESSENTIAL = DEFAULT_REGISTRATIONS.filter((entry) => entry.essentialForCloudRecovery).map(
  (entry) => entry.repositoryName,
);

const START = Date.UTC(2023, 0, 17, 19, 31);
const HOUR_MS = 3_600_000;

/** A backup id that ends in a number, so that tests can be read. */
export function id(n: number): string {
  return `0b1c7a52-52e5-4ee7-a4ed-${n.toString(16).padStart(12, '0')}`;
}

export interface SnapshotSpec {
  /** Backup number; decides id and time. */
  readonly n: number;
  readonly repository?: string;
  readonly type?: 'Full' | 'Progressive';
  readonly previous?: string;
  readonly full?: string;
  readonly contemporaneous?: boolean;
  readonly stamp?: string;
  readonly folder?: string;
  readonly name?: string;
  readonly metadata?: Partial<SnapshotMetadata>;
  readonly properties?: Partial<SnapshotMetadata['SnapshotProperties']>;
  readonly leaveOut?: 'metadata' | 'data';
  readonly sizeBytes?: number;
}

/** Builds the files of one MASBackup folder in memory. */
export class ShareBuilder {
  readonly files = new Map<string, Uint8Array>();
  readonly unreadable: { path: string; reason: string }[] = [];
  readonly unopened: string[] = [];

  put(path: string, content: string | Uint8Array = ''): this {
    this.files.set(path, Buffer.from(content));
    return this;
  }

  registrations(entries: unknown = registrationsOf(ESSENTIAL), stamp = STAMP): this {
    return this.put(`progressivebackup/${stamp}/registrations.json`, JSON.stringify(entries));
  }

  /** Adds both files of a snapshot; returns the path of its metadata. */
  snapshot(spec: SnapshotSpec): string {
    const { repository = QUOTA, stamp = STAMP, type = 'Full', contemporaneous = true } = spec;
    const name = { takenAt: timeOf(spec.n), backupId: id(spec.n), type, contemporaneous };
    const folder = spec.folder ?? `progressivebackup/${stamp}/${repository}`;
    const stem = `${folder}/${spec.name ?? formatSnapshotName(name)}`;
    if (spec.leaveOut !== 'metadata') this.put(`${stem}.xml`, formatSnapshotMetadata(metadataOf(spec)));
    if (spec.leaveOut !== 'data') this.put(`${stem}.zip`, Buffer.alloc(spec.sizeBytes ?? 10));
    return `${stem}.xml`;
  }

  /** Adds one backup of several repositories: Fulls, or Progressives on the backup before. */
  backup(
    n: number,
    options: { repositories?: readonly string[]; fullAt?: number; stamp?: string } = {},
  ): this {
    const { repositories = ESSENTIAL, fullAt = n, stamp = STAMP } = options;
    const links =
      fullAt === n ? {} : ({ type: 'Progressive', previous: id(n - 1), full: id(fullAt) } as const);
    for (const repository of repositories) this.snapshot({ n, repository, stamp, ...links });
    return this;
  }

  info(n: number, values: Partial<BackupInfo> = {}, stamp = STAMP): string {
    const path = `progressivebackup/${stamp}/${formatBackupInfoName(timeOf(n), id(n))}`;
    this.put(path, formatBackupInfo({ ...infoOf(n), ...values }));
    return path;
  }

  /** A legacy set of the essential repositories, in key mode. */
  legacy(
    n: number,
    options: { repositories?: readonly string[]; metadata?: Partial<SnapshotMetadata> } = {},
  ): this {
    const folder = `${formatNameTimestamp(timeOf(n))}/${id(n)}`;
    for (const repository of options.repositories ?? ESSENTIAL) {
      const base = metadataOf({ n, repository });
      const { EncryptedBackupEncryptionKey: _key, EncryptionCertThumbprint: _thumbprint, ...rest } = base;
      const legacy = {
        ...rest,
        BackupDataVersion: '1.0.1',
        StampVersion: '1.1811.0.101',
        ...options.metadata,
      };
      this.put(`${folder}/${repository}.xml`, formatSnapshotMetadata(legacy));
      this.put(`${folder}/${repository}.zip`, Buffer.alloc(7));
    }
    return this;
  }

  remove(path: string): this {
    if (!this.files.delete(path)) throw new Error(`no ${path}`);
    return this;
  }

  store(location = '/share/MASBackup'): Store {
    return new MemoryStore(location, this);
  }

  catalog(): Promise<Catalog> {
    return readCatalog([this.store()]);
  }
}

export function timeOf(n: number): Date {
  return new Date(START + n * HOUR_MS);
}

export function registrationsOf(essential: readonly string[], optional: readonly string[] = []) {
  const entry = (name: string, essentialForCloudRecovery: boolean) => {
    const [roleName, componentName, partitionId, repositoryName] = name.split(';');
    return { roleName, componentName, partitionId, repositoryName, essentialForCloudRecovery };
  };
  return [...essential.map((name) => entry(name, true)), ...optional.map((name) => entry(name, false))];
}

export function infoOf(n: number): BackupInfo {
  return {
    BackupDataVersion: '1.1.0',
    BackupId: id(n),
    RoleStatus: [],
    Status: 'Succeeded',
    CreatedDateTime: timeOf(n).toISOString(),
    StampVersion: STAMP,
    DeploymentID: DEPLOYMENT,
    EncryptionCertThumbprint: THUMBPRINT,
    CompletelyUploaded: true,
    IsCloudRecoveryReady: true,
  };
}

function metadataOf(spec: SnapshotSpec): SnapshotMetadata {
  const { repository = QUOTA, type = 'Full', contemporaneous = true, stamp = STAMP } = spec;
  const [role = '', component = '', partition = '', name = ''] = repository.split(';');
  return {
    BackupDataVersion: '1.1.0',
    StampVersion: stamp,
    DeploymentID: DEPLOYMENT,
    IsAutomaticBackup: true,
    IsContemporaneousBackup: contemporaneous,
    BackupId: id(spec.n),
    ComponentInfo: { RoleName: role, ComponentName: component, PartitionId: partition },
    RepositoryName: name,
    EncryptedBackupEncryptionKey: 'AAAA',
    EncryptionCertThumbprint: THUMBPRINT,
    ...spec.metadata,
    SnapshotProperties: {
      BackupType: type,
      ...(spec.previous === undefined ? {} : { PreviousSnapshotId: spec.previous }),
      ...(spec.full === undefined ? {} : { DependentFullSnapshotId: spec.full }),
      CreatedDateTime: timeOf(spec.n).toISOString(),
      BackupStatus: 'Succeeded',
      ...spec.properties,
    },
  };
}

/** A Full and two Progressives of all essential repositories, with everything that belongs to them. */
export function healthyShare(): ShareBuilder {
  const share = new ShareBuilder().registrations().put('recoverypoint.json', '{}');
  for (const n of [1, 2, 3]) {
    share.backup(n, { fullAt: 1 });
    share.info(n);
  }
  return share;
}

/** Store path of a snapshot's files, without extension. */
export function stemOf(n: number, kind: string, repository = QUOTA): string {
  return `progressivebackup/${STAMP}/${repository}/${formatNameTimestamp(timeOf(n))}_${id(n)}_${kind}`;
}

/** Refuses to open data files. */
class MemoryStore implements Store {
  readonly #builder: ShareBuilder;

  constructor(
    readonly location: string,
    builder: ShareBuilder,
  ) {
    this.#builder = builder;
  }

  list(): Promise<StoreListing> {
    const { files, unreadable, unopened } = this.#builder;
    const listed = [...files].map(([path, bytes]) => ({ path, sizeBytes: bytes.length }));
    return Promise.resolve({ files: listed, unreadable, unopened });
  }

  readFile(path: string): Promise<Uint8Array> {
    if (!/\.(xml|json)$/i.test(path)) throw new Error(`the catalog opened ${path}`);
    const bytes = this.#builder.files.get(path);
    if (bytes !== undefined) return Promise.resolve(bytes);
    return Promise.reject(
      new RestackError('SHARE_UNREACHABLE', 'gone', { details: { path, scope: 'file' } }),
    );
  }

  openStream(): Promise<Readable> {
    throw new Error('the catalog opens no streams');
  }
}

/** The set of backup number `n`; fails the test when it is not there exactly once. */
export function setOf(catalog: Catalog, n: number): BackupSet {
  const [set, ...others] = catalog.sets.filter(({ backupId }) => backupId === id(n));
  if (set === undefined || others.length > 0)
    throw new Error(`expected one set ${n}, found ${others.length}`);
  return set;
}

/** Finding codes, sorted. */
export function codesOf(of: { readonly findings: readonly { readonly code: string }[] }): readonly string[] {
  return of.findings.map(({ code }) => code).toSorted();
}
