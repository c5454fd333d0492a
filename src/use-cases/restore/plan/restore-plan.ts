import type { Untold } from '../../../backup-set/content/records.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import type { ComparisonRules } from '../comparison.js';
import type { ResourceAddress, TargetIdentity } from '../../../cloud/cloud-port.js';
import type { Replay } from '../kinds/resource-kind.js';
import type { RecordNames } from '../ids/record-names.js';
import type { SourceCloud } from '../ids/source-cloud.js';
import type { Stage } from '../stage-order.js';
import type { UnmappedPrincipal } from '../ids/unmapped-principals.js';
import type { DescribedRecord } from './describe-records.js';

/** The action that a plan takes for a record. */
export type PlannedAction = 'create' | 'adopt' | 'update' | 'skip' | 'manual' | 'blocked' | 'outOfScope';

/** One record of the set, and the decision about it. */
export interface PlanEntry {
  readonly kind: PayloadKind;
  /** Position in the set's records of this kind. */
  readonly recordIndex: number;
  /** ARM id in the target, lower case. For records that are not replayed: their rewritten id. */
  readonly id: string;
  readonly action: PlannedAction;
  /** The reason of the decision, in words. */
  readonly reason: string;
  /** Paths of the members that the target holds in another way, where it has the object. */
  readonly differing?: readonly string[];
  /** The reason why no update removes the difference, in words. */
  readonly fixedBy?: string;
  /** The writes; present for `create`, `adopt` and `update`. */
  readonly replay?: Replay;
  /** The address of an adopted object, when that is not the record's own. */
  readonly foundAt?: ResourceAddress;
  /** True for an object that stays as the target has it and takes nothing new: disabled, or decommissioned. */
  readonly closed?: boolean;
  /** True for a record that the plan may not look at: the run may find it there, and then adopts it. */
  readonly unseen?: boolean;
  /** The writes that it takes to be let into a vault that stays as the target has it; undefined for anything else. */
  readonly opens?: number;
  /** True for a record that is skipped because what it hangs on does not come. */
  readonly unmet?: boolean;
  /** The directory that a person has to register before it comes back. */
  readonly directory?: string;
  /** The task that is left to a person about it. */
  readonly left?: LeftTask;
}

/** A record that is replayed. */
export interface PlayedEntry extends PlanEntry {
  readonly replay: Replay;
}

/** True for an action that a record is replayed for. */
export function isPlayedAction(action: PlannedAction): boolean {
  return action === 'create' || action === 'update' || action === 'adopt';
}

/** True for a record that is replayed. */
export function isPlayed(entry: PlanEntry): entry is PlayedEntry {
  return entry.replay !== undefined;
}

/** A task that a restore leaves to a person, in words to act on. */
export interface LeftTask {
  /** The task, its place and for whom: `Grant the role Reader on subscription Finance to …`. */
  readonly task: string;
  /** Why it is left to a person. */
  readonly reason: string;
  /** Lines to be typed, such as commands of PowerShell. NEW-ID and FILE.pfx are for the person to replace. */
  readonly steps: readonly string[];
  /** In words: where the steps are typed, or the way through a portal. */
  readonly note: string | null;
  /** True where another restore brings the record, once the task is done. */
  readonly again: boolean;
}

/** The bucket in which a record ends, as far as a plan tells: in fair weather each record ends there. */
export type PlannedBucket = 'created' | 'adopted' | 'updated' | 'skipped' | 'manual' | 'outOfScope';

const BUCKET_OF: Readonly<Record<PlannedAction, PlannedBucket | undefined>> = {
  create: 'created',
  adopt: 'adopted',
  update: 'updated',
  skip: 'skipped',
  manual: 'manual',
  outOfScope: 'outOfScope',
  blocked: undefined,
};

/**
 * Selects the bucket of a decision; undefined while it is blocked. Plan, run and report ask here, so that none of them
 * decides anew.
 *
 * @param followUp the step that is left to a person once the object was created
 */
export function selectPlannedBucket(
  action: PlannedAction,
  followUp: string | undefined,
): PlannedBucket | undefined {
  return action === 'create' && followUp !== undefined ? 'manual' : BUCKET_OF[action];
}

/** A stage with its work, known before the first write. */
export interface PlannedStage {
  readonly stage: Stage;
  readonly entries: readonly PlayedEntry[];
}

/** All decisions of a restore. Made of reads only. */
export interface RestorePlan {
  readonly source: SourceCloud;
  readonly target: TargetIdentity;
  /** Every record of the set, once. */
  readonly entries: readonly PlanEntry[];
  /** The names by which people know the records. */
  readonly names: RecordNames;
  /** All stages, also those without work. */
  readonly stages: readonly PlannedStage[];
  /** The number of records of each kind in the set. */
  readonly read: ReadonlyMap<PayloadKind, number>;
  /** The rules of a kind, always the same object. */
  readonly rulesOf: (kind: PayloadKind) => ComparisonRules;
  /** The things that the set does not tell about its records. */
  readonly untold: readonly Untold[];
  /** The obstacles of the entries that are blocked. */
  readonly blockers: readonly Blocker[];
  /** Principals that no mapping names and that the target cannot know. */
  readonly unmapped: readonly UnmappedPrincipal[];
  /** The objects that could not be looked at, in words. */
  readonly notes: readonly string[];
}

/**
 * The reason why records cannot be replayed as they are. `conflict`: the target has a different object there;
 * `reference`: something they need is nowhere; `cycle`: they need each other; `order`: something they need would come
 * too late; `name`: the name is taken; `softDeleted`: a deleted vault still holds the name; `principal`: the target
 * cannot know it; `unmet`: something they need does not come, because it is left to a person or skipped.
 */
export type ObstacleCode =
  'conflict' | 'reference' | 'cycle' | 'order' | 'name' | 'softDeleted' | 'principal' | 'unmet';

/** An obstacle to replaying records of the set. */
export interface Obstacle {
  readonly code: ObstacleCode;
  /** At least one. */
  readonly records: readonly DescribedRecord[];
  readonly reason: string;
  /** The decisions that settle it: flags as they are typed, or lines of a mapping file. */
  readonly decide: readonly string[];
}

/** An obstacle as a plan shows it. */
export interface Blocker {
  readonly code: ObstacleCode;
  /** The first of the records that it blocks. */
  readonly kind: PayloadKind;
  readonly id: string;
  readonly reason: string;
  /** The number of records that it blocks. */
  readonly records: number;
  /** The number of subscriptions that could not be used because of it. */
  readonly subscriptions: number;
  /** The decisions that settle it: flags as they are typed, or lines of a mapping file (`--map`). */
  readonly decide: readonly string[];
}
