import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { ok, type Reply } from '../../wire/reply.js';
import { checkFields, type FieldRule, stringAt } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';

const PATH = '/subscriptions/{subscriptionId}/providers/Microsoft.Subscriptions.Admin/checkNameAvailability';

const FIELDS: readonly FieldRule[] = [
  { path: 'name', type: 'string', required: true },
  { path: 'resourceType', type: 'string', required: true },
];

/** Names of plans and offers. Source: REST reference, section 4.4. */
export const NAME_AVAILABILITY_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
  { [PATH]: { POST: checkName } },
);

function checkName(call: RoutedCall, cloud: Cloud): Reply {
  const refused = checkFields(call.body, FIELDS);
  if (refused !== undefined) return refused;
  const name = stringAt(call.body, 'name') ?? '';
  const type = stringAt(call.body, 'resourceType') ?? '';
  if (!/^[^/\\<>%&?#]{1,128}$/.test(name)) {
    return ok({ nameAvailable: false, reason: 'Invalid', message: `The name '${name}' is not valid.` });
  }
  if (!isTaken(cloud, type, name)) return ok({ nameAvailable: true });
  const message = `The name '${name}' is already in use.`;
  return ok({ nameAvailable: false, reason: 'AlreadyExists', message });
}

function isTaken(cloud: Cloud, type: string, name: string): boolean {
  switch (type.toLowerCase()) {
    case 'microsoft.subscriptions.admin/plans':
      return cloud.state.plans.has(name);
    case 'microsoft.subscriptions.admin/offers':
      return cloud.state.offers.has(name);
    case 'microsoft.subscriptions.admin/directorytenants':
      return cloud.state.directoryTenants.has(name);
    default:
      return false;
  }
}
