import type { Cloud } from '../../cloud/cloud.js';
import type { Addressed, RoutedCall } from '../../wire/call.js';
import { armError, empty, gatewayError, ok, type Reply, written } from '../../wire/reply.js';
import {
  badRequest,
  checkFields,
  type FieldRule,
  stringAt,
  stringsAt,
  valueAt,
} from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import type { StoredPlan } from '../../cloud/state/stored-objects.js';
import { checkLocationOf, checkNameOf } from '../resources/resource-list.js';
import { hasQuota, offerHasPlan, parseQuotaId } from '../quotas/plan-references.js';
import { checkGroup } from '../resources/resource-groups.js';
import { countPlanSubscriptions } from './subscription-counts.js';

const TYPE = 'Microsoft.Subscriptions.Admin/plans';
const ALL = `/subscriptions/{subscriptionId}/providers/${TYPE}`;
const GROUPED = `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/${TYPE}`;

const FIELDS: readonly FieldRule[] = [
  { path: 'location', type: 'string', required: true },
  { path: 'properties', type: 'object', required: true },
  { path: 'properties.name', type: 'string', required: true },
  { path: 'properties.displayName', type: 'string', required: true },
  { path: 'properties.description', type: 'string' },
  { path: 'properties.externalReferenceId', type: 'string' },
  { path: 'properties.quotaIds', type: 'strings', required: true },
  { path: 'properties.skuIds', type: 'strings' },
];

/** Plans. Source: REST reference, section 4.1. */
export const PLAN_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
  {
    [ALL]: { GET: listPlans },
    [GROUPED]: { GET: listPlansOfGroup },
    [`${GROUPED}/{plan}`]: { GET: getPlan, PUT: putPlan, DELETE: deletePlan },
  },
);

/** The stored plan that a resource describes. */
export function readPlan(
  at: { readonly resourceGroup: string; readonly name: string },
  body: unknown,
): StoredPlan {
  const skuIds =
    valueAt(body, 'properties.skuIds') === undefined ? undefined : stringsAt(body, 'properties.skuIds');
  return {
    ...at,
    displayName: stringAt(body, 'properties.displayName') ?? at.name,
    description: stringAt(body, 'properties.description'),
    externalReferenceId: stringAt(body, 'properties.externalReferenceId'),
    quotaIds: stringsAt(body, 'properties.quotaIds'),
    skuIds,
  };
}

/** The call and the cloud, on which the reply about a plan depends too. */
interface View {
  readonly call: Addressed;
  readonly cloud: Cloud;
}

function findPlan(call: RoutedCall, cloud: Cloud): StoredPlan | undefined {
  const plan = cloud.state.plans.get(call.params['plan'] ?? '');
  const group = call.params['resourceGroup']?.toLowerCase();
  return plan?.resourceGroup.toLowerCase() === group ? plan : undefined;
}

function listPlans(call: RoutedCall, cloud: Cloud): Reply {
  return describeAll(cloud.state.plans.list(), call, cloud);
}

function listPlansOfGroup(call: RoutedCall, cloud: Cloud): Reply {
  const group = call.params['resourceGroup']?.toLowerCase();
  const plans = cloud.state.plans.list().filter((plan) => plan.resourceGroup.toLowerCase() === group);
  return checkGroup(call, cloud) ?? describeAll(plans, call, cloud);
}

function describeAll(plans: readonly StoredPlan[], call: RoutedCall, cloud: Cloud): Reply {
  const counts = countPlanSubscriptions(cloud);
  return ok({ value: plans.map((plan) => describePlan(plan, { call, cloud }, counts)) });
}

function getPlan(call: RoutedCall, cloud: Cloud): Reply {
  const plan = findPlan(call, cloud);
  if (plan !== undefined) return ok(describePlan(plan, { call, cloud }));
  const { resourceGroup = '', plan: name = '' } = call.params;
  const message = `The Resource '${TYPE}/${name}' under resource group '${resourceGroup}' was not found.`;
  return checkGroup(call, cloud) ?? gatewayError(404, 'ResourceNotFound', message);
}

function putPlan(call: RoutedCall, cloud: Cloud): Reply {
  const { resourceGroup = '', plan: name = '' } = call.params;
  const refused = checkPut(call, cloud);
  if (refused !== undefined) return refused;
  const known = findPlan(call, cloud);
  const plan = readPlan(
    { resourceGroup: known?.resourceGroup ?? resourceGroup, name: known?.name ?? name },
    call.body,
  );
  const isNew = cloud.state.plans.set(name, plan);
  return written(describePlan(plan, { call, cloud }), isNew);
}

function checkPut(call: RoutedCall, cloud: Cloud): Reply | undefined {
  return (
    checkGroup(call, cloud) ??
    checkFields(call.body, FIELDS) ??
    checkNameOf(call, call.params['plan'] ?? '') ??
    checkLocationOf(call, cloud, TYPE) ??
    checkGroupOfName(call, cloud) ??
    checkQuotas(call, cloud)
  );
}

/** Plan names are unique in the provider subscription, not only in their group. */
function checkGroupOfName(call: RoutedCall, cloud: Cloud): Reply | undefined {
  const { plan: name = '' } = call.params;
  const other = findPlan(call, cloud) === undefined ? cloud.state.plans.get(name) : undefined;
  if (other === undefined) return undefined;
  const message = `A plan named '${name}' exists in the resource group '${other.resourceGroup}'.`;
  return armError(409, { code: 'PlanAlreadyExists', message });
}

function checkQuotas(call: RoutedCall, cloud: Cloud): Reply | undefined {
  const ids = stringsAt(call.body, 'properties.quotaIds');
  const missing = ids.find((id) => !hasQuota(cloud, id));
  if (missing !== undefined) {
    return armError(400, { code: 'QuotaNotFound', message: `The quota '${missing}' could not be found.` });
  }
  const namespaces = ids.map((id) => parseQuotaId(id)?.namespace);
  return new Set(namespaces).size === namespaces.length
    ? undefined
    : badRequest('A plan takes one quota of each service.');
}

function deletePlan(call: RoutedCall, cloud: Cloud): Reply {
  const plan = findPlan(call, cloud);
  if (plan === undefined) return checkGroup(call, cloud) ?? empty(204);
  const offer = cloud.state.offers.find((candidate) => offerHasPlan(candidate, plan.name));
  const acquired = cloud.state.acquiredPlans.find(
    (candidate) => candidate.planName.toLowerCase() === plan.name.toLowerCase(),
  );
  if (offer !== undefined || acquired !== undefined) {
    const message = `The plan '${plan.name}' is in use by an offer or a subscription.`;
    return armError(409, { code: 'PlanInUse', message });
  }
  cloud.state.plans.delete(plan.name);
  return empty(200);
}

/** A plan as its provider returns it. Ids echo the casing of the request; members that were never set are left out. */
export function describePlan(
  plan: StoredPlan,
  { call, cloud }: View,
  counts: ReadonlyMap<string, number> = countPlanSubscriptions(cloud),
): object {
  const subscriptionId = call.params['subscriptionId'] ?? '';
  const { name, resourceGroup: stored, ...properties } = plan;
  const resourceGroup = call.params['resourceGroup'] ?? stored;
  return {
    id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/${TYPE}/${name}`,
    name,
    type: TYPE,
    location: cloud.names.region,
    properties: { name, ...properties, subscriptionCount: counts.get(name.toLowerCase()) ?? 0 },
  };
}
