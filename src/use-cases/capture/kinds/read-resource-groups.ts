import { RESOURCE_GROUP_VERSION } from '../../../cloud/api-versions.js';
import { normalizeArmId, selectResourceGroup, selectSubscription } from '../../../cloud/arm-id.js';
import { type JsonObject, readTextOrEmpty } from '../../../cloud/json-value.js';
import { formatSubscriptionAddress } from '../../../cloud/operator-address.js';
import { isSystemGroup } from '../../../cloud/shipped-resources.js';
import type { Reading } from '../capture-source.js';

/**
 * Resource groups in which one of `ids` lies, or that one of them is. Others are the users' own.
 *
 * @param ids of plans, offers and vaults, and the scopes of role assignments.
 * Source: format specification, section 5; REST reference, section 2.1.
 */
export async function readResourceGroups(
  ids: readonly string[],
  reading: Reading,
): Promise<readonly JsonObject[]> {
  const wanted = new Set(ids.flatMap((id) => formatKey(id) ?? []));
  const subscriptions = new Set([...wanted].map((key) => key.split('/')[0] ?? ''));
  const lists = [...subscriptions].map((subscriptionId) => listGroups(subscriptionId, reading));
  return (await Promise.all(lists)).flat().filter((group) => {
    const id = readTextOrEmpty(group, 'id');
    const key = formatKey(id);
    return key === undefined ? selectResourceGroup(id) === undefined : wanted.has(key);
  });
}

async function listGroups(subscriptionId: string, reading: Reading): Promise<readonly JsonObject[]> {
  const { source, omissions } = reading;
  const below = { segments: ['resourcegroups'], apiVersion: RESOURCE_GROUP_VERSION };
  const address = formatSubscriptionAddress(source.identity, subscriptionId, below);
  const about = { kind: 'resourceGroup', id: `/subscriptions/${subscriptionId}` } as const;
  return (await omissions.attempt(about, () => source.list(address))) ?? [];
}

/**
 * The key `{subscription}/{group}` of an id, lower case; undefined for an id in no group, or in one that every cloud
 * has.
 */
function formatKey(id: string): string | undefined {
  const group = selectResourceGroup(id);
  const subscription = selectSubscription(id);
  if (group === undefined || subscription === undefined || isSystemGroup(group)) return undefined;
  return `${subscription}/${normalizeArmId(group)}`;
}
