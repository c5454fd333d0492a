import type { Cloud } from '../cloud.js';
import type { RoutedCall } from '../server/call.js';
import { gatewayError, ok, type Reply } from '../server/reply.js';
import { type Route, routesOf } from '../server/route.js';
import { ARM_WIRE } from '../server/wire.js';

/** What tenants may subscribe to. Source: REST reference, section 5 (tenant-side twin). */
export const TENANT_OFFER_ROUTES: readonly Route[] = routesOf(
  { hosts: ['user'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
  {
    '/offers': { GET: (_call, cloud) => ok({ value: listPublic(cloud, 'default') }) },
    '/delegatedProviders/{provider}/offers': { GET: listOffers },
    '/delegatedProviders/{provider}/offers/{offer}': { GET: getOffer },
  },
);

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
