import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { armError, gatewayError, ok, type Reply } from '../../wire/reply.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import { keyOf } from '../../cloud/state/cloud-state.js';
import { holdsQuota, listPlansOf } from '../quotas/plan-references.js';

const PATH = '/subscriptions/{subscriptionId}/providers';
const REGISTRATION_MS = 1000;

/** Providers of user subscriptions and the admin provider whose quota grants each. */
const PROVIDERS: readonly {
  readonly namespace: string;
  readonly quota: string;
  readonly types: readonly string[];
}[] = [
  { namespace: 'Microsoft.Compute', quota: 'Microsoft.Compute.Admin', types: ['virtualMachines', 'disks'] },
  { namespace: 'Microsoft.Network', quota: 'Microsoft.Network.Admin', types: ['virtualNetworks'] },
  { namespace: 'Microsoft.Storage', quota: 'Microsoft.Storage.Admin', types: ['storageAccounts'] },
  {
    namespace: 'Microsoft.KeyVault',
    quota: 'Microsoft.KeyVault.Admin',
    types: ['vaults', 'vaults/secrets', 'vaults/accessPolicies', 'operations'],
  },
];

const VAULT_API_VERSIONS = ['2016-10-01', '2015-06-01'];

const API_VERSIONS = [
  '2015-11-01',
  '2016-06-01',
  '2016-09-01',
  '2017-05-10',
  '2018-02-01',
  '2018-05-01',
  '2019-10-01',
];

/** Registration of providers. Source: REST reference, section 2.4. */
export const PROVIDER_ROUTES: readonly Route[] = routesOf(
  { hosts: ['user'], apiVersions: API_VERSIONS, wire: ARM_WIRE },
  {
    [PATH]: { GET: listProviders },
    [`${PATH}/{namespace}`]: { GET: getProvider },
    [`${PATH}/{namespace}/register`]: { POST: registerProvider },
    [`${PATH}/{namespace}/unregister`]: { POST: unregisterProvider },
  },
);

type Provider = (typeof PROVIDERS)[number];

/** The 409 for a subscription that has not registered a provider; undefined when it has. */
export function checkRegistered(call: RoutedCall, cloud: Cloud, namespace: string): Reply | undefined {
  const subscriptionId = call.params['subscriptionId'] ?? '';
  if (stateOf(cloud, subscriptionId, namespace) === 'Registered') return undefined;
  const message = `The subscription is not registered to use namespace '${namespace}'.`;
  return armError(409, { code: 'MissingSubscriptionRegistration', message });
}

function stateOf(cloud: Cloud, subscriptionId: string, namespace: string): string {
  const registration = cloud.state.providerRegistrations.get(keyOf(subscriptionId, namespace));
  if (registration === undefined) return 'NotRegistered';
  return cloud.clock.nowMs() >= registration.registeredAtMs ? 'Registered' : 'Registering';
}

/** Providers that a plan of the subscription grants. */
function listGranted(call: RoutedCall, cloud: Cloud): readonly Provider[] {
  const plans = listPlansOf(cloud, call.params['subscriptionId'] ?? '');
  return PROVIDERS.filter((provider) => plans.some((plan) => holdsQuota(plan, provider.quota)));
}

function withProvider(call: RoutedCall, cloud: Cloud, answer: (provider: Provider) => Reply): Reply {
  const namespace = call.params['namespace'] ?? '';
  const provider = listGranted(call, cloud).find(
    (granted) => granted.namespace.toLowerCase() === namespace.toLowerCase(),
  );
  if (provider !== undefined) return answer(provider);
  const message = `The resource namespace '${namespace}' is invalid: no plan of the subscription grants it.`;
  return gatewayError(404, 'InvalidResourceNamespace', message);
}

function listProviders(call: RoutedCall, cloud: Cloud): Reply {
  return ok({ value: listGranted(call, cloud).map((provider) => describe(provider, call, cloud)) });
}

function getProvider(call: RoutedCall, cloud: Cloud): Reply {
  return withProvider(call, cloud, (provider) => ok(describe(provider, call, cloud)));
}

function registerProvider(call: RoutedCall, cloud: Cloud): Reply {
  return withProvider(call, cloud, (provider) => {
    const subscriptionId = call.params['subscriptionId'] ?? '';
    const key = keyOf(subscriptionId, provider.namespace);
    const registeredAtMs = cloud.clock.nowMs() + REGISTRATION_MS * cloud.operations.durationScale;
    if (!cloud.state.providerRegistrations.has(key)) {
      cloud.state.providerRegistrations.set(key, {
        subscriptionId,
        namespace: provider.namespace,
        registeredAtMs,
      });
    }
    return ok(describe(provider, call, cloud));
  });
}

function unregisterProvider(call: RoutedCall, cloud: Cloud): Reply {
  return withProvider(call, cloud, (provider) => {
    cloud.state.providerRegistrations.delete(keyOf(call.params['subscriptionId'] ?? '', provider.namespace));
    return ok(describe(provider, call, cloud));
  });
}

function describe(provider: Provider, call: RoutedCall, cloud: Cloud): unknown {
  const subscriptionId = call.params['subscriptionId'] ?? '';
  return {
    id: `/subscriptions/${subscriptionId}/providers/${provider.namespace}`,
    namespace: provider.namespace,
    registrationState: stateOf(cloud, subscriptionId, provider.namespace),
    resourceTypes: provider.types.map((resourceType) => ({
      resourceType,
      locations: [cloud.names.region],
      apiVersions: provider.namespace === 'Microsoft.KeyVault' ? VAULT_API_VERSIONS : ['2016-10-01'],
    })),
  };
}
