import type { PayloadKind } from '../../../schema/payloads.js';
import type { ComparisonRules } from '../comparison.js';
import type { Blocker } from './obstacle.js';
import type { ResourceAddress, TargetIdentity } from '../../../cloud/cloud-port.js';
import type { Replay } from '../kinds/resource-kind.js';
import type { SourceCloud } from '../ids/source-cloud.js';
import type { Stage } from '../stage-order.js';
import type { UnmappedPrincipal } from '../ids/unmapped-principals.js';

/** What is going to happen to a record. */
export type PlannedAction = 'create' | 'adopt' | 'update' | 'skip' | 'manual' | 'blocked' | 'outOfScope';

/** One record of the set and what becomes of it. */
export interface PlanEntry {
  readonly kind: PayloadKind;
  /** Position in the set's records of this kind. */
  readonly recordIndex: number;
  /** ARM id in the target, lower case. For records that are not replayed: their rewritten id. */
  readonly id: string;
  readonly action: PlannedAction;
  /** Why, in words. */
  readonly reason: string;
  /** Paths of the members that the target has otherwise, where it has the object. */
  readonly differing?: readonly string[];
  /** Present for `create`, `adopt` and `update`. */
  readonly replay?: Replay;
  /** Where an adopted object is, when that is not its own address. */
  readonly foundAt?: ResourceAddress;
}

/** A stage with its work, known before the first write. */
export interface PlannedStage {
  readonly stage: Stage;
  readonly entries: readonly PlanEntry[];
}

/** Everything a run is going to do. Made of reads only. */
export interface RestorePlan {
  readonly source: SourceCloud;
  readonly target: TargetIdentity;
  /** Every record of the set, once. */
  readonly entries: readonly PlanEntry[];
  /** All stages, also those without work. */
  readonly stages: readonly PlannedStage[];
  /** How many records of each kind the set holds. */
  readonly read: ReadonlyMap<PayloadKind, number>;
  readonly rulesOf: ReadonlyMap<PayloadKind, ComparisonRules>;
  /** What stands in the way of the entries that are blocked. */
  readonly blockers: readonly Blocker[];
  /** Principals that no mapping names and that the target cannot know. */
  readonly unmapped: readonly UnmappedPrincipal[];
  /** What could not be looked at, in words. */
  readonly notes: readonly string[];
}
