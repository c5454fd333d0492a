import type { JsonObject } from '../../../cloud/json-value.js';
import type { SetRecords, Untold } from '../../../backup-set/content/records.js';
import type { PayloadKind, PayloadTypes } from '../../../schema/payloads.js';
import type { ComparisonRules, FieldDifference } from '../comparison.js';
import type {
  ResourceAddress,
  RestoreTarget,
  TargetIdentity,
  WriteReply,
} from '../../../cloud/cloud-port.js';
import type { EarlierRuns } from '../earlier-runs.js';
import type { StageName } from '../stage-order.js';

/** The facts by which a kind decides about one of its records. */
export interface KindContext {
  readonly target: TargetIdentity;
  /** All records of the set, with the ids of the target. */
  readonly records: SetRecords;
  /** The things that the set does not tell about them; absent where it tells all. */
  readonly untold?: readonly Untold[] | undefined;
}

/** The state of an object that is waited for. */
export interface Wanted<T> {
  readonly read: () => Promise<T>;
  readonly isWritten: (found: T) => boolean;
  /** The time that is known to be needed, in milliseconds, where it is not the patience of the run. */
  readonly limitMs?: number | undefined;
  /**
   * The most that is worth waiting, in milliseconds, where the patience of the run is longer: for what may never have
   * been written. It takes nothing of the patience with what will be.
   */
  readonly atMostMs?: number | undefined;
}

/** The means of a kind for which one GET and one PUT are not enough. */
export interface KindAccess {
  readonly target: RestoreTarget;
  readonly earlierRuns?: EarlierRuns | undefined;
  /** Does something once for all who ask with the same key, and hands all of them its result. */
  once<T>(key: string, work: () => Promise<T>): Promise<T>;
  /**
   * Reads an object until it is as it was written, for as long as the run has patience with it; a plan has none.
   *
   * @returns the last that was read
   */
  readonly readUntil: <T>(address: ResourceAddress, wanted: Wanted<T>) => Promise<T>;
  /**
   * Does work when the stage is over, whatever its end: the work closes something that was opened for the stage.
   *
   * @param id of the object that the work is about, lower case
   */
  afterStage(id: string, work: (target: RestoreTarget) => Promise<void>): void;
}

/** One write on the way of a record, and the state of the resource after it. */
export interface Step {
  readonly stage: StageName;
  readonly body: JsonObject;
  /** The object that the write makes, where that is not the record's own. */
  readonly makes?: ResourceAddress;
  /** Does what the write needs and may have to wait for, just before the write is noted in the journal. */
  prepare?(access: KindAccess): Promise<unknown>;
  /** Makes the write. Default: a PUT of the body. `doubt` is there when an earlier attempt may have made it. */
  write?(access: KindAccess, doubt: Doubt | undefined): Promise<WriteReply>;
  /** The calls of `write` that change something. Default: one, to the record's address. */
  listCalls?(action: 'create' | 'update'): readonly StepCall[];
  /** True when `write` finds out itself whether an earlier attempt has made it. */
  readonly settlesDoubt?: boolean;
  /**
   * True when nothing that needs the record can be made after this step: the step waits until all of that has landed.
   */
  readonly closes?: boolean;
  /** True when reading back may take a write before, which grants access. */
  readonly opensToRead?: boolean;
  /** Reads the resource as it is after the write. Default: a read of the address. */
  readBack?(access: KindAccess, written: Written): Promise<JsonObject | undefined>;
  /** Finds the difference that two writes of the same make, where nobody knew whether the first was made. */
  findRepetition?(access: KindAccess): Promise<FieldDifference | undefined>;
}

/** The doubt about a write that an earlier attempt may have made. */
export interface Doubt {
  /** The time since then, in milliseconds; 0 where it is not known. */
  readonly ageMs: number;
}

/** A call that changes something. */
export interface StepCall {
  readonly address: ResourceAddress;
  /** True for a provider that is registered: it is made once for all who need it, and not where that is done already. */
  readonly registers?: boolean;
}

/** The facts about a write that reading back may use. */
export interface Written {
  /** The reply of this run; undefined when nothing was written. */
  readonly reply: WriteReply | undefined;
  /** The address at which the plan found the object, when that is not the record's own. */
  readonly foundAt: ResourceAddress | undefined;
}

/** The object that the target already has for a record. */
export interface Found {
  readonly value: JsonObject;
  /** Its address, when that is not the record's own. */
  readonly address?: ResourceAddress;
  /** The reason why it counts as equal although it could not be looked at, in words. */
  readonly knownBy?: string;
  /**
   * The part of it that restack itself left there, in words. A leftover is no difference, and writing the object again
   * takes it away.
   */
  readonly leftover?: string;
  /** The reason why no write brings it to the captured state, in words. */
  readonly fixedBy?: string;
  /** The writes that it takes to let the signed-in principal into it, for a vault. */
  readonly opens?: number;
}

/** The answer that the plan cannot see the object: the run looks before it writes. `unseen` is the reason, in words. */
export interface Unseen {
  readonly unseen: string;
}

/**
 * The answer that the object cannot be made yet: a person has to do something first that no API of the operator does.
 */
export interface NotYet {
  readonly notYet: string;
  /** The directory that has to be registered; absent where something else has to be done. */
  readonly directory?: string;
}

/** The object that shall stand in the target for a record, and the way there. */
export interface Replay {
  /** The identity of the object, lower case, where its address alone does not tell records apart. */
  readonly id?: string;
  readonly address: ResourceAddress;
  /** The writes, at least one. The last one's body is the captured state. */
  readonly steps: readonly [Step, ...Step[]];
  /**
   * The lower-case ARM ids of the objects that must be there first. Those that no record of the set has are the cloud's
   * own.
   */
  readonly references: readonly string[];
  /** The reference to the container: as long as that is not there, nothing in it is. */
  readonly inside?: string;
  /**
   * True when every cloud ships the object: it is brought to the captured values instead of being called a conflict.
   */
  readonly shipped?: boolean;
  /** The step that is left to a person once the object was created. The record then counts as `manual`. */
  readonly followUp?: string;
  /** Finds the object that the target has. Default: in the kind's lists; without lists, a read of the address. */
  find?(access: KindAccess): Promise<Found | Unseen | NotYet | undefined>;
  /** True when an object of this value takes nothing new: a disabled subscription, a decommissioned offer. */
  isClosed?(value: JsonObject): boolean;
  /** The lane of the record: records of one lane are written one after the other, in the order of their positions. */
  readonly lane?: { readonly name: string; readonly position: number };
}

/** The decision about a record, before anything is asked of the target. */
export type Disposition =
  | { readonly action: 'replay'; readonly replay: Replay }
  | {
      readonly action: 'skip' | 'manual' | 'outOfScope';
      readonly reason: string;
      /** True when every cloud has the object: whatever needs it finds it there. */
      readonly shipped?: boolean;
      /** The id in the set that a mapping may give to what the target has in its place. */
      readonly replacedId?: string;
    };

/** The rules by which one kind of resource is replayed. One file of `kinds/` each. */
export interface ResourceKind<K extends PayloadKind> {
  readonly kind: K;
  readonly rules: ComparisonRules;
  /** The members that no write changes once the object is there: where one differs, it cannot be updated. */
  readonly fixed?: readonly string[];
  /** Decides about one record, whose ids are already those of the target. */
  describe(record: PayloadTypes[K], context: KindContext): Disposition;
  /** The lists that show everything of this kind that the target has. Without it each object is read. */
  listAddresses?(context: KindContext): readonly ResourceAddress[];
}
