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
