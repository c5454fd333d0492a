import type { Cloud } from '../../cloud/cloud.js';
import type { Addressed, RoutedCall } from '../../wire/call.js';
import { armError, empty, ok, type Reply } from '../../wire/reply.js';
import { badRequest, checkFields, type FieldRule, stringAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import { keyOf } from '../../cloud/state/cloud-state.js';
import type { StoredAcquiredPlan, StoredPlan } from '../../cloud/state/stored-objects.js';
import { endsInName, findOfferById, findPlanById } from '../quotas/plan-references.js';
import { checkUserSubscription } from './user-subscriptions.js';

const BASE = '/subscriptions/{subscriptionId}/providers/Microsoft.Subscriptions.Admin';
const PATH = `${BASE}/subscriptions/{userSubscription}/acquiredPlans`;

const FIELDS: readonly FieldRule[] = [
  { path: 'acquisitionId', type: 'string', required: true },
  { path: 'planId', type: 'string', required: true },
  { path: 'externalReferenceId', type: 'string' },
];

/** Add-on plans of subscriptions: flat objects. Source: REST reference, section 4.8. */
export const ACQUIRED_PLAN_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
  {
    [PATH]: { GET: listAcquired },
    [`${PATH}/{acquisition}`]: { GET: getAcquired, PUT: putAcquired, DELETE: deleteAcquired },
  },
);

function keyOfCall(call: RoutedCall): string {
  return keyOf(call.params['userSubscription'] ?? '', call.params['acquisition'] ?? '');
}

function listAcquired(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkUserSubscription(call, cloud);
  if (refused !== undefined) return refused;
  const plans = listOf(cloud, call.params['userSubscription'] ?? '');
  return ok({ value: plans.map((plan) => describeAcquiredPlan(plan, call)) });
}

function listOf(cloud: Cloud, subscriptionId: string): readonly StoredAcquiredPlan[] {
  const wanted = subscriptionId.toLowerCase();
  return cloud.state.acquiredPlans.list().filter((plan) => plan.subscriptionId.toLowerCase() === wanted);
}

function getAcquired(call: RoutedCall, cloud: Cloud): Reply {
  const plan = cloud.state.acquiredPlans.get(keyOfCall(call));
  return (
    checkUserSubscription(call, cloud) ??
    (plan === undefined ? notFound(call) : ok(describeAcquiredPlan(plan, call)))
  );
}

function notFound(call: RoutedCall): Reply {
  const message = `The plan acquisition '${call.params['acquisition'] ?? ''}' could not be found.`;
  return armError(404, { code: 'PlanAcquisitionNotFound', message });
}

/** Answers 200 for a new one too. */
function putAcquired(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkUserSubscription(call, cloud) ?? checkFields(call.body, FIELDS) ?? checkId(call);
  if (refused !== undefined) return refused;
  const planId = stringAt(call.body, 'planId') ?? '';
  const plan = findPlanById(cloud, planId);
  if (plan === undefined) {
    return armError(400, { code: 'PlanNotFound', message: `The plan '${planId}' could not be found.` });
  }
  const known = cloud.state.acquiredPlans.get(keyOfCall(call));
  const broken = known === undefined ? checkOffer(call, cloud, plan) : checkSamePlan(known, plan);
  if (broken !== undefined) return broken;
  const acquired: StoredAcquiredPlan = {
    subscriptionId: call.params['userSubscription'] ?? '',
    acquisitionId: stringAt(call.body, 'acquisitionId') ?? '',
    planName: plan.name,
    externalReferenceId: stringAt(call.body, 'externalReferenceId'),
    acquisitionTime: known?.acquisitionTime ?? cloud.clock.now().toISOString(),
  };
  cloud.state.acquiredPlans.set(keyOfCall(call), acquired);
  return ok(describeAcquiredPlan(acquired, call));
}

function checkId(call: RoutedCall): Reply | undefined {
  const id = stringAt(call.body, 'acquisitionId') ?? '';
  if (id.toLowerCase() === call.params['acquisition']?.toLowerCase()) return undefined;
  return badRequest(`The acquisitionId '${id}' does not match the one in the path.`);
}

function checkSamePlan(known: StoredAcquiredPlan, plan: StoredPlan): Reply | undefined {
  if (known.planName.toLowerCase() === plan.name.toLowerCase()) return undefined;
  return badRequest('The plan of an acquisition cannot be changed.');
}

/** A plan must be an add-on of the subscription's offer, and is acquired as often as that allows. */
function checkOffer(call: RoutedCall, cloud: Cloud, plan: StoredPlan): Reply | undefined {
  const subscriptionId = call.params['userSubscription'] ?? '';
  const subscription = cloud.state.subscriptions.get(subscriptionId);
  // Recordings acquire plans for the provider subscription, whose own offer belongs to the system.
  if (subscription === undefined || subscription.routingResourceManagerType === 'Admin') return undefined;
  const offer = findOfferById(cloud, subscription.offerId);
  const addon = offer?.addonPlans.find((candidate) => endsInName(candidate.planId, plan.name));
  if (addon === undefined) {
    const message = `The plan '${plan.name}' is not an add-on of the subscription's offer.`;
    return armError(400, { code: 'PlanNotInOffer', message });
  }
  const held = listOf(cloud, subscriptionId).filter((acquired) => endsInName(acquired.planName, plan.name));
  if (held.length < addon.maxAcquisitionCount) return undefined;
  const message = `The plan '${plan.name}' can be acquired ${addon.maxAcquisitionCount} times.`;
  return armError(409, { code: 'PlanAcquisitionLimitReached', message });
}

function deleteAcquired(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkUserSubscription(call, cloud);
  if (refused !== undefined) return refused;
  return cloud.state.acquiredPlans.delete(keyOfCall(call)) ? empty(200) : empty(204);
}

/** The plan's id comes back without its resource group. */
export function describeAcquiredPlan(plan: StoredAcquiredPlan, call: Addressed): object {
  const base = BASE.replace('{subscriptionId}', call.params['subscriptionId'] ?? '');
  return {
    acquisitionId: plan.acquisitionId,
    id: `${base}/subscriptions/${plan.subscriptionId}/acquiredPlans/${plan.acquisitionId}`,
    planId: `${base}/plans/${plan.planName}`,
    externalReferenceId: plan.externalReferenceId,
    provisioningState: 'Succeeded',
    acquisitionTime: plan.acquisitionTime,
  };
}
