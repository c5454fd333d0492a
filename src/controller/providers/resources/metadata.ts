import { type Cloud, isLocation } from '../../cloud/cloud.js';
import { loginLabel } from '../../cloud/cloud-names.js';
import type { RoutedCall } from '../../wire/call.js';
import { gatewayError, ok, type Reply } from '../../wire/reply.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { ARM_WIRE } from '../../wire/wire.js';

const OBJECT_VERSION = '2015-01-01';
/** Versions in which newer clouds answer with a list, as public Azure does. */
const LIST_VERSIONS = ['2018-05-01', '2019-05-01', '2019-10-01', '2020-06-01', '2022-09-01'];

/** Discovery. Source: REST reference, section 1.1. */
export const METADATA_ROUTES: readonly Route[] = [
  ...routesOf(
    {
      hosts: ['admin', 'user'],
      apiVersions: [OBJECT_VERSION, ...LIST_VERSIONS],
      wire: ARM_WIRE,
      anonymous: true,
    },
    { '/metadata/endpoints': { GET: getEndpoints } },
  ),
  ...routesOf(
    { hosts: ['admin', 'user'], apiVersions: [OBJECT_VERSION], wire: ARM_WIRE, anonymous: true },
    { '/metadata/identity': { GET: describeIdentity } },
  ),
  ...routesOf(
    { hosts: ['admin', 'user'], apiVersions: ['2014-04-01-preview'], wire: ARM_WIRE },
    { '/applicationRegistrations': { GET: listApplications } },
  ),
];

function getEndpoints(call: RoutedCall, cloud: Cloud): Reply {
  const endpoints = describeEndpoints(call, cloud);
  return ok(call.apiVersion === OBJECT_VERSION ? endpoints : [describeCloud(endpoints, call, cloud)]);
}

/** The object that api-version 2015-01-01 answers with. */
interface Endpoints {
  readonly galleryEndpoint: string;
  readonly graphEndpoint: string;
  readonly portalEndpoint: string;
  readonly authentication: { readonly loginEndpoint: string; readonly audiences: readonly string[] };
}

function describeEndpoints(call: RoutedCall, cloud: Cloud): Endpoints {
  const { names, audiences } = cloud;
  const isAdmin = call.call.host === 'admin';
  const portal = names.url(isAdmin ? 'adminportal' : 'portal');
  const login = names.url(loginLabel(names.identity));
  return {
    galleryEndpoint: `https://${names.hostName(isAdmin ? 'adminportal' : 'portal')}:30015/`,
    graphEndpoint: names.identity === 'adfs' ? `${names.url('graph')}/` : 'https://graph.windows.net/',
    portalEndpoint: `${portal}/`,
    authentication: {
      loginEndpoint: names.identity === 'adfs' ? `${login}/adfs` : `${login}/`,
      audiences: [isAdmin ? audiences.admin : audiences.user],
    },
  };
}

function describeCloud(endpoints: Endpoints, call: RoutedCall, cloud: Cloud): unknown {
  const { names, ids } = cloud;
  return {
    name: `AzureStack-${call.call.host === 'admin' ? 'Admin' : 'User'}-${ids.armApplicationId}`,
    portal: endpoints.portalEndpoint,
    gallery: endpoints.galleryEndpoint,
    graph: endpoints.graphEndpoint,
    graphAudience: endpoints.graphEndpoint,
    authentication: endpoints.authentication,
    suffixes: { keyVaultDns: names.hostName('vault'), storage: `${names.region}.${names.domain}` },
  };
}

/** The applications that a guest directory has to consent to: ARM itself. */
function listApplications(_call: RoutedCall, cloud: Cloud): Reply {
  const application = {
    appId: cloud.ids.armApplicationId,
    tags: [],
    appRoleAssignments: [],
    oauth2PermissionGrants: [],
  };
  return ok({ value: [application] });
}

function describeIdentity(_call: RoutedCall, cloud: Cloud): Reply {
  return ok({ applicationId: cloud.ids.armApplicationId });
}

const ADMIN = '/subscriptions/{subscriptionId}/providers/Microsoft.Subscriptions.Admin/locations';

/** Locations of both ARMs. Source: REST reference, section 2.3. */
export const LOCATION_ROUTES: readonly Route[] = [
  ...routesOf(
    { hosts: ['admin'], apiVersions: ['2015-11-01'], wire: ARM_WIRE },
    { [ADMIN]: { GET: listLocations }, [`${ADMIN}/{location}`]: { GET: getLocation, PUT: getLocation } },
  ),
  ...routesOf(
    { hosts: ['admin', 'user'], apiVersions: ['2018-02-01', '2016-06-01', '2015-11-01'], wire: ARM_WIRE },
    { '/subscriptions/{subscriptionId}/locations': { GET: listCallerLocations } },
  ),
];

function listLocations(call: RoutedCall, cloud: Cloud): Reply {
  return ok({ value: [describeLocation(call, cloud)] });
}

function getLocation(call: RoutedCall, cloud: Cloud): Reply {
  if (isLocation(cloud, call.params['location'])) return ok(describeLocation(call, cloud));
  const message = `The location '${call.params['location'] ?? ''}' could not be found.`;
  return gatewayError(404, 'ResourceNotFound', message);
}

function describeLocation(call: RoutedCall, cloud: Cloud): unknown {
  const { region } = cloud.names;
  const id = `/subscriptions/${call.params['subscriptionId'] ?? ''}/providers/Microsoft.Subscriptions.Admin/locations/${region}`;
  return { id, name: region, displayName: region, latitude: '', longitude: '' };
}

function listCallerLocations(call: RoutedCall, cloud: Cloud): Reply {
  const { region } = cloud.names;
  const subscriptionId = call.params['subscriptionId'] ?? '';
  const id = `/subscriptions/${subscriptionId}/locations/${region}`;
  const location = { id, subscriptionId, name: region, displayName: region, latitude: '', longitude: '' };
  return ok({ value: [location] });
}
