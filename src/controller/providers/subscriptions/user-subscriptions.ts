import type { Cloud } from '../../cloud/cloud.js';
import { grantOwner } from '../../identity/directory.js';
import type { Addressed, RoutedCall } from '../../wire/call.js';
import { armError, empty, ok, type Reply, written } from '../../wire/reply.js';
import { badRequest, checkFields, type FieldRule, stringAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';
import type { UserSubscription } from '../../cloud/state/stored-objects.js';
import { checkNewSubscription, checkReferences, checkUnchanged } from './subscription-rules.js';
import { removeSubscription } from '../removal.js';

const TYPE = 'Microsoft.Subscriptions.Admin/subscriptions';
const PATH = `/subscriptions/{subscriptionId}/providers/${TYPE}`;

const FIELDS: readonly FieldRule[] = [
  { path: 'subscriptionId', type: 'string', required: true },
  { path: 'owner', type: 'string', required: true },
  { path: 'offerId', type: 'string', required: true },
  { path: 'displayName', type: 'string' },
  { path: 'tenantId', type: 'string' },
  { path: 'delegatedProviderSubscriptionId', type: 'string' },
  { path: 'routingResourceManagerType', type: 'string', oneOf: ['Default', 'Admin'] },
  { path: 'state', type: 'string', oneOf: ['NotDefined', 'Enabled', 'Warned', 'PastDue', 'Disabled'] },
  { path: 'externalReferenceId', type: 'string' },
];

/** User subscriptions: flat objects. Source: REST reference, section 5. */
export const USER_SUBSCRIPTION_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
  {
    [PATH]: { GET: listSubscriptions },
    [`${PATH}/{userSubscription}`]: {
      GET: getSubscription,
      PUT: putSubscription,
      DELETE: deleteSubscription,
    },
  },
);

/** The stored subscription that a flat object describes. */
export function readSubscription(subscriptionId: string, body: unknown, cloud: Cloud): UserSubscription {
  return {
    subscriptionId,
    displayName: stringAt(body, 'displayName') ?? subscriptionId,
    owner: stringAt(body, 'owner') ?? '',
    offerId: stringAt(body, 'offerId') ?? '',
    tenantId: stringAt(body, 'tenantId') ?? cloud.ids.tenantId,
    delegatedProviderSubscriptionId:
      stringAt(body, 'delegatedProviderSubscriptionId') ?? cloud.ids.providerSubscriptionId,
    routingResourceManagerType: 'Default',
    state: stringAt(body, 'state') ?? 'Enabled',
    externalReferenceId: stringAt(body, 'externalReferenceId'),
  };
}

function findSubscription(call: RoutedCall, cloud: Cloud): UserSubscription | undefined {
  return cloud.state.subscriptions.get(call.params['userSubscription'] ?? '');
}

/** The 404 for a user subscription that is not there, with the ordinary counter; undefined when it is. */
export function checkUserSubscription(call: RoutedCall, cloud: Cloud): Reply | undefined {
  if (findSubscription(call, cloud) !== undefined) return undefined;
  const message = `The subscription '${call.params['userSubscription'] ?? ''}' could not be found.`;
  return armError(404, { code: 'SubscriptionNotFound', message });
}

/** The provider subscription does not stand in the list. `$filter` knows `<member> eq '…'`. */
function listSubscriptions(call: RoutedCall, cloud: Cloud): Reply {
  const matches = parseFilter(call.call.query.get('$filter'));
  const subscriptions = cloud.state.subscriptions
    .list()
    .filter((subscription) => subscription.routingResourceManagerType === 'Default' && matches(subscription));
  return ok({ value: subscriptions.map((subscription) => describeSubscription(subscription, call)) });
}

function parseFilter(filter: string | null): (subscription: UserSubscription) => boolean {
  const [, member, text] = /^(\w+) eq '(.*)'$/i.exec(filter?.trim() ?? '') ?? [];
  if (member === undefined || text === undefined) return () => true;
  const wanted = text.replaceAll("''", "'").toLowerCase();
  return (subscription) => {
    if (member === 'offerName') return subscription.offerId.toLowerCase().endsWith(`/${wanted}`);
    const value: unknown = Object.entries(subscription).find(([name]) => name === member)?.[1];
    return typeof value === 'string' && value.toLowerCase() === wanted;
  };
}

function getSubscription(call: RoutedCall, cloud: Cloud): Reply {
  const subscription = findSubscription(call, cloud);
  return subscription === undefined
    ? (checkUserSubscription(call, cloud) ?? empty(404))
    : ok(describeSubscription(subscription, call));
}

function putSubscription(call: RoutedCall, cloud: Cloud): Reply {
  const id = call.params['userSubscription'] ?? '';
  const refused = checkFields(call.body, FIELDS) ?? checkIdOf(call, id);
  if (refused !== undefined) return refused;
  const known = findSubscription(call, cloud);
  const wanted = readSubscription(known?.subscriptionId ?? id, call.body, cloud);
  const subscription = known === undefined ? wanted : keepServerChoices(wanted, known, call.body);
  const broken =
    checkReferences(subscription, cloud) ??
    (known === undefined ? checkNewSubscription(subscription, cloud) : checkUnchanged(subscription, known));
  if (broken !== undefined) return broken;
  const isNew = cloud.state.subscriptions.set(id, subscription);
  grantOwner(cloud, subscription);
  return written(describeSubscription(subscription, call), isNew);
}

function checkIdOf(call: RoutedCall, id: string): Reply | undefined {
  const inBody = stringAt(call.body, 'subscriptionId') ?? '';
  if (inBody.toLowerCase() !== id.toLowerCase()) {
    return badRequest(
      `The subscriptionId in the body '${inBody}' does not match the one in the path '${id}'.`,
    );
  }
  return stringAt(call.body, 'routingResourceManagerType') === 'Admin'
    ? badRequest('A user subscription cannot be routed to the admin resource manager.')
    : undefined;
}

/** The wanted subscription with directory, provider and state of the known one, as far as the body leaves them out. */
function keepServerChoices(
  wanted: UserSubscription,
  known: UserSubscription,
  body: unknown,
): UserSubscription {
  return {
    ...wanted,
    displayName: stringAt(body, 'displayName') ?? known.displayName,
    tenantId: stringAt(body, 'tenantId') ?? known.tenantId,
    delegatedProviderSubscriptionId:
      stringAt(body, 'delegatedProviderSubscriptionId') ?? known.delegatedProviderSubscriptionId,
    state: stringAt(body, 'state') ?? known.state,
  };
}

function deleteSubscription(call: RoutedCall, cloud: Cloud): Reply {
  const subscription = findSubscription(call, cloud);
  return subscription === undefined ? empty(204) : removeSubscription(subscription, cloud);
}

/** A user subscription as its provider returns it: flat, without `name`, `type`, `location` or `properties`. */
export function describeSubscription(subscription: UserSubscription, call: Addressed): object {
  const { subscriptionId, ...rest } = subscription;
  const id = `/subscriptions/${call.params['subscriptionId'] ?? ''}/providers/${TYPE}/${subscriptionId}`;
  return { id, subscriptionId, ...rest };
}
