import { type Cloud, isLocation } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { gatewayError, ok, type Reply } from '../../wire/reply.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE, KEY_VAULT_WIRE } from '../../wire/wire.js';

const base = (namespace: string) =>
  `/subscriptions/{subscriptionId}/providers/${namespace}/locations/{location}/quotas`;

const KEY_VAULT = 'Microsoft.KeyVault.Admin';
const SUBSCRIPTIONS = 'Microsoft.Subscriptions.Admin';

/** Names of the quotas that nobody can change. */
export const UNLIMITED = 'Unlimited';
export const DELEGATED_PROVIDER_QUOTA = 'delegatedProviderQuota';

/** Quotas that are read-only on every stamp. Source: REST reference, sections 3.4 and 3.5. */
export const FIXED_QUOTA_ROUTES: readonly Route[] = [
  ...routesOf(
    { hosts: ['admin'], apiVersions: ['2017-02-01-preview', '2023-11-29-preview'], wire: KEY_VAULT_WIRE },
    { [base(KEY_VAULT)]: { GET: listKeyVaultQuotas } },
  ),
  ...routesOf(
    { hosts: ['admin'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
    {
      [base(SUBSCRIPTIONS)]: { GET: listDelegationQuotas },
      [`${base(SUBSCRIPTIONS)}/{quota}`]: { GET: getDelegationQuota },
    },
  ),
];

function listKeyVaultQuotas(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkLocation(call, cloud);
  if (refused !== undefined) return refused;
  const empty = { plan: null, sku: null, kind: null, tags: null, etag: null, properties: null };
  const quota = { ...describe(call, KEY_VAULT, UNLIMITED), ...empty };
  return ok({ value: [quota], nextLink: null });
}

function listDelegationQuotas(call: RoutedCall, cloud: Cloud): Reply {
  return checkLocation(call, cloud) ?? ok({ value: [delegationQuota(call)] });
}

function getDelegationQuota(call: RoutedCall, cloud: Cloud): Reply {
  const name = call.params['quota'] ?? '';
  const refused = checkLocation(call, cloud);
  if (refused !== undefined) return refused;
  if (name.toLowerCase() === DELEGATED_PROVIDER_QUOTA.toLowerCase()) return ok(delegationQuota(call));
  return gatewayError(404, 'ResourceNotFound', `The quota '${name}' could not be found.`);
}

function delegationQuota(call: RoutedCall): unknown {
  const properties = { allowCustomPortalBranding: false };
  return { ...describe(call, SUBSCRIPTIONS, DELEGATED_PROVIDER_QUOTA), properties };
}

function checkLocation(call: RoutedCall, cloud: Cloud): Reply | undefined {
  const location = call.params['location'] ?? '';
  if (isLocation(cloud, location)) return undefined;
  return gatewayError(404, 'ResourceNotFound', `The location '${location}' could not be found.`);
}

function describe(call: RoutedCall, namespace: string, quota: string): Readonly<Record<string, unknown>> {
  const location = call.params['location'] ?? '';
  const subscriptionId = call.params['subscriptionId'] ?? '';
  return {
    id: `/subscriptions/${subscriptionId}/providers/${namespace}/locations/${location}/quotas/${quota}`,
    name: `${location}/${quota}`,
    type: `${namespace}/locations/quotas`,
    location,
  };
}
