import { selectLastSegment } from '../../../cloud/arm-id.js';
import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { gatewayError, ok, type Reply } from '../../wire/reply.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import { keyOf } from '../../cloud/state/cloud-state.js';

const ADMIN = 'Microsoft.Subscriptions.Admin';

/** The offers that tenants may subscribe to. Source: REST reference, section 5 (tenant-side twin). */
export const TENANT_OFFER_ROUTES: readonly Route[] = routesOf(
  { hosts: ['user'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
  {
    '/offers': { GET: (_call, cloud) => ok({ value: listPublic(cloud, 'default') }) },
    '/delegatedProviders/{provider}/offers': { GET: listOffers },
    '/delegatedProviders/{provider}/offers/{offer}': { GET: getOffer },
  },
);

/** An offer id as tenants read it, from the one that operators read. */
export function tenantOfferId(offerId: string): string {
  const provider = /\/delegatedProviders\/([^/]+)\/offers\/[^/]+$/i.exec(offerId)?.[1] ?? 'default';
  return `/delegatedProviders/${provider}/offers/${selectLastSegment(offerId)}`;
}

/** The facts about an offer that its subscription stores. */
export interface SubscribedOffer {
  /** The id as operators read it. */
  readonly offerId: string;
  readonly providerSubscriptionId: string;
  readonly isPublic: boolean;
  /** The subscriptions that one account may have; 0 for any number. */
  readonly maxSubscriptions: number;
}

/** The offer, public or not, behind an id as tenants read it; undefined when there is none. */
export function findTenantOffer(cloud: Cloud, id: string): SubscribedOffer | undefined {
  const [, provider, name] = /^\/delegatedProviders\/([^/]+)\/offers\/([^/]+)$/i.exec(id) ?? [];
  if (provider === undefined || name === undefined) return undefined;
  const { providerSubscriptionId } = cloud.ids;
  const base = `/subscriptions/${providerSubscriptionId}`;
  if (provider.toLowerCase() === 'default') {
    const offer = cloud.state.offers.get(name);
    if (offer === undefined) return undefined;
    const offerId = `${base}/resourceGroups/${offer.resourceGroup}/providers/${ADMIN}/offers/${offer.name}`;
    const maxSubscriptions = offer.maxSubscriptionsPerAccount;
    return { offerId, providerSubscriptionId, isPublic: offer.state === 'Public', maxSubscriptions };
  }
  const offer = cloud.state.resellerOffers.get(keyOf(provider, name));
  if (offer === undefined) return undefined;
  const reseller = offer.providerSubscriptionId;
  return {
    offerId: `${base}/providers/${ADMIN}/delegatedProviders/${reseller}/offers/${offer.name}`,
    providerSubscriptionId: reseller,
    isPublic: offer.accessibilityState === 'Public',
    maxSubscriptions: 0,
  };
}

interface TenantOffer {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string | undefined;
}

/** Public offers of the operator (`default`) or of a delegated provider. */
function listPublic(cloud: Cloud, provider: string): readonly TenantOffer[] {
  const offers =
    provider.toLowerCase() === 'default'
      ? cloud.state.offers.list().filter((offer) => offer.state === 'Public')
      : cloud.state.resellerOffers
          .list()
          .filter(
            (offer) =>
              offer.providerSubscriptionId.toLowerCase() === provider.toLowerCase() &&
              offer.accessibilityState === 'Public',
          );
  return offers.map(({ name, displayName, description }) => ({
    id: `/delegatedProviders/${provider}/offers/${name}`,
    name,
    displayName,
    description,
  }));
}

function listOffers(call: RoutedCall, cloud: Cloud): Reply {
  return ok({ value: listPublic(cloud, call.params['provider'] ?? '') });
}

function getOffer(call: RoutedCall, cloud: Cloud): Reply {
  const { provider = '', offer: wanted = '' } = call.params;
  const found = listPublic(cloud, provider).find(
    (offer) => offer.name.toLowerCase() === wanted.toLowerCase(),
  );
  return found === undefined
    ? gatewayError(404, 'OfferNotFound', `The offer '${wanted}' could not be found.`)
    : ok(found);
}
