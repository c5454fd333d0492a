import type { FindingPlace } from '../../core/errors/finding.js';
import type { PayloadKind, PayloadTypes } from '../../schema/payloads.js';

/** One record of a portable repository, already valid against its schema. */
export interface SetRecord<K extends PayloadKind = PayloadKind> {
  readonly kind: K;
  readonly repositoryName: string;
  /** Position in the payload's array. */
  readonly index: number;
  readonly value: PayloadTypes[K];
}

/** All records of one set, by kind. Kinds without a repository are empty. */
export type SetRecords = { readonly [K in PayloadKind]: readonly PayloadTypes[K][] };

/** A record, and its place. */
export interface LocatedRecord {
  readonly record: SetRecord;
  readonly place: FindingPlace;
}

/** A thing that a subscriptions database does not tell, and that nobody invents: it is left to a person. */
export interface Untold {
  /** The kind that it is about. */
  readonly kind: PayloadKind;
  /** The members of records that are not told, by kind; such a member is neither written nor compared. */
  readonly members: { readonly [K in PayloadKind]?: readonly string[] };
  /** The thing, such as `states of offers`. */
  readonly what: string;
  /** The state of the cloud after a restore. */
  readonly consequence: string;
  /** The next step of a person: `Set the states of …`. */
  readonly task: string;
  /** The way to do it, in words; null where the task says it. */
  readonly note: string | null;
  /** True where each record of the kind is left to a person already, and says so itself. */
  readonly isPerRecord: boolean;
}

/** A thing of one record, such as a subscription without a directory; it says so itself. */
export type UntoldRecord = Pick<Untold, 'kind' | 'what' | 'consequence' | 'task' | 'note'>;

type MutableRecords = { [K in PayloadKind]: PayloadTypes[K][] };

/** Sorts records by kind; the order inside a kind stays. */
export function groupRecords(records: Iterable<SetRecord>): SetRecords {
  const groups: MutableRecords = {
    directoryTenant: [],
    resourceGroup: [],
    computeQuota: [],
    networkQuota: [],
    storageQuota: [],
    plan: [],
    offer: [],
    subscription: [],
    offerDelegation: [],
    acquiredPlan: [],
    roleDefinition: [],
    roleAssignment: [],
    vault: [],
    secret: [],
  };
  for (const record of records) addRecord(groups, record);
  return groups;
}

function addRecord<K extends PayloadKind>(groups: MutableRecords, record: SetRecord<K>): void {
  groups[record.kind].push(record.value);
}
