import { normalizeArmId, selectLastSegment, selectResourceGroup } from '../../../cloud/arm-id.js';
import { isJsonObject, type JsonObject, readText, readTextOrEmpty } from '../../../cloud/json-value.js';
import { isSystemGroup } from '../../../cloud/shipped-resources.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import type { DescribedRecord } from '../plan/describe-records.js';
import { KINDS } from '../kinds/kind-registry.js';
import type { KindAccess, KindContext } from '../kinds/resource-kind.js';
import {
  formatSubscriptionList,
  listQuietly,
  listUserSubscriptions,
  type SubscriptionList,
} from '../kinds/target-resources.js';

/** An object of the target that is no record of the set. */
export interface OtherObject {
  readonly kind: PayloadKind;
  /** Lower case. */
  readonly id: string;
}

/**
 * Lists objects of the target that the set does not have: operator objects, and resource groups, vaults and custom
 * roles in the subscriptions that the signed-in principal sees. Secrets, role assignments and acquired plans are not
 * looked for: a cloud makes some of these by itself.
 */
export async function listOthers(
  described: readonly DescribedRecord[],
  context: KindContext,
  access: KindAccess,
): Promise<readonly OtherObject[]> {
  const known = new Set(described.map(formatKey));
  const found = [
    ...(await listOperatorObjects(context, access)),
    ...(await listUserObjects(context, access)),
  ];
  const others = new Map(
    found.filter((one) => !known.has(formatKey(one))).map((one) => [formatKey(one), one]),
  );
  return [...others.values()];
}

/**
 * The key by which two ids are one object. A role is shown with another id through each subscription; its GUID makes it
 * one.
 */
function formatKey({ kind, id }: OtherObject): string {
  return `${kind} ${kind === 'roleDefinition' ? selectLastSegment(id) : id}`;
}

async function listOperatorObjects(
  context: KindContext,
  { target }: KindAccess,
): Promise<readonly OtherObject[]> {
  const lists = Object.values(KINDS).map(async (definition) => {
    const items = await Promise.all(
      (definition.listAddresses?.(context) ?? []).map((address) => target.list(address)),
    );
    return items
      .flatMap((list) => list ?? [])
      .filter((item) => !isReserved(item, context))
      .map((item) => ({ kind: definition.kind, id: normalizeArmId(readTextOrEmpty(item, 'id')) }));
  });
  return (await Promise.all(lists)).flat();
}

async function listUserObjects({ target }: KindContext, access: KindAccess): Promise<readonly OtherObject[]> {
  const users = (await listUserSubscriptions(access)).map((item) => readTextOrEmpty(item, 'subscriptionId'));
  const places = [
    { host: 'admin' as const, id: target.providerSubscriptionId },
    ...users.map((id) => ({ host: 'user' as const, id })),
  ];
  const lists = places.flatMap((place) =>
    USER_OBJECTS.filter(({ hosts }) => hosts.includes(place.host)).map(async ({ kind, list, pattern }) =>
      ((await listQuietly(formatSubscriptionList(list, place), access)) ?? [])
        .filter((item) => !isShipped(item))
        .map((item) => ({ kind, id: normalizeArmId(readTextOrEmpty(item, 'id')) }))
        .filter((item) => pattern.test(item.id)),
    ),
  );
  return (await Promise.all(lists)).flat();
}

/** The lists that are read in each subscription. Patterns are of lower-case ids. */
const USER_OBJECTS: readonly {
  readonly kind: PayloadKind;
  readonly list: SubscriptionList;
  readonly hosts: readonly ('admin' | 'user')[];
  readonly pattern: RegExp;
}[] = [
  {
    kind: 'resourceGroup',
    list: 'resourceGroups',
    hosts: ['admin', 'user'],
    pattern: /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/,
  },
  {
    kind: 'roleDefinition',
    list: 'roleDefinitions',
    hosts: ['admin', 'user'],
    pattern: /\/roledefinitions\/[^/]+$/,
  },
  { kind: 'vault', list: 'vaults', hosts: ['user'], pattern: /\/vaults\/[^/]+$/ },
];

/** True for an object that the deployment makes. Source: REST reference, section 10.8. */
function isReserved(item: JsonObject, { target }: KindContext): boolean {
  if (isShipped(item)) return true;
  if (item['routingResourceManagerType'] === 'Admin') return true;
  const { properties } = item;
  const tenantId = isJsonObject(properties) ? readText(properties, 'tenantId')?.toLowerCase() : undefined;
  if (isTenant(item) && tenantId === target.homeTenantId) return true;
  return readText(item, 'subscriptionId')?.toLowerCase() === target.providerSubscriptionId.toLowerCase();
}

/**
 * True for a built-in role, and for an object in a group of the deployment. Directories lie in such a group, too, and
 * are the operator's.
 */
function isShipped(item: JsonObject): boolean {
  const group = selectResourceGroup(readTextOrEmpty(item, 'id'));
  const { properties } = item;
  const isBuiltIn = isJsonObject(properties) && properties['type'] === 'BuiltInRole';
  return isBuiltIn || (group !== undefined && isSystemGroup(group) && !isTenant(item));
}

function isTenant(item: JsonObject): boolean {
  return /\/directoryTenants\//i.test(readTextOrEmpty(item, 'id'));
}
