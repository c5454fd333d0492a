import type { Finding } from '../core/finding.js';

/** What one backup set is, as `list` tells it. Times are ISO 8601 UTC. Source: schemas/cli/list.json. */
export interface ListedBackup {
  readonly backupId: string;
  readonly createdAt: string;
  readonly stampVersion: string;
  readonly oemVersion: string | null;
  readonly deploymentId: string;
  readonly status: string;
  readonly automatic: boolean;
  readonly encryption: { readonly mode: 'certificate' | 'key'; readonly thumbprint: string | null };
  readonly cloudRecoveryReady: boolean;
  readonly layout: 'progressive' | 'legacy';
  /** How many repositories have a usable chain in the set. */
  readonly repositories: number;
  readonly sizeBytes: number;
  readonly store: string;
  readonly problems: readonly Finding[];
}

/** Result of `restack list`: newest first. */
export interface ListResult {
  readonly backups: readonly ListedBackup[];
  /** What concerns the share and no single set. */
  readonly findings: readonly Finding[];
}

/** One snapshot of a chain. */
export interface ShownSnapshot {
  readonly backupId: string;
  readonly type: 'Full' | 'Progressive';
  readonly createdAt: string;
  readonly status: string;
  readonly dataFile: string;
  readonly sizeBytes: number;
}

/** One repository of a set: the snapshots that make it up, in the order they apply. */
export interface ShownChain {
  readonly repository: string;
  readonly essential: boolean;
  readonly snapshots: readonly ShownSnapshot[];
}

/** Result of `restack show`: a listed set with its insides. */
export interface ShowResult extends Omit<ListedBackup, 'problems'> {
  readonly chains: readonly ShownChain[];
  /** As the set's BackupInfo file has it; empty when there is none. */
  readonly roles: readonly { readonly roleName: string; readonly status: string }[];
  readonly findings: readonly Finding[];
}

/** How deep a set is proved. Each level includes those before it. */
export type VerifyLevel = 'structure' | 'keys' | 'integrity' | 'content';

/** What one set proved to be. */
export interface VerifiedBackup {
  readonly backupId: string;
  readonly verdict: 'passed' | 'failed';
  readonly checked: { readonly snapshots: number; readonly bytes: number; readonly records: number };
  readonly findings: readonly Finding[];
}

/** Result of `restack verify`. */
export interface VerifyResult {
  readonly level: VerifyLevel;
  readonly backups: readonly VerifiedBackup[];
  /** What concerns the share and no single set. */
  readonly findings: readonly Finding[];
}

/** How one given key relates to one set. */
export interface KeyMatch {
  /** Name of the file the key came from, or of the environment variable. */
  readonly source: string;
  /** Null for a legacy key, and where a file does not tell without its password. */
  readonly thumbprint: string | null;
  readonly state: 'opens' | 'does-not-open' | 'wrong-password' | 'untested';
  readonly expired: boolean;
  /** Hash of the OAEP padding that the set's keys are wrapped with; null unless the key opens a certificate set. */
  readonly oaepHash: 'sha256' | 'sha1' | null;
}

/** Result of `restack keys check`. */
export interface KeysResult {
  readonly backups: readonly {
    readonly backupId: string;
    readonly wantedThumbprint: string | null;
    readonly mode: 'certificate' | 'key';
    readonly keys: readonly KeyMatch[];
  }[];
}

/** Result of `restack extract`. */
export interface ExtractResult {
  readonly backupId: string;
  /** The folder, as an absolute path. */
  readonly out: string;
  readonly repositories: readonly {
    readonly repository: string;
    /** Paths are relative to `out`, `/` as separator. */
    readonly files: readonly { readonly path: string; readonly sizeBytes: number }[];
  }[];
}

/** The buckets a record can end in. Source: command-line contract, "Restore run states". */
export interface ConservationCounts {
  readonly read: number;
  readonly created: number;
  readonly adopted: number;
  readonly updated: number;
  readonly skipped: number;
  readonly manual: number;
  readonly failed: number;
  readonly outOfScope: number;
}

/** One stage of a restore, in the order it ran. */
export interface StageReport {
  readonly name: string;
  readonly kind: string;
  readonly objects: number;
  readonly durationMs: number;
  readonly state: 'done' | 'partial' | 'failed' | 'skipped' | 'pending';
}

/** A record that did not simply land, and why. */
export interface RecordProblem {
  readonly kind: string;
  readonly id: string;
  readonly bucket: 'skipped' | 'manual' | 'failed' | 'readBack';
  readonly reason: string;
}

/** Result of `restack drill`. */
export interface DrillResult {
  readonly runId: string;
  readonly backupId: string;
  readonly state: 'completed' | 'partial' | 'blocked' | 'interrupted' | 'failed';
  readonly terminal: boolean;
  readonly startedAt: string;
  /** From the start of the drill to the end of the read-back. */
  readonly durationMs: number;
  readonly verification: {
    readonly level: VerifyLevel;
    readonly verdict: 'passed' | 'failed';
    readonly findings: readonly Finding[];
  };
  readonly conservation: ConservationCounts & {
    readonly byKind: readonly (ConservationCounts & { readonly kind: string })[];
  };
  readonly stages: readonly StageReport[];
  readonly readBack: { readonly compared: number; readonly different: number };
  readonly problems: readonly RecordProblem[];
  /** Achieved against asked for; an objective that was not given is null. */
  readonly objectives: {
    readonly rtoMs: number | null;
    readonly achievedRtoMs: number;
    readonly rpoMs: number | null;
    readonly achievedRpoMs: number;
  };
}
