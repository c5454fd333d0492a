import type { Cloud } from '../cloud/cloud.js';
import type { IdentitySystem } from '../cloud/cloud-names.js';
import type { RoutedCall } from '../wire/call.js';
import { ok, type Reply } from '../wire/reply.js';
import { ARM_WIRE } from '../wire/wire.js';
import { type Route, type RouteGroup, routesOf } from '../cloud/route.js';
import { issuerOf, resolveTenant } from './directory.js';
import { answerAuthorizeForm, showAuthorizePage } from './authorize-page.js';
import { answerDeviceForm, showDevicePage, startDeviceSignIn } from './device-page.js';
import { answerTokenRequest } from './token-endpoint.js';

const LOGIN: RouteGroup = { hosts: ['login'], apiVersions: [], wire: ARM_WIRE, anonymous: true };

const DEVICE_PAGE = { GET: showDevicePage, POST: answerDeviceForm };
const AUTHORIZE_PAGE = { GET: showAuthorizePage, POST: answerAuthorizeForm };

/**
 * OpenID configuration, keys, token endpoint, and the pages on which a person signs in. Source: REST reference, sections
 * 1.1 and 1.3.
 */
export function loginRoutes(identity: IdentitySystem): readonly Route[] {
  return identity === 'adfs'
    ? routesOf(LOGIN, {
        '/adfs/.well-known/openid-configuration': { GET: describeAdfs },
        '/adfs/discovery/keys': { GET: listKeys },
        '/adfs/oauth2/token': { POST: answerTokenRequest },
        '/adfs/oauth2/devicecode': { POST: startDeviceSignIn },
        '/adfs/oauth2/deviceauth': DEVICE_PAGE,
        '/adfs/oauth2/authorize': AUTHORIZE_PAGE,
      })
    : routesOf(LOGIN, {
        '/{tenant}/.well-known/openid-configuration': { GET: describeAad },
        '/{tenant}/v2.0/.well-known/openid-configuration': { GET: describeAad },
        '/{tenant}/discovery/keys': { GET: listKeys },
        '/{tenant}/discovery/v2.0/keys': { GET: listKeys },
        '/{tenant}/oauth2/token': { POST: answerTokenRequest },
        '/{tenant}/oauth2/v2.0/token': { POST: answerTokenRequest },
        '/{tenant}/oauth2/devicecode': { POST: startDeviceSignIn },
        '/{tenant}/oauth2/v2.0/devicecode': { POST: startDeviceSignIn },
        '/{tenant}/oauth2/deviceauth': DEVICE_PAGE,
        '/{tenant}/oauth2/authorize': AUTHORIZE_PAGE,
        '/{tenant}/oauth2/v2.0/authorize': AUTHORIZE_PAGE,
      });
}

function listKeys(_call: RoutedCall, cloud: Cloud): Reply {
  return ok(cloud.tokens.keySet);
}

function describeAdfs(_call: RoutedCall, cloud: Cloud): Reply {
  const base = `${cloud.names.url('adfs')}/adfs`;
  return ok({
    issuer: issuerOf(cloud, cloud.ids.tenantId),
    authorization_endpoint: `${base}/oauth2/authorize/`,
    token_endpoint: `${base}/oauth2/token/`,
    jwks_uri: `${base}/discovery/keys`,
    device_authorization_endpoint: `${base}/oauth2/devicecode`,
    end_session_endpoint: `${base}/oauth2/logout`,
    ...COMMON,
  });
}

function describeAad(call: RoutedCall, cloud: Cloud): Reply {
  const version = /\/v2\.0\//i.test(call.call.path) ? 'v2.0/' : '';
  const tenant = resolveTenant(cloud, call.params['tenant'] ?? '');
  const base = `${cloud.names.url('login')}/${tenant}`;
  return ok({
    issuer: version === '' ? issuerOf(cloud, tenant) : `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/${version}authorize`,
    token_endpoint: `${base}/oauth2/${version}token`,
    jwks_uri: `${base}/discovery/${version}keys`,
    device_authorization_endpoint: `${base}/oauth2/${version}devicecode`,
    end_session_endpoint: `${base}/oauth2/${version}logout`,
    ...COMMON,
  });
}

const COMMON = {
  response_types_supported: ['code', 'id_token', 'code id_token', 'token'],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  subject_types_supported: ['pairwise'],
  scopes_supported: ['openid'],
  id_token_signing_alg_values_supported: ['RS256'],
  token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
};
