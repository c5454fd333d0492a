import { isJsonObject, type JsonObject } from '../../../cloud/json-value.js';

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
