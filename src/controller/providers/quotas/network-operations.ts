import type { Cloud } from '../../cloud/cloud.js';
import { isDone } from '../../cloud/operations.js';
import type { RoutedCall } from '../../wire/call.js';
import { armError, empty, ok, type Reply } from '../../wire/reply.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { NETWORK_WIRE } from '../../wire/wire.js';

/** Namespace and region of the polling URLs are not the stamp's; so it was recorded on every stamp. */
const BASE = '/subscriptions/{subscriptionId}/providers/Microsoft.Network/locations/westus';

/** Polling of network operations. Source: REST reference, sections 3.2 and 9.6. */
export const NETWORK_OPERATION_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: ['2015-06-15'], wire: NETWORK_WIRE },
  {
    [`${BASE}/operations/{operation}`]: { GET: getStatus },
    [`${BASE}/operationResults/{operation}`]: { GET: getResult },
  },
);

/** Both polling URLs of the operation that a call has started; its id is the call's request id. */
export function networkOperationHeaders(
  call: RoutedCall,
  cloud: Cloud,
  id = call.call.requestId,
): { readonly Location: string; readonly 'Azure-AsyncOperation': string } {
  const base = `${cloud.names.url('adminmanagement')}${BASE.replace('{subscriptionId}', call.params['subscriptionId'] ?? '')}`;
  return {
    Location: `${base}/operationResults/${id}?api-version=2015-06-15`,
    'Azure-AsyncOperation': `${base}/operations/${id}?api-version=2015-06-15`,
  };
}

function getStatus(call: RoutedCall, cloud: Cloud): Reply {
  const operation = cloud.operations.find(call.params['operation'] ?? '');
  if (operation === undefined) return notFound(call);
  if (isDone(operation, cloud)) return ok({ status: 'Succeeded' });
  return ok({ status: 'InProgress' }, { 'Retry-After': cloud.operations.retryAfter(10) });
}

function getResult(call: RoutedCall, cloud: Cloud): Reply {
  const id = call.params['operation'] ?? '';
  const operation = cloud.operations.find(id);
  if (operation === undefined) return notFound(call);
  const headers = networkOperationHeaders(call, cloud, id);
  if (isDone(operation, cloud)) return empty(204, headers);
  return empty(202, { ...headers, 'Retry-After': cloud.operations.retryAfter(10) });
}

function notFound(call: RoutedCall): Reply {
  const message = `Operation ${call.params['operation'] ?? ''} not found.`;
  return armError(404, { code: 'NotFound', message, details: [] });
}
