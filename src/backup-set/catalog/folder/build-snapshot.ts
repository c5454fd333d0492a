import { formatMinute } from '../../../core/clock.js';
import { formatCount } from '../../../core/sizes.js';
import { EMPTY_GUID } from '../../../core/guid.js';
import {
  formatRepositoryName,
  parseRepositoryName,
  readRepositoryParts,
  type RepositoryName,
} from '../../../core/repository-name.js';
import type { SnapshotMetadata } from '../../../schema/generated/types.js';
import type { Violation } from '../../../schema/validation.js';
import type { Snapshot, SnapshotEncryption } from '../../catalog.js';
import type { FindingCode } from '../../../core/errors/finding-codes.js';
import type { StoreFile } from '../../store.js';
import type { SetFolderPath } from '../../names/classify-path.js';
import { parseIsoDateTime } from '../../names/iso-date-time.js';
import type { SnapshotFiles } from './set-folders.js';
import { createProblem, type InheritedFacts, type SnapshotProblem } from './snapshot-problem.js';

/** The snapshot, or the problem because of which it takes no part. */
export type BuiltSnapshot = (
  | { readonly snapshot: Snapshot; readonly problem?: never }
  | { readonly snapshot?: never; readonly problem: SnapshotProblem }
) & {
  /** Facts that only inform and cannot be right. */
  readonly doubts: readonly Violation[];
};

/**
 * The greatest difference of two times of one snapshot. The backup job stamps the name, the metadata has the time when
 * the snapshot was made, and older writers used local time.
 */
const MAX_TIME_DIFFERENCE_MS = 24 * 60 * 60 * 1000;

/**
 * Makes a snapshot of its metadata and names. Names and metadata that state the same fact must agree.
 * Source: format specification, sections 2 and 4.
 */
export function buildSnapshot(
  metadata: SnapshotMetadata,
  files: SnapshotFiles,
  folder: SetFolderPath,
): BuiltSnapshot {
  const { SnapshotProperties: properties, BackupDataVersion: dataVersion } = metadata;
  const { BackupStatus: status } = properties;
  const { createdAt, doubts } = readCreation(metadata, files.name.takenAt);
  const facts = readFacts(metadata, createdAt);
  if (typeof facts === 'string') {
    return { problem: createProblem('METADATA_INVALID', `${files.stem}.xml: ${facts}`, { files }), doubts };
  }
  const of = { files, facts, status };
  const refuse = (code: FindingCode, message: string, isData = false): BuiltSnapshot => ({
    problem: createProblem(code, message, isData ? { ...of, isData } : of),
    doubts,
  });
  const repository = readRepository(metadata);
  const name = formatRepositoryName(repository);
  const { disagreements: wrong, ...references } = readReferences(metadata, name);
  const named = listNameDisagreements({ name, createdAt: facts.createdAt }, files);
  const disagreements = [...listDisagreements(metadata, files, folder), ...wrong, ...named];
  if (disagreements.length > 0) {
    const list = disagreements.join('; ');
    return refuse('SNAPSHOT_MISMATCH', `the metadata of ${files.stem} disagrees with its names: ${list}`);
  }
  if (status !== 'Succeeded') {
    return refuse('SNAPSHOT_NOT_SUCCEEDED', `the snapshot ${files.stem} has status ${status}`);
  }
  if (files.data === null || files.metadata === null) {
    return refuse('DATA_FILE_MISSING', `${files.stem}.zip is not there.`);
  }
  const cut = findCut(files.data);
  if (cut !== undefined) return refuse(cut.code, cut.message, true);
  // Each property is named: V8 builds an object several times slower where others are spread into it.
  const snapshot: Snapshot = {
    createdAt: facts.createdAt,
    encryption: facts.encryption,
    stampVersion: facts.stampVersion,
    oemVersion: facts.oemVersion,
    deploymentId: facts.deploymentId,
    automatic: facts.automatic,
    repository,
    repositoryName: name,
    backupId: files.name.backupId,
    type: files.name.type,
    takenAt: files.name.takenAt,
    contemporaneous: files.name.contemporaneous,
    status,
    layout: folder.layout,
    dataVersion,
    dependentFullId: references.dependentFullId,
    previousId: references.previousId,
    metadataFile: files.metadata.path,
    dataFile: files.data.path,
    dataFileSizeBytes: files.data.sizeBytes,
    description: properties.Description ?? null,
    statedSizeKb: properties.CompressedBackupSizeInKb ?? null,
  };
  return { snapshot, doubts };
}

function listNameDisagreements(
  { name, createdAt }: { readonly name: string; readonly createdAt: Date },
  files: SnapshotFiles,
): readonly string[] {
  const { takenAt } = files.name;
  return [
    ...(isSameText(name, files.repositoryName)
      ? []
      : [`repository ${name} lies under ${files.repositoryName}`]),
    ...(isNear(createdAt, takenAt)
      ? []
      : [`created ${formatMinute(createdAt)}, named ${formatMinute(takenAt)}`]),
  ];
}

/**
 * Reads when a snapshot was made; undefined for a time that is none. The time of one that did not succeed only informs,
 * and services leave it at a default: where it cannot be right, the time in the name takes its place.
 */
function readCreation(
  { SnapshotProperties: { BackupStatus: status, CreatedDateTime: created } }: SnapshotMetadata,
  takenAt: Date,
): { readonly createdAt: Date | undefined; readonly doubts: readonly Violation[] } {
  const createdAt = created === undefined ? undefined : parseIsoDateTime(created);
  if (status === 'Succeeded') return { createdAt, doubts: [] };
  if (createdAt !== undefined && isNear(createdAt, takenAt)) return { createdAt, doubts: [] };
  const message = `found ${created ?? 'none'}, expected a time near that of the name`;
  const doubts = created === undefined ? [] : [{ pointer: '/SnapshotProperties/CreatedDateTime', message }];
  return { createdAt: takenAt, doubts };
}

