import { isJsonObject, type JsonObject } from '../../../cloud/json-value.js';
import type { Cloud } from '../../cloud/cloud.js';
import { findOrigins, rewriteIds } from './adopt-ids.js';
import { SEEDERS } from './seeders.js';
import type { SeedKind } from './seed-kind.js';

/** Records as the public REST API returns them, by kind. Kinds may be left out. */
export type SeedRecords = { readonly [K in SeedKind]?: readonly object[] };

/** The kinds, in the order in which references point. */
export const SEED_KINDS: readonly SeedKind[] = [
  'directoryTenant',
  'resourceGroup',
  'computeQuota',
  'networkQuota',
  'storageQuota',
  'plan',
  'offer',
  'subscription',
  'offerDelegation',
  'resellerOffer',
  'acquiredPlan',
  'roleDefinition',
  'roleAssignment',
  'vault',
  'secret',
];

/**
 * Puts records into a cloud as they are: references are not checked, and nothing that is there already is removed.
 * Ids are rewritten to the cloud's own provider subscription and region; ids of user subscriptions stay.
 *
 * @returns how many records of each kind were taken in; what belongs to the system is passed over.
 */
export function seedRecords(cloud: Cloud, records: SeedRecords): ReadonlyMap<SeedKind, number> {
  const all = SEED_KINDS.flatMap((kind) => (records[kind] ?? []).filter(isJsonObject));
  const rewriting = {
    ...findOrigins(all),
    providerSubscriptionId: cloud.ids.providerSubscriptionId,
    region: cloud.names.region,
  };
  const counts = SEED_KINDS.map((kind): [SeedKind, number] => {
    const rewrite = (record: JsonObject) => (kind === 'secret' ? record : rewriteIds(record, rewriting));
    const values = (records[kind] ?? []).filter(isJsonObject);
    return [kind, values.filter((value) => SEEDERS[kind](rewrite(value), cloud)).length];
  });
  return new Map(counts);
}
