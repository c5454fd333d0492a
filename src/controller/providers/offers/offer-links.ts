import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { armError, ok, type Reply } from '../../wire/reply.js';
import { badRequest, checkFields, type FieldRule, integerAt, stringAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import type { StoredOffer, StoredPlan } from '../../cloud/state/stored-objects.js';
import { checkOffer, describeOffer, findOffer, OFFERS_PATH } from './offers.js';
import { endsInName } from '../quotas/plan-references.js';

const FIELDS: readonly FieldRule[] = [
  { path: 'planName', type: 'string', required: true },
  { path: 'planLinkType', type: 'string', oneOf: ['None', 'Base', 'Addon'] },
  { path: 'maxAcquisitionCount', type: 'integer', min: 0 },
];

/** Plans put into an offer and taken out of it one by one. Source: REST reference, section 4.3. */
export const OFFER_LINK_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
  {
    [`${OFFERS_PATH}/{offer}/link`]: { POST: (call, cloud) => changePlans(call, cloud, link) },
    [`${OFFERS_PATH}/{offer}/unlink`]: { POST: (call, cloud) => changePlans(call, cloud, unlink) },
  },
);

/** One change of an offer's plans: the new offer, or the refusal. */
type Change = (request: {
  readonly call: RoutedCall;
  readonly cloud: Cloud;
  readonly offer: StoredOffer;
  readonly plan: StoredPlan;
}) => StoredOffer | Reply;

function changePlans(call: RoutedCall, cloud: Cloud, change: Change): Reply {
  const refused = checkOffer(call, cloud) ?? checkFields(call.body, FIELDS);
  const offer = findOffer(call, cloud);
  if (refused !== undefined || offer === undefined) return refused ?? badRequest('The offer is not there.');
  const name = stringAt(call.body, 'planName') ?? '';
  const plan = cloud.state.plans.get(name);
  if (plan === undefined) {
    return armError(404, { code: 'PlanNotFound', message: `The plan '${name}' could not be found.` });
  }
  const changed = change({ call, cloud, offer, plan });
  if ('status' in changed) return changed;
  cloud.state.offers.set(offer.name, changed);
  return ok(describeOffer(changed, { call, cloud }));
}

const link: Change = ({ call, cloud, offer, plan }) => {
  const { providerSubscriptionId } = cloud.ids;
  const planId = `/subscriptions/${providerSubscriptionId}/resourceGroups/${plan.resourceGroup}/providers/Microsoft.Subscriptions.Admin/plans/${plan.name}`;
  const rest = withoutPlan(offer, plan);
  if (stringAt(call.body, 'planLinkType') === 'Addon') {
    const maxAcquisitionCount = integerAt(call.body, 'maxAcquisitionCount') ?? 1;
    return { ...rest, addonPlans: [...rest.addonPlans, { planId, maxAcquisitionCount }] };
  }
  return { ...rest, basePlanIds: [...rest.basePlanIds, planId] };
};

const unlink: Change = ({ cloud, offer, plan }) => {
  const rest = withoutPlan(offer, plan);
  if (rest.basePlanIds.length === 0) return badRequest('An offer needs at least one base plan.');
  const isHeld = cloud.state.subscriptions.find((subscription) => {
    if (!endsInName(subscription.offerId, offer.name)) return false;
    const acquired = cloud.state.acquiredPlans.list();
    return acquired.some(
      (item) =>
        endsInName(item.planName, plan.name) && endsInName(item.subscriptionId, subscription.subscriptionId),
    );
  });
  if (isHeld === undefined) return rest;
  const message = `The plan '${plan.name}' is in use by a subscription.`;
  return armError(409, { code: 'PlanInUse', message });
};

function withoutPlan(offer: StoredOffer, plan: StoredPlan): StoredOffer {
  return {
    ...offer,
    basePlanIds: offer.basePlanIds.filter((id) => !endsInName(id, plan.name)),
    addonPlans: offer.addonPlans.filter((addon) => !endsInName(addon.planId, plan.name)),
  };
}
