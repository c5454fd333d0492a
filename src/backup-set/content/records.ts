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