function isNear(createdAt: Date, takenAt: Date): boolean {
  return Math.abs(createdAt.getTime() - takenAt.getTime()) <= MAX_TIME_DIFFERENCE_MS;
}

/** Header, IV and tag; behind them at least one block, and only whole ones. Source: format specification, section 3. */
const HEADER_BYTES = 90;
const BLOCK_BYTES = 16;

/** Tells from the size alone that a data file cannot be whole. */
function findCut({
  path,
  sizeBytes,
}: StoreFile): { readonly code: FindingCode; readonly message: string } | undefined {
  if (sizeBytes < HEADER_BYTES) {
    const message = `${path} ends inside its header: it has ${formatCount(sizeBytes, 'byte')}, expected at least ${HEADER_BYTES}`;
    return { code: 'HEADER_INVALID', message };
  }
  const ciphertextBytes = sizeBytes - HEADER_BYTES;
  if (ciphertextBytes > 0 && ciphertextBytes % BLOCK_BYTES === 0) return undefined;
  const message = `${path} has ${formatCount(ciphertextBytes, 'byte')} of ciphertext, expected whole blocks of ${BLOCK_BYTES}`;
  return { code: 'CIPHERTEXT_TRUNCATED', message };
}

/** Reads the facts, or tells a fault that a schema cannot. */
function readFacts(metadata: SnapshotMetadata, createdAt: Date | undefined): InheritedFacts | string {
  const { CreatedDateTime: created } = metadata.SnapshotProperties;
  if (createdAt === undefined) return `the creation time ${created ?? ''} is not in the calendar`;
  const encryption = readEncryption(metadata);
  if (encryption === undefined) return 'wrapped key and certificate thumbprint stand together or not at all';
  return {
    createdAt,
    encryption,
    stampVersion: metadata.StampVersion,
    oemVersion: metadata.OemVersion ?? null,
    deploymentId: metadata.DeploymentID.toLowerCase(),
    automatic: metadata.IsAutomaticBackup ?? false,
  };
}

function readEncryption(metadata: SnapshotMetadata): SnapshotEncryption | undefined {
  const { EncryptionCertThumbprint: thumbprint, EncryptedBackupEncryptionKey: wrappedKey } = metadata;
  if (thumbprint === undefined && wrappedKey === undefined) return { mode: 'key' };
  if (thumbprint === undefined || wrappedKey === undefined) return undefined;
  return { mode: 'certificate', thumbprint, wrappedKey };
}

function readRepository({
  ComponentInfo: component,
  RepositoryName: repository,
}: SnapshotMetadata): RepositoryName {
  return (
    parseRepositoryName(repository ?? '') ??
    readRepositoryParts({
      role: component?.RoleName,
      component: component?.ComponentName,
      partition: component?.PartitionId,
      repository,
    })
  );
}

interface References {
  readonly dependentFullId: string | null;
  readonly previousId: string | null;
  readonly disagreements: readonly string[];
}

function readReferences(metadata: SnapshotMetadata, repositoryName: string): References {
  const { BackupType: type, PreviousSnapshotId, DependentFullSnapshotId } = metadata.SnapshotProperties;
  const previous = readSnapshotId(PreviousSnapshotId);
  const full = readSnapshotId(DependentFullSnapshotId);
  const disagreements = [previous, full].flatMap((reference) =>
    reference.repositoryName === null || isSameText(reference.repositoryName, repositoryName)
      ? []
      : [`it refers to a snapshot of ${reference.repositoryName}`],
  );
  if (type === 'Progressive') return { dependentFullId: full.id, previousId: previous.id, disagreements };
  const own = metadata.BackupId.toLowerCase();
  const hasReference = [previous.id, full.id].some((id) => id !== null && id !== own);
  return {
    dependentFullId: null,
    previousId: null,
    disagreements: hasReference
      ? [...disagreements, 'a Full that refers to another snapshot']
      : disagreements,
  };
}

/** Parses a backup id, alone or at the end of `<repository full name>_<guid>`; the empty GUID is none. */
function readSnapshotId(text: string | undefined): {
  readonly id: string | null;
  readonly repositoryName: string | null;
} {
  if (text === undefined) return { id: null, repositoryName: null };
  const id = text.slice(-36).toLowerCase();
  if (id === EMPTY_GUID) return { id: null, repositoryName: null };
  return { id, repositoryName: text.length > 37 ? text.slice(0, -37) : null };
}

function listDisagreements(
  metadata: SnapshotMetadata,
  files: SnapshotFiles,
  folder: SetFolderPath,
): string[] {
  const { name } = files;
  const { BackupType: type } = metadata.SnapshotProperties;
  const id = metadata.BackupId.toLowerCase();
  const flag = metadata.IsContemporaneousBackup ?? name.contemporaneous;
  const layout = metadata.BackupDataVersion.startsWith('1.0.') ? 'legacy' : 'progressive';
  const found: string[] = [];
  if (id !== name.backupId) found.push(`backup id ${id}, named ${name.backupId}`);
  if (type !== name.type) found.push(`type ${type}, named ${name.type}`);
  if (folder.layout === 'progressive' && flag !== name.contemporaneous) {
    found.push(`it is ${flag ? '' : 'not '}contemporaneous, its name says otherwise`);
  }
  if (folder.stampVersion !== null && metadata.StampVersion !== folder.stampVersion) {
    found.push(`stamp version ${metadata.StampVersion} in the folder of ${folder.stampVersion}`);
  }
  if (layout !== folder.layout)
    found.push(`data version ${metadata.BackupDataVersion} in the ${folder.layout} layout`);
  return found;
}

function isSameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
