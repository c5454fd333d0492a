import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { gatewayError, type Reply } from '../../wire/reply.js';

/** The 409 for a write into a subscription that is not enabled; undefined when it is. */
export function checkWritable(call: RoutedCall, cloud: Cloud): Reply | undefined {
  const id = call.params['subscriptionId'] ?? '';
  const subscription = cloud.state.subscriptions.get(id);
  if (subscription === undefined || subscription.state !== 'Disabled') return undefined;
  const message = `The subscription '${id}' is disabled and therefore marked as read only. You cannot perform any write actions on this subscription until it is re-enabled.`;
  return gatewayError(409, 'ReadOnlyDisabledSubscription', message);
}
