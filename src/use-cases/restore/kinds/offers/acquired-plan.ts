import { normalizeArmId, selectLastSegment } from '../../../../cloud/arm-id.js';
import { formatSubscriptionsAdminAddress } from '../../../../cloud/operator-address.js';
import { selectOwnMembers } from '../../comparison.js';
import type { Disposition, KindContext, ResourceKind } from '../resource-kind.js';
import { formatSubscriptionId } from '../subscriptions/subscription.js';

/**
 * Acquired plans: flat objects, whose plan id loses the resource group on the way back. Source: REST reference, section
 * 4.8.
 */
export const acquiredPlan: ResourceKind<'acquiredPlan'> = {
  kind: 'acquiredPlan',
  rules: {
    serverOwned: ['id', 'name', 'type', 'provisioningState', 'acquisitionTime'],
    anyCase: ['acquisitionId'],
    byName: ['planId'],
    defaults: { externalReferenceId: '' },
  },
  fixed: ['planId'],
  describe(record, context) {
    const subscriptionId = /\/subscriptions\/([^/]+)\/acquiredPlans\//i.exec(record.id)?.[1] ?? '';
    const planId = findPlanId(record.planId, context);
    if (planId === undefined && isProviders(subscriptionId, context)) {
      return {
        action: 'skip',
        reason: 'acquired by the provider subscription, of a plan that the deployment makes',
      };
    }
    const name = selectLastSegment(record.planId);
    if (planId === undefined) return { action: 'manual', reason: describeUnknownPlan(name, subscriptionId) };
    if (isBasePlan(planId, subscriptionId, context)) {
      return {
        action: 'skip',
        reason: `${name} is a base plan of the subscription’s offer and comes with it`,
      };
    }
    const body = { ...selectOwnMembers(record, acquiredPlan.rules), planId };
    return replay({ subscriptionId, acquisitionId: record.acquisitionId, planId }, body, context);
  },
};

function replay(
  ids: { readonly subscriptionId: string; readonly acquisitionId: string; readonly planId: string },
  body: Record<string, string | ReturnType<typeof selectOwnMembers>[string]>,
  context: KindContext,
): Disposition {
  // Every cloud has the provider subscription, and no set holds it.
  const subscription = isProviders(ids.subscriptionId, context)
    ? undefined
    : formatSubscriptionId(ids.subscriptionId, context);
  const segments = ['subscriptions', ids.subscriptionId, 'acquiredPlans', ids.acquisitionId];
  return {
    action: 'replay',
    replay: {
      address: formatSubscriptionsAdminAddress(context.target, segments),
      steps: [{ stage: 'acquiredPlans', body }],
      references: [...(subscription === undefined ? [] : [subscription]), normalizeArmId(ids.planId)],
      ...(subscription === undefined ? {} : { inside: subscription }),
    },
  };
}

function isProviders(subscriptionId: string, { target }: KindContext): boolean {
  return normalizeArmId(subscriptionId) === normalizeArmId(target.providerSubscriptionId);
}

/** Finds a plan by its name, which is unique in a cloud. Source: REST reference, section 4.1. */
function findPlanId(shortened: string, { records }: KindContext): string | undefined {
  const name = selectLastSegment(shortened).toLowerCase();
  return records.plan.find(({ id }) => selectLastSegment(id).toLowerCase() === name)?.id;
}

function isBasePlan(planId: string, subscriptionId: string, { records }: KindContext): boolean {
  const owner = records.subscription.find(
    (item) => item.subscriptionId.toLowerCase() === subscriptionId.toLowerCase(),
  );
  const offer = records.offer.find(({ id }) => normalizeArmId(id) === normalizeArmId(owner?.offerId ?? ''));
  return offer?.properties.basePlanIds.some((id) => normalizeArmId(id) === normalizeArmId(planId)) === true;
}

function describeUnknownPlan(name: string, subscriptionId: string): string {
  return `the set has no plan named ${name}; acquire it anew for subscription ${subscriptionId} once there is one`;
}
