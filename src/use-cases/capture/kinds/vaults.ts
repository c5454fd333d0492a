import type { JsonObject } from '../../../cloud/json-value.js';
import { subscriptionAddress } from '../addresses.js';
import type { Reading } from '../reading.js';

const API_VERSION = '2016-10-01';

/** Vaults of user subscriptions. Source: REST reference, section 8.1. */
export async function readVaults(
  subscriptionIds: readonly string[],
  { source, omissions }: Reading,
): Promise<readonly JsonObject[]> {
  const below = { segments: ['providers', 'Microsoft.KeyVault', 'vaults'], apiVersion: API_VERSION };
  const lists = subscriptionIds.map(async (subscriptionId) => {
    const address = subscriptionAddress(source.identity, subscriptionId, below);
    const about = { kind: 'vault', id: `/subscriptions/${subscriptionId}` } as const;
    return (await omissions.attempt(about, () => source.list(address))) ?? [];
  });
  return (await Promise.all(lists)).flat();
}
