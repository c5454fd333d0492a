import { normalizeArmId, selectLastSegment, selectResourceGroup } from '../../../cloud/arm-id.js';
import { type JsonObject, readTextOrEmpty } from '../../../cloud/json-value.js';
import { formatGroupedAddress, formatSubscriptionsAdminAddress } from '../../../cloud/operator-address.js';
import { isSystemGroup } from '../../../cloud/shipped-resources.js';
import { isGuid } from '../../../core/guid.js';
import type { Reading } from '../capture-source.js';
import { readOperatorList } from './operator-lists.js';

/** Delegations of all offers but the deployment's own. Source: REST reference, section 4.5. */
export async function readOfferDelegations(
  offers: readonly JsonObject[],
  { source, omissions }: Reading,
): Promise<readonly JsonObject[]> {
  const lists = offers.map(async (offer) => {
    const id = readTextOrEmpty(offer, 'id');
    const group = selectResourceGroup(id);
    if (group === undefined || isSystemGroup(group)) return [];
    const segments = ['offers', selectLastSegment(id), 'offerDelegations'];
    const address = formatGroupedAddress(source.identity, group, segments);
    return (await omissions.attempt({ kind: 'offerDelegation', id }, () => source.list(address))) ?? [];
  });
  return (await Promise.all(lists)).flat();
}

/**
 * Add-on plans that subscriptions acquired. The provider subscription's are those of the captured plans: its others come
 * with the deployment. Source: REST reference, section 4.8.
 */
export async function readAcquiredPlans(
  subscriptionIds: readonly string[],
  plans: readonly JsonObject[],
  { source, omissions }: Reading,
): Promise<readonly JsonObject[]> {
  const captured = new Set(plans.map((plan) => selectName(plan, 'id')));
  const lists = subscriptionIds.map(async (subscriptionId) => {
    const segments = ['subscriptions', subscriptionId, 'acquiredPlans'];
    const address = formatSubscriptionsAdminAddress(source.identity, segments);
    const id = decodeURIComponent(address.path);
    const held = (await omissions.attempt({ kind: 'acquiredPlan', id }, () => source.list(address))) ?? [];
    const isProviders = subscriptionId === source.identity.providerSubscriptionId;
    const isOwn = (name: string): boolean => name === '' || captured.has(name);
    return isProviders ? held.filter((plan) => isOwn(selectName(plan, 'planId'))) : held;
  });
  return (await Promise.all(lists)).flat();
}

function selectName(resource: JsonObject, member: 'id' | 'planId'): string {
  return selectLastSegment(readTextOrEmpty(resource, member)).toLowerCase();
}

/**
 * Notes the offers that resellers made themselves. They can be read, but only their reseller can make them again.
 * Source: REST reference, section 4.6.
 */
export async function noteResellerOffers({ source, omissions }: Reading): Promise<void> {
  const { identity } = source;
  const address = formatSubscriptionsAdminAddress(identity, ['delegatedProviders']);
  const about = { kind: 'offerDelegation', id: decodeURIComponent(address.path) } as const;
  const providers = (await omissions.attempt(about, () => source.list(address))) ?? [];
  const ids = providers.map((provider) => readTextOrEmpty(provider, 'subscriptionId').toLowerCase());
  const resellers = ids.filter((id) => isGuid(id) && id !== identity.providerSubscriptionId);
  await Promise.all(resellers.map((reseller) => noteOffersOf(reseller, { source, omissions })));
}

async function noteOffersOf(
  reseller: string,
  { source, omissions }: Pick<Reading, 'source' | 'omissions'>,
): Promise<void> {
  const address = formatSubscriptionsAdminAddress(source.identity, [
    'delegatedProviders',
    reseller,
    'offers',
  ]);
  const about = { kind: 'offerDelegation', id: decodeURIComponent(address.path) } as const;
  for (const offer of (await omissions.attempt(about, () => source.list(address))) ?? []) {
    const name = selectLastSegment(readTextOrEmpty(offer, 'name'));
    const message = `the offer ${name} of the reseller ${reseller} can be made by that reseller only`;
    omissions.add({
      kind: 'offerDelegation',
      reason: 'resellerOffer',
      id: readTextOrEmpty(offer, 'id') || `${about.id}/${name}`,
      message,
    });
  }
}

/** The states of a subscription that is going, or gone. Source: REST reference, section 5. */
const GOING: ReadonlySet<string> = new Set(['Deleting', 'PartiallyDeleted', 'Deleted']);

/**
 * The user subscriptions that last. Those being deleted are left out, and so is the provider's own, which the
 * deployment makes. Source: REST reference, sections 5 and 10.8.
 */
export async function readSubscriptions(reading: Reading): Promise<readonly JsonObject[]> {
  const all = await readOperatorList('subscription', reading);
  const { providerSubscriptionId } = reading.source.identity;
  return all.filter((subscription) => {
    const isOperators =
      readTextOrEmpty(subscription, 'routingResourceManagerType') === 'Admin' ||
      normalizeArmId(readTextOrEmpty(subscription, 'subscriptionId')) === providerSubscriptionId;
    return !isOperators && !GOING.has(readTextOrEmpty(subscription, 'state'));
  });
}

/** Ids of subscriptions, lower case. What is no GUID is none. */
export function listSubscriptionIds(subscriptions: readonly JsonObject[]): readonly string[] {
  return subscriptions
    .map((subscription) => readTextOrEmpty(subscription, 'subscriptionId').toLowerCase())
    .filter(isGuid);
}
