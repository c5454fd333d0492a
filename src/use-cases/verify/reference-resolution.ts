import {
  formatResourceKey,
  parseResourcePath,
  type ResourcePath,
  selectLastSegment,
} from '../../cloud/arm-id.js';
import type { PayloadKind } from '../../schema/payloads.js';
import { quoteText } from '../../schema/value-description.js';
import { type NamedResources, QUOTA_KINDS, type RecordIndex } from './record-index.js';
import type { Reference, ReferenceTarget } from './record-references.js';
import {
  hasOnlyShippedQuotas,
  isBuiltInRole,
  isShippedQuota,
  isSystemGroup,
} from '../../cloud/shipped-resources.js';

/** The end of a reference. */
export type Resolution =
  | { readonly state: 'resolved' }
  /** The missing record, in words. */
  | { readonly state: 'dangling'; readonly missing: string }
  /** The kind of record that the set does not hold at all, in words. */
  | { readonly state: 'unjudged'; readonly absent: string };

const RESOLVED: Resolution = { state: 'resolved' };

const PLURALS = {
  directoryTenant: 'directory tenants',
  resourceGroup: 'resource groups',
  computeQuota: 'compute quotas',
  networkQuota: 'network quotas',
  storageQuota: 'storage quotas',
  plan: 'plans',
  offer: 'offers',
  subscription: 'subscriptions',
  roleDefinition: 'role definitions',
  vault: 'vaults',
} as const satisfies Partial<Record<PayloadKind, string>>;

type ReferredKind = keyof typeof PLURALS;

const RESOLVERS: Readonly<Record<ReferenceTarget, (value: string, index: RecordIndex) => Resolution>> = {
  quota: resolveQuota,
  plan: (id, index) => resolveResource(id, index, { kind: 'plan', type: 'plans', known: index.plans }),
  planName: (name, index) =>
    judge(index.plans.names.has(name.toLowerCase()), index, {
      kind: 'plan',
      missing: `plan ${quoteText(name)}`,
    }),
  offer: resolveOffer,
  subscription: resolveSubscription,
  tenant: (id, index) =>
    judge(index.tenants.has(id.toLowerCase()), index, {
      kind: 'directoryTenant',
      missing: `directory tenant ${quoteText(id)}`,
    }),
  role: (guid, index) =>
    judge(isBuiltInRole(guid.toLowerCase()) || index.roles.has(guid.toLowerCase()), index, {
      kind: 'roleDefinition',
      missing: `role definition ${quoteText(guid)}`,
    }),
  scope: resolveScope,
  vaultName: (name, index) =>
    judge(index.vaults.names.has(name.toLowerCase()), index, {
      kind: 'vault',
      missing: `vault ${quoteText(name)}`,
    }),
};

/** Follows one reference. Objects that every cloud ships resolve without standing in the set. */
export function resolveReference({ to, value }: Reference, index: RecordIndex): Resolution {
  return RESOLVERS[to](value, index);
}

function judge(
  found: boolean,
  { presentKinds }: RecordIndex,
  { kind, missing }: { readonly kind: ReferredKind; readonly missing: string },
): Resolution {
  if (found) return RESOLVED;
  if (!presentKinds.has(kind)) return { state: 'unjudged', absent: PLURALS[kind] };
  return { state: 'dangling', missing };
}

/** Resolves a quota by provider and last segment. Source: REST reference, section 3. */
function resolveQuota(id: string, index: RecordIndex): Resolution {
  const { provider = '' } = parseResourcePath(id);
  const name = selectLastSegment(id);
  if (isShippedQuota(provider, name.toLowerCase())) return RESOLVED;
  const kind = QUOTA_KINDS.get(provider);
  const missing = `quota ${quoteText(name)} of ${quoteText(provider)}`;
  if (kind !== undefined) {
    return judge(index.quotas.get(kind)?.has(name.toLowerCase()) ?? false, index, { kind, missing });
  }
  if (hasOnlyShippedQuotas(provider)) return { state: 'dangling', missing };
  return { state: 'unjudged', absent: `quotas of ${quoteText(provider)}` };
}

function resolveResource(
  id: string,
  index: RecordIndex,
  {
    kind,
    type,
    known,
  }: { readonly kind: 'plan' | 'offer' | 'vault'; readonly type: string; readonly known: NamedResources },
): Resolution {
  const path = parseResourcePath(id);
  const name = path.names.get(type) ?? '';
  const shipped = path.resourceGroup !== undefined && isSystemGroup(path.resourceGroup);
  const found =
    path.resourceGroup === undefined ? known.names.has(name) : known.keys.has(formatResourceKey(path, name));
  return judge(path.type === type && (shipped || found), index, {
    kind,
    missing: `${kind} ${quoteText(name)}`,
  });
}

/**
 * Resolves an offer. One of a reseller stands in no set, because only the reseller can make it: its reseller must be
 * there.
 */
function resolveOffer(id: string, index: RecordIndex): Resolution {
  const reseller = parseResourcePath(id).names.get('delegatedproviders');
  if (reseller !== undefined && reseller !== 'default') return resolveSubscription(reseller, index);
  return resolveResource(id, index, { kind: 'offer', type: 'offers', known: index.offers });
}

function resolveSubscription(id: string, index: RecordIndex): Resolution {
  const key = id.toLowerCase();
  const found = index.subscriptions.has(key) || index.providerSubscriptions.has(key);
  return judge(found, index, { kind: 'subscription', missing: `subscription ${quoteText(id)}` });
}

/** Judges subscription, group and resource, outermost first, and stops at the first that is not there. */
function resolveScope(id: string, index: RecordIndex): Resolution {
  const path = parseResourcePath(id);
  if (path.subscription === undefined) return RESOLVED;
  const subscription = resolveSubscription(path.subscription, index);
  if (subscription.state !== 'resolved') return subscription;
  const group = resolveGroup(path, index);
  return group.state === 'resolved' ? resolveScopedResource(id, path, index) : group;
}

function resolveGroup(path: ResourcePath, index: RecordIndex): Resolution {
  if (path.resourceGroup === undefined) return RESOLVED;
  const found = isSystemGroup(path.resourceGroup) || index.resourceGroups.has(formatResourceKey(path, ''));
  const missing = `resource group ${quoteText(path.resourceGroup)} of subscription ${quoteText(path.subscription ?? '')}`;
  return judge(found, index, { kind: 'resourceGroup', missing });
}

/**
 * Resolves a resource below a group. Resources of other types are the users' own, which no set holds: only their group
 * is judged.
 */
function resolveScopedResource(id: string, { type }: ResourcePath, index: RecordIndex): Resolution {
  if (type === 'vaults') return resolveResource(id, index, { kind: 'vault', type, known: index.vaults });
  if (type === 'plans') return resolveResource(id, index, { kind: 'plan', type, known: index.plans });
  if (type === 'offers') return resolveResource(id, index, { kind: 'offer', type, known: index.offers });
  return RESOLVED;
}
