import {
  AUTHORIZATION_VERSION,
  QUOTA_VERSIONS,
  RESOURCE_GROUP_VERSION,
  SUBSCRIPTIONS_ADMIN_VERSION,
  VAULT_VERSION,
} from '../../../cloud/api-versions.js';
import { encodeArmId, normalizeArmId, selectResourceGroup } from '../../../cloud/arm-id.js';
import { askQuietly } from '../../../cloud/ask-quietly.js';
import { isJsonObject, type JsonObject, readText, readTextOrEmpty } from '../../../cloud/json-value.js';
import { formatSubscriptionsAdminAddress } from '../../../cloud/operator-address.js';
import type { ResourceAddress, TargetIdentity } from '../../../cloud/cloud-port.js';
import type { KindAccess } from './resource-kind.js';
import { isSystemGroup } from '../../../cloud/shipped-resources.js';

/** The presence of an object in the target. `unknown`: it could not be asked. */
export type Presence = 'there' | 'absent' | 'unknown';

/** Finds out whether the target has the object of a lower-case id; each one is asked for once. */
export async function findPresence(id: string, access: KindAccess): Promise<Presence> {
  const directory = DIRECTORY_REFERENCE.exec(id)?.[1];
  if (directory !== undefined) return findDirectory(directory, access);
  const place = locateReference(id, access.target.identity);
  if (place.way === 'shipped') return 'there';
  if (place.way === 'unknown') return 'unknown';
  if (place.way === 'read') {
    const found = await access.once(`presence of ${id}`, () =>
      askQuietly(async () => (await access.target.read(place.address)) ?? null),
    );
    if (found === undefined) return 'unknown';
    return found === null ? 'absent' : 'there';
  }
  const items = await listQuietly(place.address, access);
  if (items === undefined) return 'unknown';
  return items.some((item) => normalizeArmId(readTextOrEmpty(item, 'id')) === id) ? 'there' : 'absent';
}

const DIRECTORY_REFERENCE = /^\/directories\/([^/]+)$/;

/** The reference to a directory of which the set has no record, and so no name. */
export function formatDirectoryReference(tenantId: string): string {
  return `/directories/${tenantId.toLowerCase()}`;
}

async function findDirectory(tenantId: string, access: KindAccess): Promise<Presence> {
  const list = formatSubscriptionsAdminAddress(access.target.identity, ['directoryTenants']);
  const items = await listQuietly(list, access);
  if (items === undefined) return 'unknown';
  const isIt = ({ properties }: JsonObject) =>
    isJsonObject(properties) && readText(properties, 'tenantId')?.toLowerCase() === tenantId;
  return items.some(isIt) ? 'there' : 'absent';
}

/** All items of a list, read once; undefined when it may not be read or the target does not know it. */
export function listQuietly(
  address: ResourceAddress,
  access: KindAccess,
): Promise<readonly JsonObject[] | undefined> {
  const { host, path } = address;
  const key = `items of ${typeof host === 'string' ? host : host.vault} ${path.toLowerCase()}`;
  return access.once(key, () => askQuietly(async () => (await access.target.list(address)) ?? []));
}

/**
 * The users' subscriptions that the signed-in principal sees, with their directories, which only this version of the
 * API shows. Source: REST reference, section 2.2.
 */
export async function listUserSubscriptions(access: KindAccess): Promise<readonly JsonObject[]> {
  const all: ResourceAddress = {
    host: 'user',
    path: '/subscriptions',
    apiVersion: SUBSCRIPTIONS_ADMIN_VERSION,
  };
  return (await listQuietly(all, access)) ?? [];
}

/** The lists of a subscription. */
export type SubscriptionList = 'resourceGroups' | 'vaults' | 'deletedVaults' | 'roleDefinitions';

/** The address of the list of all of a subscription's resource groups, vaults or roles. */
export function formatSubscriptionList(
  type: SubscriptionList,
  { host, id }: { readonly host: 'admin' | 'user'; readonly id: string },
): ResourceAddress {
  const scope = `/subscriptions/${encodeURIComponent(id)}`;
  switch (type) {
    case 'resourceGroups':
      return { host, path: `${scope}/resourcegroups`, apiVersion: RESOURCE_GROUP_VERSION };
    case 'roleDefinitions': {
      const path = `${scope}/providers/Microsoft.Authorization/roleDefinitions`;
      const query = { $filter: 'atScopeAndBelow()' };
      return { host, path, apiVersion: AUTHORIZATION_VERSION, query };
    }
    case 'vaults':
    case 'deletedVaults':
      return { host, path: `${scope}/providers/Microsoft.KeyVault/${type}`, apiVersion: VAULT_VERSION };
  }
}

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
    /\/providers\/microsoft\.subscriptions\.admin\/(?:(?:subscriptions|plans|directorytenants)\/[^/]+|offers\/[^/]+(?:\/offerdelegations\/[^/]+)?)$/,
    SUBSCRIPTIONS_ADMIN_VERSION,
  ],
  [/\/providers\/microsoft\.authorization\/roledefinitions\/[^/]+$/, AUTHORIZATION_VERSION],
  [/\/providers\/microsoft\.keyvault\/vaults\/[^/]+$/, VAULT_VERSION],
];

const QUOTA = /^\/subscriptions\/[^/]+\/providers\/([^/]+)\/locations\/[^/]+\/quotas(?=\/[^/]+$)/;

/** True for what the deployment makes. Directories lie in a group of it, too, and are the operator's. */
function isOfDeployment(id: string, provider: string): boolean {
  const group = selectResourceGroup(id);
  const isInside = group !== undefined && isSystemGroup(group) && !id.includes('/directorytenants/');
  return id === `/subscriptions/${provider}` || isInside;
}

/** Finds the place that shows whether an object is there. Takes the lower-case id with the names of the target. */
function locateReference(id: string, target: TargetIdentity): ReferencePlace {
  const provider = target.providerSubscriptionId.toLowerCase();
  if (isOfDeployment(id, provider)) return { way: 'shipped' };
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
