import type { PayloadTypes } from '../../../src/schema/payloads.js';
import { catalogueId, type Cloud, subscriptionsAdminId } from '../cloud.js';
import type { SetRecords } from '../../../src/backup-set/content/records.js';

/** The facts in which one user subscription differs from another. */
export interface SubscriptionFacts {
  readonly displayName: string;
  readonly owner: string;
  /** `<resource group>/<offer>`. */
  readonly offer: string;
  readonly tenantId?: string;
  /** A reseller's subscription; by default the cloud's own provider subscription. */
  readonly delegatedProviderSubscriptionId?: string;
  readonly state?: 'Enabled' | 'Disabled';
  readonly externalReferenceId?: string;
}

/** A user subscription: flat, as the API returns it. */
export function subscription(
  cloud: Cloud,
  subscriptionId: string,
  facts: SubscriptionFacts,
): PayloadTypes['subscription'] {
  return {
    delegatedProviderSubscriptionId: facts.delegatedProviderSubscriptionId ?? cloud.providerSubscriptionId,
    displayName: facts.displayName,
    ...(facts.externalReferenceId === undefined ? {} : { externalReferenceId: facts.externalReferenceId }),
    id: subscriptionsAdminId(cloud, `subscriptions/${subscriptionId}`),
    offerId: catalogueId(cloud, 'offers', facts.offer),
    owner: facts.owner,
    routingResourceManagerType: 'Default',
    state: facts.state ?? 'Enabled',
    subscriptionId,
    tenantId: facts.tenantId ?? cloud.homeTenantId,
  };
}

/** An acquired add-on plan: flat, and its plan id has lost the resource group, as on the wire. */
export function acquiredPlan(
  cloud: Cloud,
  subscriptionId: string,
  facts: { readonly acquisitionId: string; readonly planName: string; readonly acquiredAt: string },
): PayloadTypes['acquiredPlan'] {
  return {
    acquisitionId: facts.acquisitionId,
    acquisitionTime: facts.acquiredAt,
    externalReferenceId: '',
    id: subscriptionsAdminId(cloud, `subscriptions/${subscriptionId}/acquiredPlans/${facts.acquisitionId}`),
    planId: subscriptionsAdminId(cloud, `plans/${facts.planName}`),
    provisioningState: 'Succeeded',
  };
}

/** Fills the read-only `subscriptionCount` of offers and plans, as the server counts. */
export function countSubscriptions(records: SetRecords): SetRecords {
  const byOffer = (offerId: string) => records.subscription.filter((item) => item.offerId === offerId).length;
  const byPlan = (planId: string) =>
    records.offer
      .filter((item) => item.properties.basePlanIds.includes(planId))
      .reduce((sum, item) => sum + byOffer(item.id), 0);
  return {
    ...records,
    plan: records.plan.map((item) => ({
      ...item,
      properties: { ...item.properties, subscriptionCount: byPlan(item.id) },
    })),
    offer: records.offer.map((item) => ({
      ...item,
      properties: { ...item.properties, subscriptionCount: byOffer(item.id) },
    })),
  };
}
