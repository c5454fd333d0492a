import { isJsonObject, type JsonObject } from '../../../cloud/json-value.js';
import type { Cloud } from '../../cloud/cloud.js';
import { SEEDERS, type SeedKind } from './seeders.js';

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

/** The names in the records that are replaced by those of this cloud. */
export interface Rewriting {
  /** Provider subscriptions of the records, in lower case. */
  readonly providers: ReadonlySet<string>;
  /** Regions of the records, in lower case. */
  readonly regions: ReadonlySet<string>;
  readonly providerSubscriptionId: string;
  readonly region: string;
}

const ADMIN_ID = /^\/subscriptions\/([^/]+)\/(?:resourcegroups\/[^/]+\/)?providers\/[^/]+\.admin\//i;
const QUOTA_REGION = /\/locations\/([^/]+)\/quotas\//i;

/** Finds the provider subscriptions and regions that admin ids of the records name. */
export function findOrigins(records: Iterable<JsonObject>): Pick<Rewriting, 'providers' | 'regions'> {
  const providers = new Set<string>();
  const regions = new Set<string>();
  for (const { id, location } of records) {
    const provider = typeof id === 'string' ? ADMIN_ID.exec(id)?.[1] : undefined;
    const region = typeof id === 'string' ? QUOTA_REGION.exec(id)?.[1] : undefined;
    if (provider !== undefined) providers.add(provider.toLowerCase());
    for (const name of [region, location])
      if (typeof name === 'string' && name !== '') regions.add(name.toLowerCase());
  }
  return { providers, regions };
}

/** A copy of a record whose ids name this cloud's provider subscription and region. */
export function rewriteIds(value: unknown, rewriting: Rewriting): unknown {
  if (typeof value === 'string') return rewriteText(value, rewriting);
  if (Array.isArray(value)) return value.map((item) => rewriteIds(item, rewriting));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, rewriteIds(member, rewriting)]),
  );
}

function rewriteText(text: string, rewriting: Rewriting): string {
  const { providers, regions, providerSubscriptionId, region } = rewriting;
  if (providers.has(text.toLowerCase())) return providerSubscriptionId;
  if (!text.startsWith('/')) return text;
  return text
    .split('/')
    .map((segment, index, all) => {
      const before = all[index - 1]?.toLowerCase();
      const known = segment.toLowerCase();
      if (before === 'subscriptions' && providers.has(known)) return providerSubscriptionId;
      if (before === 'locations' && regions.has(known)) return region;
      const isSystem = before === 'resourcegroups' && known.startsWith('system.');
      return isSystem && regions.has(known.slice('system.'.length)) ? `system.${region}` : segment;
    })
    .join('/');
}
