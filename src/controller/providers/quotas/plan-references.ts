import { selectLastSegment } from '../../../cloud/arm-id.js';
import type { Cloud } from '../../cloud/cloud.js';
import { armError, type Reply } from '../../wire/reply.js';
import type { StoredOffer, StoredPlan } from '../../cloud/state/stored-objects.js';
import { DELEGATED_PROVIDER_QUOTA, UNLIMITED } from './fixed-quotas.js';

/** The parts of a quota id. */
export interface QuotaReference {
  readonly subscriptionId: string;
  /** In lower case. */
  readonly namespace: string;
  readonly location: string;
  readonly name: string;
}

const QUOTA_ID = /^\/subscriptions\/([^/]+)\/providers\/([^/]+)\/locations\/([^/]+)\/quotas\/([^/]+)$/i;
const GROUPED_ID =
  /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/microsoft\.subscriptions\.admin\/(plans|offers)\/([^/]+)$/i;

/** Parses the id of a quota; undefined when it is none. Source: REST reference, section 3. */
export function parseQuotaId(id: string): QuotaReference | undefined {
  const [, subscriptionId, namespace, location, name] = QUOTA_ID.exec(id) ?? [];
  if (subscriptionId === undefined || namespace === undefined) return undefined;
  return { subscriptionId, namespace: namespace.toLowerCase(), location: location ?? '', name: name ?? '' };
}

/** True when the quota is there: one of the stamp's providers, its region, a known name. */
export function hasQuota(cloud: Cloud, id: string): boolean {
  const quota = parseQuotaId(id);
  if (quota === undefined) return false;
  const { region } = cloud.names;
  const isHere =
    quota.subscriptionId.toLowerCase() === cloud.ids.providerSubscriptionId.toLowerCase() &&
    quota.location.toLowerCase() === region.toLowerCase();
  return isHere && hasQuotaName(cloud, quota);
}

function hasQuotaName(cloud: Cloud, { namespace, name }: QuotaReference): boolean {
  const is = (wanted: string) => name.toLowerCase() === wanted.toLowerCase();
  switch (namespace) {
    case 'microsoft.compute.admin':
      return cloud.state.computeQuotas.has(name);
    case 'microsoft.network.admin':
      return cloud.state.networkQuotas.has(name);
    case 'microsoft.storage.admin':
      return cloud.state.storageQuotas.has(name);
    case 'microsoft.keyvault.admin':
    case 'microsoft.azurestackresourcemonitor.admin':
      return is(UNLIMITED);
    case 'microsoft.subscriptions.admin':
      return is(DELEGATED_PROVIDER_QUOTA);
    case 'microsoft.containerregistry.admin':
      return cloud.addOns.has('containerRegistry') && cloud.state.registryQuotas.has(name);
    case 'microsoft.containerservice.admin':
      return cloud.addOns.has('containerService') && is(UNLIMITED);
    default:
      return false;
  }
}

/** The 409 for a quota that a plan holds; undefined when none does. */
export function refuseQuotaInUse(cloud: Cloud, namespace: string, name: string): Reply | undefined {
  const holder = cloud.state.plans.find((plan) => holdsQuota(plan, namespace, name));
  if (holder === undefined) return undefined;
  const message = `The quota '${name}' is in use by the plan '${holder.name}'.`;
  return armError(409, { code: 'QuotaInUse', message });
}

/** True when a plan names a quota of a provider; of any name when none is given. */
export function holdsQuota(plan: StoredPlan, namespace: string, name?: string): boolean {
  return plan.quotaIds.some((id) => {
    const quota = parseQuotaId(id);
    if (quota?.namespace !== namespace.toLowerCase()) return false;
    return name === undefined || quota.name.toLowerCase() === name.toLowerCase();
  });
}

/** Subscription, group and name in the id of a plan or an offer. */
function parseGroupedId(
  id: string,
  type: 'plans' | 'offers',
): { readonly subscriptionId: string; readonly resourceGroup: string; readonly name: string } | undefined {
  const [, subscriptionId, resourceGroup, idType, name] = GROUPED_ID.exec(id) ?? [];
  if (idType?.toLowerCase() !== type) return undefined;
  return { subscriptionId: subscriptionId ?? '', resourceGroup: resourceGroup ?? '', name: name ?? '' };
}

/** The plan with this full id (with its resource group); undefined when it is not there. */
export function findPlanById(cloud: Cloud, id: string): StoredPlan | undefined {
  const parsed = parseGroupedId(id, 'plans');
  return parsed === undefined ? undefined : inGroup(cloud, parsed, cloud.state.plans.get(parsed.name));
}

/** The offer with this full id; undefined when it is not there. */
export function findOfferById(cloud: Cloud, id: string): StoredOffer | undefined {
  const parsed = parseGroupedId(id, 'offers');
  return parsed === undefined ? undefined : inGroup(cloud, parsed, cloud.state.offers.get(parsed.name));
}

function inGroup<T extends { readonly resourceGroup: string }>(
  cloud: Cloud,
  parsed: { readonly subscriptionId: string; readonly resourceGroup: string },
  found: T | undefined,
): T | undefined {
  const isHere = parsed.subscriptionId.toLowerCase() === cloud.ids.providerSubscriptionId.toLowerCase();
  const isGroup = found?.resourceGroup.toLowerCase() === parsed.resourceGroup.toLowerCase();
  return isHere && isGroup ? found : undefined;
}

/** True when an id ends in this name, without regard to case. */
export function endsInName(id: string, name: string): boolean {
  return selectLastSegment(id).toLowerCase() === name.toLowerCase();
}

/** True when an offer has a plan, as base or as add-on. */
export function offerHasPlan(offer: StoredOffer, plan: string): boolean {
  const ids = [...offer.basePlanIds, ...offer.addonPlans.map((addon) => addon.planId)];
  return ids.some((id) => endsInName(id, plan));
}

/** The base plans of a subscription's offer and the add-ons it has acquired. */
export function listPlansOf(cloud: Cloud, subscriptionId: string): readonly StoredPlan[] {
  const subscription = cloud.state.subscriptions.get(subscriptionId);
  if (subscription === undefined) return [];
  const offer = cloud.state.offers.get(selectLastSegment(subscription.offerId));
  const acquired = cloud.state.acquiredPlans
    .list()
    .filter((plan) => plan.subscriptionId.toLowerCase() === subscriptionId.toLowerCase())
    .map((plan) => plan.planName);
  const names = [...(offer?.basePlanIds ?? []).map(selectLastSegment), ...acquired];
  return names.flatMap((name) => cloud.state.plans.get(name) ?? []);
}
