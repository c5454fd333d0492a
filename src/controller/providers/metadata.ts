import type { Cloud } from '../cloud.js';
import { loginLabel } from '../cloud-names.js';
import type { RoutedCall } from '../server/call.js';
import { ok, type Reply } from '../server/reply.js';
import { type Route, routesOf } from '../server/route.js';
import { ARM_WIRE } from '../server/wire.js';

/** Discovery. Source: REST reference, section 1.1. */
export const METADATA_ROUTES: readonly Route[] = routesOf(
  { hosts: ['admin', 'user'], apiVersions: ['2015-01-01'], wire: ARM_WIRE, anonymous: true },
  { '/metadata/endpoints': { GET: describeEndpoints }, '/metadata/identity': { GET: describeIdentity } },
);

function describeEndpoints(call: RoutedCall, cloud: Cloud): Reply {
  const { names, audiences } = cloud;
  const isAdmin = call.call.host === 'admin';
  const portal = names.url(isAdmin ? 'adminportal' : 'portal');
  const login = names.url(loginLabel(names.identity));
  return ok({
    galleryEndpoint: `https://${names.hostName(isAdmin ? 'adminportal' : 'portal')}:30015/`,
    graphEndpoint: names.identity === 'adfs' ? `${names.url('graph')}/` : 'https://graph.windows.net/',
    portalEndpoint: `${portal}/`,
    authentication: {
      loginEndpoint: names.identity === 'adfs' ? `${login}/adfs` : `${login}/`,
      audiences: [isAdmin ? audiences.admin : audiences.user],
    },
  });
}

function describeIdentity(_call: RoutedCall, cloud: Cloud): Reply {
  return ok({ applicationId: cloud.ids.armApplicationId });
}
