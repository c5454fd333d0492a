import type { JsonObject } from '../../../cloud/json-value.js';
import type { Clock } from '../../../core/clock.js';
import type { SetRecords } from '../../../backup-set/content/records.js';
import type { PayloadKind, PayloadTypes } from '../../../schema/payloads.js';
import type { ComparisonRules } from '../comparison.js';
import type { EarlierRuns } from '../ports.js';
import type {
  ResourceAddress,
  RestoreTarget,
  TargetIdentity,
  WriteReply,
} from '../../../cloud/cloud-port.js';
import type { StageName } from '../stage-order.js';

/** What a kind may know when it says how one of its records is replayed. */
export interface KindContext {
  readonly target: TargetIdentity;
  /** All records of the set, with the ids of the target. */
  readonly records: SetRecords;
}

/** What a kind may use where one GET and one PUT are not enough. */
export interface KindAccess {
  readonly target: RestoreTarget;
  readonly clock: Clock;
  readonly earlierRuns?: EarlierRuns | undefined;
  /** Does something once for all who ask with the same key, and hands all of them its result. */
  once<T>(key: string, work: () => Promise<T>): Promise<T>;
  /**
   * Does something when the stage is over, whatever its end: what was opened for it is closed again. `id` is that of the
   * object, lower case.
   */
  afterStage(id: string, work: () => Promise<void>): void;
}

/** One write on the way of a record, and what the resource is afterwards. */
export interface Step {
  readonly stage: StageName;
  readonly body: JsonObject;
  /** Default: a PUT of the body. */
  write?(access: KindAccess): Promise<WriteReply>;
  /** The write looks itself whether an earlier attempt has made it. */
  readonly settlesDoubt?: boolean;
  /** Nothing that needs the record can be made after it: it waits until all of that has landed. */
  readonly closes?: boolean;
  /** Reading it back may take a write before, to be let in. */
  readonly opensToRead?: boolean;
  /** What is there after the write. Default: a read of the address. */
  readBack?(access: KindAccess, written: Written): Promise<JsonObject | undefined>;
}

/** What is known of a write when it is read back. */
export interface Written {
  /** Of this run; undefined when nothing was written. */
  readonly reply: WriteReply | undefined;
  /** Where the plan found the object, when that is not the record's own address. */
  readonly foundAt: ResourceAddress | undefined;
}

/** What the target already has for a record. */
export interface Found {
  readonly value: JsonObject;
  /** Where it is, when that is not the record's own address. */
  readonly address?: ResourceAddress;
  /** Why it counts as equal, in words, where it could not be looked at. */
  readonly knownBy?: string;
  /** What restack itself left there, in words. It is no difference, and it is taken away by writing the object again. */
  readonly leftover?: string;
}

/** Only the run can see what the target has, and looks before it writes. */
export interface Unseen {
  readonly unseen: string;
}

/** It cannot be made before a person has done something that no API of the operator does. */
export interface NotYet {
  readonly notYet: string;
}

/** A record as it shall stand in the target. */
export interface Replay {
  /** Lower case; where the address alone does not tell records apart. */
  readonly id?: string;
  readonly address: ResourceAddress;
  /** At least one. The last one's body is the captured state. */
  readonly steps: readonly [Step, ...Step[]];
  /** Lower-case ARM ids of what must be there first. Those that no record of the set has are the cloud's own. */
  readonly references: readonly string[];
  /** The reference that holds this one inside: as long as it is not there, nothing in it is. */
  readonly inside?: string;
  /** Every cloud ships this one: it is brought to the captured values instead of being called a conflict. */
  readonly shipped?: boolean;
  /** What a person must still do once it was created. The record then counts as `manual`. */
  readonly followUp?: string;
  /** Finds what the target has. Default: in the kind's lists; without lists, a read of the address. */
  find?(access: KindAccess): Promise<Found | Unseen | NotYet | undefined>;
  /** Records of one lane are written one after the other, in the order of their positions. */
  readonly lane?: { readonly name: string; readonly position: number };
}

/** What becomes of a record. */
export type Disposition =
  | { readonly action: 'replay'; readonly replay: Replay }
  | { readonly action: 'skip' | 'manual' | 'outOfScope'; readonly reason: string };

/** How one kind of resource is replayed. One file of `kinds/` each. */
export interface ResourceKind<K extends PayloadKind> {
  readonly kind: K;
  readonly rules: ComparisonRules;
  /** Decides about one record, whose ids are already those of the target. */
  describe(record: PayloadTypes[K], context: KindContext): Disposition;
  /** The lists that show everything of this kind that the target has. Without it each object is read. */
  listAddresses?(context: KindContext): readonly ResourceAddress[];
}
