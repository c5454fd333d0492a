import { VAULT_VERSION } from '../../../cloud/api-versions.js';
import type { JsonObject } from '../../../cloud/json-value.js';
import { formatSubscriptionAddress } from '../../../cloud/operator-address.js';
import type { Reading } from '../reading.js';

/** Vaults of user subscriptions. Source: REST reference, section 8.1. */
export async function readVaults(
  subscriptionIds: readonly string[],
  { source, omissions }: Reading,
): Promise<readonly JsonObject[]> {
  const below = { segments: ['providers', 'Microsoft.KeyVault', 'vaults'], apiVersion: VAULT_VERSION };
  const lists = subscriptionIds.map(async (subscriptionId) => {
    const address = formatSubscriptionAddress(source.identity, subscriptionId, below);
    const about = { kind: 'vault', id: `/subscriptions/${subscriptionId}` } as const;
    return (await omissions.attempt(about, () => source.list(address))) ?? [];
  });
  return (await Promise.all(lists)).flat();
}
