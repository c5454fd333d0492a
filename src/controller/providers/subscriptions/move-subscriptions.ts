import { selectLastSegment } from '../../../cloud/arm-id.js';
import type { Cloud } from '../../cloud/cloud.js';
import { type Operation } from '../../cloud/operation-store.js';
import { isDone, startOperation } from '../../cloud/operations.js';
import type { RoutedCall } from '../../wire/call.js';
import { armError, empty, type Reply } from '../../wire/reply.js';
import { badRequest, checkFields, type FieldRule, stringAt, stringsAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import { keyOf } from '../../cloud/state/cloud-state.js';

const BASE = '/subscriptions/{subscriptionId}/providers/Microsoft.Subscriptions.Admin';
const STATUS = `${BASE}/locations/{location}/operationsStatus/{operation}`;
const DURATION_MS = 35_000;
const ASYNC = 'operationResultResponseType';

const FIELDS: readonly FieldRule[] = [
  { path: 'resources', type: 'strings', required: true },
  { path: 'targetDelegatedProviderOffer', type: 'string' },
];

/** Subscriptions moved between providers. Source: REST reference, sections 4.7 and 9.6. */
export const MOVE_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
  {
    [`${BASE}/moveSubscriptions`]: { POST: moveSubscriptions },
    [`${BASE}/validateMoveSubscriptions`]: { POST: validateMove },
    [STATUS]: { GET: getStatus },
  },
);

function validateMove(call: RoutedCall, cloud: Cloud): Reply {
  return checkMove(call, cloud) ?? accept(call, cloud);
}

function moveSubscriptions(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkMove(call, cloud);
  if (refused !== undefined) return refused;
  const targetId = stringAt(call.body, 'targetDelegatedProviderOffer');
  const target = parseTarget(targetId);
  for (const id of stringsAt(call.body, 'resources')) {
    const subscription = cloud.state.subscriptions.get(selectLastSegment(id));
    if (subscription === undefined) continue;
    const delegatedProviderSubscriptionId = target?.provider ?? cloud.ids.providerSubscriptionId;
    cloud.state.subscriptions.set(subscription.subscriptionId, {
      ...subscription,
      delegatedProviderSubscriptionId,
      // The target names the offer that the subscription is under from now on.
      offerId: target === undefined ? subscription.offerId : (targetId ?? subscription.offerId),
    });
  }
  return accept(call, cloud);
}

function checkMove(call: RoutedCall, cloud: Cloud): Reply | undefined {
  const refused = checkFields(call.body, FIELDS);
  if (refused !== undefined) return refused;
  const resources = stringsAt(call.body, 'resources');
  if (resources.length === 0) return badRequest("The property 'resources' names no subscription.");
  const missing = resources.find((id) => !isMovable(cloud, id));
  if (missing !== undefined) {
    const message = `The subscription '${missing}' could not be found.`;
    return armError(404, { code: 'SubscriptionNotFound', message });
  }
  return checkTarget(cloud, stringAt(call.body, 'targetDelegatedProviderOffer'));
}

function isMovable(cloud: Cloud, id: string): boolean {
  const isAdminId = /\/providers\/microsoft\.subscriptions\.admin\/subscriptions\/[^/]+$/i.test(id);
  const subscription = cloud.state.subscriptions.get(selectLastSegment(id));
  return isAdminId && subscription?.routingResourceManagerType === 'Default';
}

function checkTarget(cloud: Cloud, id: string | undefined): Reply | undefined {
  if (id === undefined) return undefined;
  const target = parseTarget(id);
  if (target !== undefined && cloud.state.resellerOffers.has(keyOf(target.provider, target.offer)))
    return undefined;
  return armError(400, { code: 'OfferNotFound', message: `The offer '${id}' could not be found.` });
}

function parseTarget(
  id: string | undefined,
): { readonly provider: string; readonly offer: string } | undefined {
  const [, provider, offer] = /\/delegatedProviders\/([^/]+)\/offers\/([^/]+)$/i.exec(id ?? '') ?? [];
  return provider === undefined || offer === undefined ? undefined : { provider, offer };
}

function accept(call: RoutedCall, cloud: Cloud): Reply {
  const id = cloud.random.guid();
  startOperation(cloud, { id, durationMs: DURATION_MS });
  return empty(202, pollingHeaders(call, cloud, id));
}

function pollingHeaders(call: RoutedCall, cloud: Cloud, id: string): Readonly<Record<string, string>> {
  const location = `${cloud.names.url('adminmanagement')}${statusPath(call, cloud, id)}?api-version=2015-11-01`;
  return {
    Location: location,
    'Azure-AsyncOperation': `${location}&${ASYNC}=Azure-AsyncOperation`,
    'Retry-After': cloud.operations.retryAfter(60),
  };
}

function statusPath(call: RoutedCall, cloud: Cloud, id: string): string {
  return STATUS.replace('{subscriptionId}', call.params['subscriptionId'] ?? '')
    .replace('{location}', cloud.names.region)
    .replace('{operation}', id);
}

/** One path, two answers: the query says which. */
function getStatus(call: RoutedCall, cloud: Cloud): Reply {
  const id = call.params['operation'] ?? '';
  const operation = cloud.operations.find(id);
  if (operation === undefined) {
    return armError(404, { code: 'OperationNotFound', message: `The operation '${id}' could not be found.` });
  }
  if (call.call.query.has(ASYNC)) return renderStatus(operation, call, cloud);
  return isDone(operation, cloud) ? empty(204) : empty(202, pollingHeaders(call, cloud, id));
}

/** The share is written with a decimal, as recorded, which `JSON.stringify` leaves out. */
function renderStatus(operation: Operation, call: RoutedCall, cloud: Cloud): Reply {
  const isOver = isDone(operation, cloud);
  const status = JSON.stringify({
    id: statusPath(call, cloud, operation.id),
    name: operation.id,
    status: isOver ? 'Succeeded' : 'Running',
    startTime: new Date(operation.startedAtMs).toISOString(),
    endTime: isOver ? new Date(operation.endsAtMs).toISOString() : undefined,
  });
  const content = `${status.slice(0, -1)},"percentComplete":${isOver ? '100.0' : '0.0'}}`;
  return { status: 200, text: { type: ARM_WIRE.contentType, content } };
}
