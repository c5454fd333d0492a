import {
  AUTHORIZATION_VERSION,
  QUOTA_VERSIONS,
  RESOURCE_GROUP_VERSION,
  SUBSCRIPTIONS_ADMIN_VERSION,
  VAULT_VERSION,
} from '../../../cloud/api-versions.js';
import { encodeArmId, selectResourceGroup } from '../../../cloud/arm-id.js';
import type { ResourceAddress, TargetIdentity } from '../../../cloud/cloud-port.js';
import { isSystemGroup } from '../../../cloud/shipped-resources.js';

/** The place that shows whether the target has the object of a reference. */
export type ReferencePlace =
  | { readonly way: 'read'; readonly address: ResourceAddress }
  /** A list that holds the object's id. */
  | { readonly way: 'list'; readonly address: ResourceAddress }
  /** Nowhere: every cloud has it. */
  | { readonly way: 'shipped' }
  /** Nowhere that is known. */
  | { readonly way: 'unknown' };

/** The api-version of quotas by provider, in lower case as in ids of the target. */
const QUOTA_VERSIONS_BY_ID: ReadonlyMap<string, string> = new Map(
  Object.entries(QUOTA_VERSIONS).map(([namespace, version]) => [namespace.toLowerCase(), version]),
);

/** The api-versions of objects that are read by their id. Source: REST reference, section 0.3. */
const READ_VERSIONS: readonly (readonly [pattern: RegExp, apiVersion: string])[] = [
  [/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/, RESOURCE_GROUP_VERSION],
  [
    /\/providers\/microsoft\.subscriptions\.admin\/(?:subscriptions|plans|offers|directorytenants)\/[^/]+$/,
    SUBSCRIPTIONS_ADMIN_VERSION,
  ],
  [/\/providers\/microsoft\.authorization\/roledefinitions\/[^/]+$/, AUTHORIZATION_VERSION],
  [/\/providers\/microsoft\.keyvault\/vaults\/[^/]+$/, VAULT_VERSION],
];

const QUOTA = /^\/subscriptions\/[^/]+\/providers\/([^/]+)\/locations\/[^/]+\/quotas(?=\/[^/]+$)/;

/** Finds the place that shows whether an object is there. Takes the lower-case id with the names of the target. */
export function locateReference(id: string, target: TargetIdentity): ReferencePlace {
  const provider = target.providerSubscriptionId.toLowerCase();
  const group = selectResourceGroup(id);
  const isShipped = id === `/subscriptions/${provider}` || (group !== undefined && isSystemGroup(group));
  if (isShipped) return { way: 'shipped' };
  // Only the reseller can make it, and shows it to nobody before.
  if (id.includes('/delegatedproviders/')) return { way: 'unknown' };
  const host = id.startsWith(`/subscriptions/${provider}/`) ? 'admin' : 'user';
  const [list, namespace = ''] = QUOTA.exec(id) ?? [];
  const quotaVersion = QUOTA_VERSIONS_BY_ID.get(namespace);
  if (list !== undefined && quotaVersion !== undefined) {
    return { way: 'list', address: { host, path: encodeArmId(list), apiVersion: quotaVersion } };
  }
  const apiVersion = READ_VERSIONS.find(([pattern]) => pattern.test(id))?.[1];
  if (apiVersion === undefined) return { way: 'unknown' };
  return { way: 'read', address: { host, path: encodeArmId(id), apiVersion } };
}
