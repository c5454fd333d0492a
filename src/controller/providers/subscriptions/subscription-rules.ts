import type { Cloud } from '../../cloud/cloud.js';
import { armError, gatewayError, type Reply } from '../../wire/reply.js';
import { badRequest } from '../../wire/request-fields.js';
import type { UserSubscription } from '../../cloud/state/stored-objects.js';
import { DELEGATED_PROVIDER_QUOTA } from '../quotas/fixed-quotas.js';
import { findOfferById, holdsQuota, listPlansOf } from '../quotas/plan-references.js';
import type { RoutedCall } from '../../wire/call.js';

/** True when a subscription's plans make it a delegated provider. Source: REST reference, section 4.6. */
export function isDelegatedProvider(cloud: Cloud, subscriptionId: string): boolean {
  return listPlansOf(cloud, subscriptionId).some((plan) =>
    holdsQuota(plan, 'Microsoft.Subscriptions.Admin', DELEGATED_PROVIDER_QUOTA),
  );
}

/** Everything that a subscription refers to must be there. */
export function checkReferences(subscription: UserSubscription, cloud: Cloud): Reply | undefined {
  const { providerSubscriptionId } = cloud.ids;
  const { offerId, tenantId, delegatedProviderSubscriptionId: provider } = subscription;
  if (!hasOffer(cloud, offerId)) {
    return armError(400, { code: 'OfferNotFound', message: `The offer '${offerId}' could not be found.` });
  }
  if (!hasDirectory(cloud, tenantId)) {
    const message = `The directory '${tenantId}' is not onboarded.`;
    return armError(400, { code: 'DirectoryTenantNotFound', message });
  }
  const isDirect = provider.toLowerCase() === providerSubscriptionId.toLowerCase();
  if (isDirect || isDelegatedProvider(cloud, provider)) return undefined;
  const message = `The subscription '${provider}' is not a delegated provider.`;
  return armError(400, { code: 'DelegatedProviderNotFound', message });
}

/** An operator's offer, or one that a delegated provider made. */
function hasOffer(cloud: Cloud, offerId: string): boolean {
  if (findOfferById(cloud, offerId) !== undefined) return true;
  const [, provider, offer] = /\/delegatedProviders\/([^/]+)\/offers\/([^/]+)$/i.exec(offerId) ?? [];
  return provider !== undefined && cloud.state.resellerOffers.has(`${provider}/${offer ?? ''}`);
}

function hasDirectory(cloud: Cloud, tenantId: string): boolean {
  const wanted = tenantId.toLowerCase();
  return (
    cloud.state.directoryTenants.find((tenant) => tenant.tenantId.toLowerCase() === wanted) !== undefined
  );
}

/** A decommissioned offer takes no new subscribers. Source: REST reference, section 4.2. */
export function checkNewSubscription(subscription: UserSubscription, cloud: Cloud): Reply | undefined {
  const offer = findOfferById(cloud, subscription.offerId);
  if (offer?.state !== 'Decommissioned') return undefined;
  const message = `The offer '${offer.name}' is decommissioned and takes no new subscriptions.`;
  return armError(409, { code: 'OfferDecommissioned', message });
}

/** Offer, directory and provider of a subscription stay; the last changes by a move only. */
export function checkUnchanged(wanted: UserSubscription, known: UserSubscription): Reply | undefined {
  if (known.routingResourceManagerType === 'Admin') {
    const message = `The subscription '${known.subscriptionId}' belongs to the system.`;
    return armError(409, { code: 'SubscriptionReserved', message });
  }
  for (const member of ['offerId', 'tenantId', 'delegatedProviderSubscriptionId'] as const) {
    if (wanted[member].toLowerCase() !== known[member].toLowerCase()) {
      return badRequest(`The property '${member}' of a subscription cannot be changed.`);
    }
  }
  return undefined;
}

/** The 409 for a write into a subscription that is not enabled; undefined when it is. */
export function checkWritable(call: RoutedCall, cloud: Cloud): Reply | undefined {
  const id = call.params['subscriptionId'] ?? '';
  const subscription = cloud.state.subscriptions.get(id);
  if (subscription === undefined || subscription.state !== 'Disabled') return undefined;
  const message = `The subscription '${id}' is disabled and therefore marked as read only. You cannot perform any write actions on this subscription until it is re-enabled.`;
  return gatewayError(409, 'ReadOnlyDisabledSubscription', message);
}
