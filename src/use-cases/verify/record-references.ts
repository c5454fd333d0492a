import { parseResourcePath, selectLastSegment } from '../../cloud/arm-id.js';
import type { PayloadKind, PayloadTypes } from '../../schema/payloads.js';
import { isTerminalSubscription } from './unusable-subscriptions.js';

/** The kind of name in a reference, which decides how it resolves. */
export type ReferenceTarget =
  'quota' | 'plan' | 'planName' | 'offer' | 'subscription' | 'tenant' | 'role' | 'scope' | 'vaultName';

/** One reference out of a record. */
export interface Reference {
  /** JSON pointer (RFC 6901) into the record. */
  readonly pointer: string;
  readonly to: ReferenceTarget;
  /** As the record writes it; for a place inside an id, that part of it. */
  readonly value: string;
}

type ReferenceRules = { readonly [K in PayloadKind]: (record: PayloadTypes[K]) => readonly Reference[] };

const RULES: ReferenceRules = {
  directoryTenant: () => [],
  computeQuota: () => [],
  networkQuota: () => [],
  storageQuota: () => [],
  resourceGroup: ({ id }) => [containerOf(id)],
  plan: ({ id, properties }) => [
    containerOf(id),
    ...listReferences('/properties/quotaIds', 'quota', properties.quotaIds),
  ],
  offer: ({ id, properties }) => [
    containerOf(id),
    ...listReferences('/properties/basePlanIds', 'plan', properties.basePlanIds),
    ...(properties.addonPlans ?? []).map(({ planId }, index) =>
      refer(`/properties/addonPlans/${index}/planId`, 'plan', planId),
    ),
  ],
  subscription: selectSubscriptionReferences,
  offerDelegation: ({ id, properties }) => [
    refer('/id', 'offer', id.slice(0, id.toLowerCase().lastIndexOf('/offerdelegations/'))),
    refer('/properties/subscriptionId', 'subscription', properties.subscriptionId),
  ],
  acquiredPlan: ({ id, planId }) => [
    refer('/id', 'subscription', parseResourcePath(id).names.get('subscriptions') ?? ''),
    refer('/planId', 'planName', selectLastSegment(planId)),
  ],
  roleDefinition: ({ properties }) =>
    listReferences('/properties/assignableScopes', 'scope', properties.assignableScopes),
  roleAssignment: ({ properties }) => [
    refer('/properties/scope', 'scope', properties.scope),
    refer('/properties/roleDefinitionId', 'role', selectLastSegment(properties.roleDefinitionId)),
  ],
  vault: ({ id, properties }) => [
    containerOf(id),
    refer('/properties/tenantId', 'tenant', properties.tenantId),
  ],
  secret: ({ id }) => [refer('/id', 'vaultName', selectVaultName(id))],
};

/** All references out of one record. Source: format specification, section 5. */
export function selectReferences<K extends PayloadKind>(
  kind: K,
  record: PayloadTypes[K],
): readonly Reference[] {
  return RULES[kind](record);
}

function selectSubscriptionReferences(record: PayloadTypes['subscription']): readonly Reference[] {
  // Those of the provider itself come with every deployment, whatever a set says of them.
  if (isTerminalSubscription(record) || record.routingResourceManagerType === 'Admin') return [];
  const { delegatedProviderSubscriptionId: provider } = record;
  return [
    refer('/offerId', 'offer', record.offerId),
    refer('/tenantId', 'tenant', record.tenantId),
    ...(typeof provider === 'string'
      ? [refer('/delegatedProviderSubscriptionId', 'subscription', provider)]
      : []),
  ];
}

function refer(pointer: string, to: ReferenceTarget, value: string): Reference {
  return { pointer, to, value };
}

function listReferences(
  pointer: string,
  to: ReferenceTarget,
  values: readonly string[],
): readonly Reference[] {
  return values.map((value, index) => refer(`${pointer}/${index}`, to, value));
}

/** The reference to the resource group of an id; for a group, to its subscription. */
function containerOf(id: string): Reference {
  const { subscription = '', resourceGroup, provider } = parseResourcePath(id);
  if (provider === undefined) return refer('/id', 'subscription', subscription);
  return refer('/id', 'scope', `/subscriptions/${subscription}/resourceGroups/${resourceGroup ?? ''}`);
}

/** The vault's name, which is the first label of the host. Source: REST reference, section 8.2. */
function selectVaultName(secretId: string): string {
  const [, , host = ''] = secretId.split('/');
  return host.split(/[.:]/, 1)[0] ?? '';
}
