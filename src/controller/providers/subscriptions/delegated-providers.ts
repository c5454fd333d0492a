import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { armError, gatewayError, ok, type Reply } from '../../wire/reply.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import { keyOf } from '../../cloud/state/cloud-state.js';
import type { StoredResellerOffer } from '../../cloud/state/stored-objects.js';
import { isDelegatedProvider } from './subscription-rules.js';
import { countOfferSubscriptions } from '../offers/subscription-counts.js';
import { describeSubscription } from './user-subscriptions.js';

const PATH = '/subscriptions/{subscriptionId}/providers/Microsoft.Subscriptions.Admin/delegatedProviders';

/** Delegated providers, which follow from plans, and their own offers. Source: REST reference, section 4.6. */
export const DELEGATED_PROVIDER_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
  {
    [PATH]: { GET: listProviders },
    [`${PATH}/{provider}`]: { GET: getProvider },
    [`${PATH}/{provider}/offers`]: { GET: listOffers },
    [`${PATH}/{provider}/offers/{offer}`]: { GET: getOffer },
  },
);

function listProviders(call: RoutedCall, cloud: Cloud): Reply {
  const providers = cloud.state.subscriptions
    .list()
    .filter((subscription) => subscription.routingResourceManagerType === 'Default')
    .filter((subscription) => isDelegatedProvider(cloud, subscription.subscriptionId));
  return ok({ value: providers.map((provider) => describeSubscription(provider, call)) });
}

function checkProvider(call: RoutedCall, cloud: Cloud): Reply | undefined {
  const id = call.params['provider'] ?? '';
  if (isDelegatedProvider(cloud, id)) return undefined;
  return armError(404, {
    code: 'SubscriptionNotFound',
    message: `The subscription '${id}' could not be found.`,
  });
}

function getProvider(call: RoutedCall, cloud: Cloud): Reply {
  const provider = cloud.state.subscriptions.get(call.params['provider'] ?? '');
  const refused = checkProvider(call, cloud);
  return refused ?? ok(provider === undefined ? null : describeSubscription(provider, call));
}

function listOffers(call: RoutedCall, cloud: Cloud): Reply {
  const id = call.params['provider']?.toLowerCase();
  const offers = cloud.state.resellerOffers
    .list()
    .filter((item) => item.providerSubscriptionId.toLowerCase() === id);
  // The provider subscription itself is no reseller, and yet is recorded to have a list.
  const refused =
    id === cloud.ids.providerSubscriptionId.toLowerCase() ? undefined : checkProvider(call, cloud);
  return refused ?? ok({ value: offers.map((offer) => describe(offer, call, cloud)) });
}

function getOffer(call: RoutedCall, cloud: Cloud): Reply {
  const { provider = '', offer: name = '' } = call.params;
  const offer = cloud.state.resellerOffers.get(keyOf(provider, name));
  const refused = checkProvider(call, cloud);
  if (refused !== undefined) return refused;
  if (offer !== undefined) return ok(describe(offer, call, cloud));
  return gatewayError(404, 'ResourceNotFound', `The offer '${name}' of '${provider}' was not found.`);
}

function describe(offer: StoredResellerOffer, call: RoutedCall, cloud: Cloud): unknown {
  const { name, providerSubscriptionId: provider, offerDelegationName, ...properties } = offer;
  return {
    id: `${PATH.replace('{subscriptionId}', call.params['subscriptionId'] ?? '')}/${provider}/offers/${name}`,
    name: `${provider}/${name}`,
    type: 'Microsoft.Subscriptions.Admin/delegatedProviders/offers',
    location: cloud.names.region,
    properties: {
      delegatedOfferId: `/subscriptions/${provider}/providers/Microsoft.Subscriptions/delegatedOffers/${offerDelegationName}`,
      ...properties,
      subscriptionCount: countOfferSubscriptions(cloud).get(name.toLowerCase()) ?? 0,
    },
  };
}
