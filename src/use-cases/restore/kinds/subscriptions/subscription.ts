import { normalizeArmId, selectSubscription } from '../../../../cloud/arm-id.js';
import type { JsonObject } from '../../../../cloud/json-value.js';
import { formatSubscriptionsAdminAddress } from '../../../../cloud/operator-address.js';
import { selectOwnMembers } from '../../comparison.js';
import type { KindAccess, KindContext, ResourceKind, Step } from '../resource-kind.js';
import { formatDirectoryReference } from '../target-resources.js';
import { describeCustomer, parseResellerOffer } from './reseller-customer.js';
import { awaitDirectory } from './untold-directory.js';

/** User subscriptions: flat objects with their members at the top. Source: REST reference, sections 5 and 10.8. */
export const subscription: ResourceKind<'subscription'> = {
  kind: 'subscription',
  rules: {
    serverOwned: ['id', 'name', 'type'],
    anyCase: ['subscriptionId', 'offerId', 'tenantId', 'delegatedProviderSubscriptionId'],
    defaults: { externalReferenceId: '', routingResourceManagerType: 'Default' },
  },
  fixed: ['offerId', 'tenantId', 'delegatedProviderSubscriptionId'],
  listAddresses: ({ target }) => [formatSubscriptionsAdminAddress(target, ['subscriptions'])],
  describe(record, context) {
    const { target } = context;
    const reserved = explainReserved(record, context);
    if (reserved !== undefined) return { action: 'skip', reason: reserved };
    const body = {
      tenantId: target.homeTenantId,
      delegatedProviderSubscriptionId: target.providerSubscriptionId,
      ...selectOwnMembers(record, subscription.rules),
    };
    const reseller = normalizeArmId(body.delegatedProviderSubscriptionId);
    const direct = reseller === normalizeArmId(target.providerSubscriptionId);
    const address = formatSubscriptionsAdminAddress(target, ['subscriptions', record.subscriptionId]);
    const references = [
      ...(direct ? [] : [formatSubscriptionId(reseller, context)]),
      ...listDirectoryIds(body.tenantId, context),
    ];
    const steps = planSteps(body, direct ? 'subscriptions' : 'resellerSubscriptions');
    const offer = parseResellerOffer(record.offerId);
    const customer = { address, body, name: record.displayName ?? record.subscriptionId };
    const replay =
      offer === undefined
        ? { address, steps, references: [normalizeArmId(record.offerId), ...references] }
        : describeCustomer({ ...customer, offer }, { steps, references }, context);
    return {
      action: 'replay',
      replay: { ...awaitDirectory(replay, body.tenantId, context), isClosed: isDisabled },
    };
  },
};

/** The admin id of a user subscription, lower case. */
export function formatSubscriptionId(subscriptionId: string, { target }: KindContext): string {
  const { path } = formatSubscriptionsAdminAddress(target, ['subscriptions', subscriptionId]);
  return normalizeArmId(decodeURIComponent(path));
}

/** The id of the directory's own record; where the set has none, the directory itself unless every cloud has it. */
function listDirectoryIds(tenantId: string, { records, target }: KindContext): readonly string[] {
  const ids = records.directoryTenant
    .filter(({ properties }) => properties.tenantId.toLowerCase() === tenantId.toLowerCase())
    .map(({ id }) => normalizeArmId(id));
  const isHome = tenantId.toLowerCase() === target.homeTenantId.toLowerCase();
  return ids.length > 0 || isHome ? ids : [formatDirectoryReference(tenantId)];
}

function explainReserved(
  record: {
    readonly subscriptionId: string;
    readonly state: string;
    readonly routingResourceManagerType?: unknown;
  },
  { target }: KindContext,
): string | undefined {
  if (record.routingResourceManagerType === 'Admin')
    return 'an operator subscription, made by the deployment';
  if (normalizeArmId(record.subscriptionId) === normalizeArmId(target.providerSubscriptionId)) {
    return 'the provider subscription, made by the deployment';
  }
  if (record.state === 'Enabled' || record.state === 'Disabled') return undefined;
  return `its state is ${record.state}; only enabled and disabled subscriptions come back`;
}

/** The steps of a subscription: enabled first, so that everything inside can be created; disabled by the last write. */
function planSteps(
  body: JsonObject,
  stage: 'subscriptions' | 'resellerSubscriptions',
): readonly [Step, ...Step[]] {
  const enabled: Step = { stage, body: { ...body, state: 'Enabled' } };
  return body['state'] === 'Disabled'
    ? [enabled, { stage: 'disabledSubscriptions', body, closes: true }]
    : [enabled];
}

/** True when a resource lies in a subscription that the target holds disabled: it takes no writes then. */
export async function isInDisabledSubscription(id: string, access: KindAccess): Promise<boolean> {
  const subscription = selectSubscription(id) ?? '';
  const { target } = access;
  const address = formatSubscriptionsAdminAddress(target.identity, ['subscriptions', subscription]);
  const found = await access.once(`state of ${subscription}`, () => target.read(address));
  return found !== undefined && isDisabled(found);
}

function isDisabled(value: JsonObject): boolean {
  return value['state'] === 'Disabled';
}
