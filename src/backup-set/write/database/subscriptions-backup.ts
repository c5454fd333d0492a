import { RestackError } from '../../../core/errors/restack-error.js';
import type { PayloadKind, PayloadTypes } from '../../../schema/payloads.js';
import { loadRecordValidator } from '../../../schema/validation.js';
import type { WrittenLsn } from './page-bytes.js';
import { type DatabaseOwner, describeTables, tablesOf } from './subscriptions-tables.js';
import { writeExtents } from './write-extents.js';
import { writeTape } from './write-tape.js';

/** A file of a backup, by its name. */
export interface WrittenFile {
  readonly name: string;
  readonly content: Uint8Array;
}

const DATABASE = 'Microsoft.AzureStack.Subscriptions';
/** The place in the log that the pages have come to, and the one at which the backup was taken. */
const PAGES_AT: WrittenLsn = [30, 16, 1];
const TAKEN_AT: WrittenLsn = [30, 20, 1];

/**
 * Writes the backup of the database that plans, offers and subscriptions lie in, and the one of its log, which holds
 * nothing.
 *
 * @throws INTERNAL when a record breaks its schema.
 * Source: format specification, section 5.
 */
export async function writeSubscriptionsBackup(
  records: { readonly [K in 'plan' | 'offer' | 'subscription']: readonly object[] },
  owner: DatabaseOwner,
): Promise<readonly WrittenFile[]> {
  const typed = {
    plan: await validateAll('plan', records.plan),
    offer: await validateAll('offer', records.offer),
    subscription: await validateAll('subscription', records.subscription),
  };
  const extents = writeExtents(tablesOf(describeTables(typed, owner)), { lsn: PAGES_AT });
  const facts = { databaseName: DATABASE, checkpoint: TAKEN_AT, last: TAKEN_AT };
  return [
    { name: `${DATABASE}.bak`, content: writeTape([{ ...facts, kind: 'full', extents }]) },
    { name: `${DATABASE}.log`, content: writeTape([{ ...facts, kind: 'log' }]) },
  ];
}

/** Records are the controller's own: one that breaks its schema is a bug. */
async function validateAll<K extends PayloadKind>(
  kind: K,
  records: readonly object[],
): Promise<readonly PayloadTypes[K][]> {
  const validate = await loadRecordValidator(kind);
  return records.map((record) => {
    // As a file would hold it: a member without a value is not there.
    const result = validate(JSON.parse(JSON.stringify(record)));
    if (result.valid) return result.value;
    const [violation] = result.violations;
    throw new RestackError('INTERNAL', `a ${kind} to write breaks its schema: ${violation?.message ?? ''}`);
  });
}
