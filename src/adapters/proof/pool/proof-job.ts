import type { Snapshot } from '../../../backup-set/catalog.js';
import type { SnapshotKey } from '../../../backup-set/data-file/snapshot-key.js';
import type { Finding } from '../../../core/errors/finding.js';

/** A file to be proved, with its key. */
export interface ProofJob {
  readonly snapshot: Snapshot;
  readonly key: SnapshotKey;
  readonly onBytes: (bytes: number) => void;
}

/** The result of proving a file. */
export interface JobResult {
  readonly findings: readonly Finding[];
  readonly bytes: number;
}
