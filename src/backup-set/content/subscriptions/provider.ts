import { formatCount } from '../../../core/sizes.js';
import { databaseUnsupported } from '../../database/database-fault.js';
import type { UsedTables } from './used-tables.js';

const SUBSCRIPTION_OF_ID = /^\/subscriptions\/([^/]+)\//i;
const LOCATION_OF_ID = /\/locations\/([^/]+)\//i;

/**
 * Chooses the subscription that plans and offers of the operator lie in. The provider has several subscriptions of its
 * own; quotas lie in the one, and so say their ids.
 *
 * @param own The provider's own subscriptions.
 * @throws UNSUPPORTED when no row tells which one it is.
 */
export function chooseProvider(own: readonly string[], { Quotas, ...tables }: UsedTables): string {
  const ofQuotas = listMatches(Quotas, SUBSCRIPTION_OF_ID);
  const [ofQuota] = ofQuotas;
  const named = own.find((id) => id.toLowerCase() === ofQuota?.toLowerCase());
  if (ofQuotas.length === 1 && named !== undefined) return named;
  const [first] = own;
  if (own.length === 1 && first !== undefined) return first;
  if (ofQuotas.length === 1 && own.length === 0 && ofQuota !== undefined) return ofQuota;
  const resellers = tables.ResellerSubscriptions.flatMap(({ SubscriptionId: id }) => id ?? []);
  const known = own.filter((id) => resellers.some((reseller) => reseller.toLowerCase() === id.toLowerCase()));
  const [only] = known;
  if (known.length === 1 && only !== undefined) return only;
  throw databaseUnsupported(
    `the database has ${formatCount(own.length, 'subscription')} of the provider, and does not tell which one plans and offers lie in`,
  );
}

/** Chooses the region: that of the quotas, else that of the offers; undefined where neither tells one. */
export function chooseLocation({ Quotas, Offers }: UsedTables): string | undefined {
  const [ofQuotas] = listMatches(Quotas, LOCATION_OF_ID);
  return ofQuotas ?? Offers.find(({ ResourceLocation }) => ResourceLocation !== undefined)?.ResourceLocation;
}

/** Lists the texts that a pattern finds in the ids of quotas, each once, in any case. */
function listMatches(quotas: UsedTables['Quotas'], pattern: RegExp): readonly string[] {
  const found = new Map<string, string>();
  for (const { ResourceId = '' } of quotas) {
    const match = pattern.exec(ResourceId)?.[1];
    if (match !== undefined && !found.has(match.toLowerCase())) found.set(match.toLowerCase(), match);
  }
  return [...found.values()];
}
