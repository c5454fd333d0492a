import type { Cloud } from '../cloud/cloud.js';
import type { RoutedCall } from '../wire/call.js';
import { ok, type Reply } from '../wire/reply.js';
import { checkAssertion } from './client-assertion.js';
import { hasSecret, type Principal } from '../cloud/accounts/principals.js';
import { issuerOf, resolveTenant } from './tenants.js';

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
export function answerTokenRequest(call: RoutedCall, cloud: Cloud): Reply {
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
