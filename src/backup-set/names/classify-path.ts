import { isGuid } from '../../core/guid.js';
import { formatRepositoryName, parseRepositoryName } from '../../core/repository-name.js';
import { isTemporaryName, parseCaptureMarkerName } from './capture-names.js';
import type { StoreLayout } from '../catalog.js';
import {
  parseBackupInfoName,
  parseLegacyName,
  parseNameTimestamp,
  parseSnapshotName,
  type SnapshotName,
} from './snapshot-name.js';

/** The folder of a set's files: `progressivebackup/<version>`, or `<timestamp>/<backupId>`. */
export interface SetFolderPath {
  readonly path: string;
  readonly layout: StoreLayout;
  /** The stamp version that the folder's name states; null in the legacy layout. */
  readonly stampVersion: string | null;
}

/** The role of a path inside a store, by its name alone. */
export type ClassifiedPath =
  | ({
      readonly kind: 'snapshot';
      readonly folder: SetFolderPath;
      readonly part: 'metadata' | 'data';
    } & SnapshotPlace)
  | { readonly kind: 'backup-info'; readonly folder: SetFolderPath; readonly backupId: string | null }
  | { readonly kind: 'registrations'; readonly folder: SetFolderPath }
  | { readonly kind: 'recovery-point' }
  /** The marker of a capture that has not come to its end. */
  | { readonly kind: 'capture-marker'; readonly folder: SetFolderPath; readonly backupId: string }
  /** A file that a capture was writing. */
  | { readonly kind: 'temporary'; readonly folder: SetFolderPath; readonly path: string }
  /** `root`: the outermost file or folder that the format does not know. */
  | { readonly kind: 'foreign'; readonly root: string };

/** The facts in a snapshot's path. */
export interface SnapshotPlace {
  /** Path without extension. */
  readonly stem: string;
  /** Full repository name, as the folder (legacy: the file) writes it. */
  readonly repositoryName: string;
  readonly name: SnapshotName;
}

const STAMP_VERSION = /^\d+(?:\.\d+)+$/;

/** Classifies a store path. Names match without regard to case. Source: format specification, section 1. */
export function classifyPath(path: string): ClassifiedPath {
  const parts = path.split('/');
  const [first = '', second = ''] = parts;
  if (parts.length === 1) {
    return isNamed(first, 'recoverypoint.json')
      ? { kind: 'recovery-point' }
      : { kind: 'foreign', root: path };
  }
  if (isNamed(first, 'progressivebackup')) return classifyProgressive(path, parts);
  const takenAt = parseNameTimestamp(first);
  if (takenAt === undefined) return { kind: 'foreign', root: first };
  const backupId = second.toLowerCase();
  const root = parts.slice(0, Math.min(parts.length, 3)).join('/');
  if (!isGuid(backupId)) return { kind: 'foreign', root: `${first}/${second}` };
  if (parts.length !== 3) return { kind: 'foreign', root };
  const folder: SetFolderPath = { path: `${first}/${second}`, layout: 'legacy', stampVersion: null };
  return classifyLegacyFile(path, folder, { takenAt, backupId, type: 'Full', contemporaneous: true });
}

function isNamed(name: string, expected: string): boolean {
  return name.toLowerCase() === expected;
}

function classifyProgressive(path: string, parts: readonly string[]): ClassifiedPath {
  const [store = '', version = '', third = ''] = parts;
  if (parts.length === 2 && isNamed(version, 'recoverypoint.json')) return { kind: 'recovery-point' };
  if (parts.length === 2 || !STAMP_VERSION.test(version))
    return { kind: 'foreign', root: `${store}/${version}` };
  const folder: SetFolderPath = { path: `${store}/${version}`, layout: 'progressive', stampVersion: version };
  if (parts.length <= 4 && isTemporaryName(parts.at(-1) ?? '')) return { kind: 'temporary', folder, path };
  return parts.length === 3
    ? classifyVersionFile(path, folder, third)
    : classifyRepositoryFile(path, folder, parts.slice(2));
}

/** Classifies a file of a repository. `rest` is the repository's folder and the names below it. */
function classifyRepositoryFile(
  path: string,
  folder: SetFolderPath,
  rest: readonly string[],
): ClassifiedPath {
  const [repositoryFolder = '', fileName = ''] = rest;
  const repository = parseRepositoryName(repositoryFolder);
  if (repository === undefined) return { kind: 'foreign', root: `${folder.path}/${repositoryFolder}` };
  const file = splitExtension(fileName);
  const name = file === undefined || rest.length > 2 ? undefined : parseSnapshotName(file.stem);
  if (file === undefined || name === undefined) {
    return { kind: 'foreign', root: `${folder.path}/${repositoryFolder}/${fileName}` };
  }
  const repositoryName = formatRepositoryName(repository);
  return { kind: 'snapshot', folder, part: file.part, stem: path.slice(0, -4), repositoryName, name };
}

function classifyVersionFile(path: string, folder: SetFolderPath, fileName: string): ClassifiedPath {
  if (isNamed(fileName, 'registrations.json')) return { kind: 'registrations', folder };
  if (isNamed(fileName, 'recoverypoint.json')) return { kind: 'recovery-point' };
  const captured = parseCaptureMarkerName(fileName);
  if (captured !== undefined) return { kind: 'capture-marker', folder, backupId: captured };
  const info = parseBackupInfoName(fileName);
  return info === undefined ? { kind: 'foreign', root: path } : { kind: 'backup-info', folder, ...info };
}

function classifyLegacyFile(path: string, folder: SetFolderPath, name: SnapshotName): ClassifiedPath {
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  if (isNamed(fileName, 'backupinfo.xml')) return { kind: 'backup-info', folder, backupId: name.backupId };
  const file = splitExtension(fileName);
  const repository = file === undefined ? undefined : parseLegacyName(file.stem);
  if (file === undefined || repository === undefined) return { kind: 'foreign', root: path };
  const repositoryName = formatRepositoryName(repository);
  return { kind: 'snapshot', folder, part: file.part, stem: path.slice(0, -4), repositoryName, name };
}

function splitExtension(
  fileName: string,
): { readonly stem: string; readonly part: 'metadata' | 'data' } | undefined {
  const match = /^(?<stem>.+)\.(?<extension>xml|zip)$/is.exec(fileName);
  const stem = match?.groups?.['stem'];
  if (stem === undefined) return undefined;
  return { stem, part: isNamed(match?.groups?.['extension'] ?? '', 'xml') ? 'metadata' : 'data' };
}
