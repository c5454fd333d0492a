import type { Cloud } from '../cloud/cloud.js';
import type { IdentitySystem } from '../cloud/cloud-names.js';
import type { RoutedCall } from '../wire/call.js';
import { ok, type Reply } from '../wire/reply.js';
import { ARM_WIRE } from '../wire/wire.js';
import { type Route, type RouteGroup, routesOf } from '../cloud/route.js';
import { issuerOf, resolveTenant } from './directory.js';
import { checkAssertion } from './client-assertion.js';
import { hasSecret, type Principal } from '../cloud/accounts/principals.js';

const LOGIN: RouteGroup = { hosts: ['login'], apiVersions: [], wire: ARM_WIRE, anonymous: true };

/** OpenID configuration, keys and token endpoint. Source: REST reference, sections 1.1 and 1.3. */
export function loginRoutes(identity: IdentitySystem): readonly Route[] {
  return identity === 'adfs'
    ? routesOf(LOGIN, {
        '/adfs/.well-known/openid-configuration': { GET: describeAdfs },
        '/adfs/discovery/keys': { GET: listKeys },
        '/adfs/oauth2/token': { POST: answerTokenRequest },
      })
    : routesOf(LOGIN, {
        '/{tenant}/.well-known/openid-configuration': { GET: describeAad },
        '/{tenant}/v2.0/.well-known/openid-configuration': { GET: describeAad },
        '/{tenant}/discovery/keys': { GET: listKeys },
        '/{tenant}/discovery/v2.0/keys': { GET: listKeys },
        '/{tenant}/oauth2/token': { POST: answerTokenRequest },
        '/{tenant}/oauth2/v2.0/token': { POST: answerTokenRequest },
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

/** The fields of a token request. */
type Form = URLSearchParams;

/** The reason why a token is refused: OAuth code, AADSTS number and text. */
interface Denial {
  readonly status: number;
  readonly error: string;
  readonly number: number;
  readonly text: string;
}

/**
 * Answers a request for a token: client credentials with a secret or a certificate assertion, for `resource` (v1, AD
 * FS) or `scope` (v2).
 * Source: REST reference, section 1.3; RFC 6749, sections 4.4 and 5.2; RFC 7523, section 2.2.
 */
function answerTokenRequest(call: RoutedCall, cloud: Cloud): Reply {
  const form = new URLSearchParams(call.call.bodyText);
  const tenantId = resolveTenant(cloud, call.params['tenant'] ?? 'adfs');
  const denial = checkGrant(form) ?? checkTenant(cloud, tenantId) ?? checkClient(form, call, cloud);
  if (denial !== undefined) return deny(denial, call, cloud);
  const audience = findAudience(form, cloud);
  const principal = cloud.principals.find(form.get('client_id') ?? '');
  if (audience === undefined || principal === undefined) return deny(unknownResource(form), call, cloud);
  const token = describeToken({ cloud, principal, audience, tenantId });
  return ok(isVersion2(call) ? inNumbers(token) : token);
}

function describeToken(grant: {
  readonly cloud: Cloud;
  readonly principal: Principal;
  readonly audience: string;
  readonly tenantId: string;
}): Readonly<Record<string, string>> {
  const { cloud, principal, audience, tenantId } = grant;
  const issuedAt = Math.floor(cloud.clock.nowMs() / 1000);
  const lifetime = String(cloud.tokens.lifetimeSeconds);
  return {
    token_type: 'Bearer',
    expires_in: lifetime,
    ext_expires_in: lifetime,
    expires_on: String(issuedAt + cloud.tokens.lifetimeSeconds),
    not_before: String(issuedAt),
    resource: audience,
    access_token: cloud.tokens.issue({
      caller: { clientId: principal.clientId, principalId: principal.principalId, tenantId },
      audience,
      issuer: issuerOf(cloud, tenantId),
      issuedAt,
      tokenId: cloud.random.guid(),
    }),
  };
}

function isVersion2(call: RoutedCall): boolean {
  return /\/v2\.0\/token$/i.test(call.call.path);
}

/** The v2 endpoint writes durations as numbers and leaves the rest out. */
function inNumbers(token: Readonly<Record<string, string>>): unknown {
  const { token_type, expires_in, ext_expires_in, access_token } = token;
  return {
    token_type,
    expires_in: Number(expires_in),
    ext_expires_in: Number(ext_expires_in),
    access_token,
  };
}

function checkGrant(form: Form): Denial | undefined {
  if (form.get('grant_type') === 'client_credentials') return undefined;
  return {
    status: 400,
    error: 'unsupported_grant_type',
    number: 70003,
    text: 'The app requested an unsupported grant type.',
  };
}

function checkTenant(cloud: Cloud, tenantId: string): Denial | undefined {
  const isKnown = cloud.state.directoryTenants.find(
    (tenant) => tenant.tenantId.toLowerCase() === tenantId.toLowerCase(),
  );
  if (isKnown !== undefined) return undefined;
  return { status: 400, error: 'invalid_request', number: 90002, text: `Tenant '${tenantId}' not found.` };
}

function checkClient(form: Form, call: RoutedCall, cloud: Cloud): Denial | undefined {
  const clientId = form.get('client_id') ?? '';
  const principal = cloud.principals.find(clientId);
  if (principal === undefined) {
    return {
      status: 400,
      error: 'unauthorized_client',
      number: 700016,
      text: `Application '${clientId}' was not found.`,
    };
  }
  if (form.has('client_assertion')) {
    const problem = checkAssertion({ form, principal, call: call.call, cloud });
    return problem === undefined
      ? undefined
      : { status: 401, error: 'invalid_client', number: 700027, text: problem };
  }
  if (hasSecret(principal, form.get('client_secret') ?? '')) return undefined;
  return { status: 401, error: 'invalid_client', number: 7000215, text: 'Invalid client secret provided.' };
}

/** `scope` is `<audience>/.default`; a doubled slash keeps the audience's own. */
function findAudience(form: Form, cloud: Cloud): string | undefined {
  const wanted = form.get('resource') ?? (form.get('scope') ?? '').split(' ')[0]?.replace(/\/\.default$/, '');
  const { admin, user, vault } = cloud.audiences;
  return [admin, user, ...vault].find((audience) => sameAudience(audience, wanted ?? ''));
}

function sameAudience(known: string, wanted: string): boolean {
  return known.toLowerCase() === wanted.toLowerCase().replace(/\/$/, '');
}

function unknownResource(form: Form): Denial {
  const wanted = form.get('resource') ?? form.get('scope') ?? '';
  return {
    status: 400,
    error: 'invalid_resource',
    number: 500011,
    text: `The resource principal named ${wanted} was not found.`,
  };
}

function deny(reason: Denial, call: RoutedCall, cloud: Cloud): Reply {
  const trace = call.call.requestId;
  const prefix = cloud.names.identity === 'adfs' ? 'MSIS9' : 'AADSTS';
  return {
    status: reason.status,
    body: {
      error: reason.error,
      error_description: `${prefix}${reason.number}: ${reason.text} Trace ID: ${trace}`,
      error_codes: [reason.number],
      timestamp: cloud.clock.now().toISOString(),
      trace_id: trace,
      correlation_id: trace,
    },
  };
}
