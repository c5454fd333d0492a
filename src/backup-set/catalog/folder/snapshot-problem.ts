import { createFinding, type Finding } from '../../../core/errors/finding.js';
import type { FindingCode } from '../../../core/errors/finding-codes.js';
import type { BackupStatus, Snapshot } from '../../catalog.js';
import { groupByKey } from '../../../core/group-by-key.js';
import type { SnapshotFiles } from './set-folders.js';

/** The facts that a set takes over from its snapshots; known as soon as one metadata file can be read. */
export type InheritedFacts = Pick<
  Snapshot,
  'createdAt' | 'stampVersion' | 'oemVersion' | 'deploymentId' | 'automatic' | 'encryption'
>;

/** A snapshot that takes no part, and the reason. */
export interface SnapshotProblem {
  readonly finding: Finding;
  readonly files: SnapshotFiles;
  /** Null where the metadata could not be read. */
  readonly facts: InheritedFacts | null;
  readonly status: BackupStatus | null;
}

/**
 * Makes a problem whose finding names the snapshot's repository, backup id and file: its metadata, or with `isData` its
 * data file.
 */
export function createProblem(
  code: FindingCode,
  message: string,
  of: {
    readonly files: SnapshotFiles;
    readonly facts?: InheritedFacts;
    readonly status?: BackupStatus;
    readonly isData?: boolean;
  },
): SnapshotProblem {
  const { files, facts = null, status = null, isData = false } = of;
  const file = ((isData ? null : files.metadata) ?? files.data)?.path ?? files.stem;
  const place = { backupId: files.name.backupId, repository: files.repositoryName, file };
  return { finding: createFinding(code, message, place), files, facts, status };
}

/** Problems by the snapshot they concern: repository without regard to case, then backup id. */
export class ProblemIndex {
  readonly #byKey: ReadonlyMap<string, readonly SnapshotProblem[]>;

  constructor(problems: readonly SnapshotProblem[]) {
    this.#byKey = groupByKey(problems, ({ files }) => keyOf(files.repositoryName, files.name.backupId));
  }

  find(repositoryName: string, backupId: string): readonly SnapshotProblem[] {
    return this.#byKey.get(keyOf(repositoryName, backupId)) ?? [];
  }
}

function keyOf(repositoryName: string, backupId: string): string {
  return `${repositoryName.toLowerCase()}_${backupId}`;
}
