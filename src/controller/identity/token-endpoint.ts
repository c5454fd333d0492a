import { createHash } from 'node:crypto';
import type { Cloud } from '../cloud/cloud.js';
import type { RoutedCall } from '../wire/call.js';
import { ok, type Reply } from '../wire/reply.js';
import { hasSecret, type Principal } from '../cloud/accounts/principals.js';
import { checkAssertion } from './client-assertion.js';
import { issuerOf, resolveTenant } from './directory.js';
import { type Denial, deny, readAudience } from './oauth-form.js';
import { findPerson } from './people.js';

/** A token request that has been understood. */
interface TokenForm {
  readonly form: URLSearchParams;
  readonly call: RoutedCall;
  readonly cloud: Cloud;
  readonly tenantId: string;
}

/** The one who gets a token, and what for. */
interface Grant {
  readonly principal: Principal;
  readonly audience: string;
  /** The application that a person has signed in to; undefined for an application itself. */
  readonly publicClient: string | undefined;
}

const GRANTS: Readonly<Record<string, (request: TokenForm) => Grant | Denial>> = {
  client_credentials: grantApplication,
  'urn:ietf:params:oauth:grant-type:device_code': grantDevice,
  device_code: grantDevice,
  authorization_code: grantCode,
  refresh_token: grantRefresh,
};

/**
 * Answers a request for a token, for `resource` (v1, AD FS) or `scope` (v2): client credentials with a secret or a
 * certificate assertion, a device code, an authorization code with its verifier, or a refresh token.
 * Source: REST reference, section 1.3; RFC 6749, sections 4.1, 4.4, 5.2 and 6; RFC 7523, section 2.2; RFC 7636; RFC 8628.
 */
export function answerTokenRequest(call: RoutedCall, cloud: Cloud): Reply {
  const form = new URLSearchParams(call.call.bodyText);
  const tenantId = resolveTenant(cloud, call.params['tenant'] ?? 'adfs');
  const grantType = form.get('grant_type') ?? '';
  const grant = Object.hasOwn(GRANTS, grantType) ? GRANTS[grantType] : undefined;
  if (grant === undefined) return deny(UNSUPPORTED, call, cloud);
  const request = { form, call, cloud, tenantId };
  const granted = checkTenant(cloud, tenantId) ?? grant(request);
  if ('error' in granted) return deny(granted, call, cloud);
  const token = { ...describeToken(granted, request), ...describePerson(granted, request) };
  return ok(isVersion2(call) ? inNumbers(token) : token);
}

const UNSUPPORTED: Denial = {
  status: 400,
  error: 'unsupported_grant_type',
  number: 70003,
  text: 'The app requested an unsupported grant type.',
};

function describeToken(
  { principal, audience, publicClient }: Grant,
  { cloud, tenantId }: TokenForm,
): Readonly<Record<string, string>> {
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
      publicClient,
    }),
  };
}

/** The members that only a person's sign-in has: a refresh token, and who it is. */
function describePerson(
  { principal, audience, publicClient }: Grant,
  { cloud, form, tenantId }: TokenForm,
): Readonly<Record<string, string>> {
  if (publicClient === undefined) return {};
  const { clientId: userName, principalId } = principal;
  const refreshToken = cloud.random.hex(48);
  cloud.signIns.refreshTokens.set(refreshToken, { clientId: publicClient, audience, userName });
  const issuedAt = Math.floor(cloud.clock.nowMs() / 1000);
  const idToken = cloud.tokens.sign({
    aud: publicClient,
    iss: issuerOf(cloud, tenantId),
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + cloud.tokens.lifetimeSeconds,
    oid: principalId,
    sub: principalId,
    tid: tenantId,
    upn: userName,
    preferred_username: userName,
  });
  const clientInfo = JSON.stringify({ uid: principalId, utid: tenantId });
  return {
    scope: form.get('scope') ?? `${audience}/.default`,
    refresh_token: refreshToken,
    id_token: idToken,
    ...(cloud.names.identity === 'aad' && form.get('client_info') === '1'
      ? { client_info: Buffer.from(clientInfo).toString('base64url') }
      : {}),
  };
}

function isVersion2(call: RoutedCall): boolean {
  return /\/v2\.0\/token$/i.test(call.call.path);
}

/** The v2 endpoint writes durations as numbers and leaves the rest out. */
function inNumbers(token: Readonly<Record<string, string>>): unknown {
  const {
    expires_in,
    ext_expires_in,
    expires_on: _on,
    not_before: _before,
    resource: _resource,
    ...rest
  } = token;
  return { ...rest, expires_in: Number(expires_in), ext_expires_in: Number(ext_expires_in) };
}

function checkTenant(cloud: Cloud, tenantId: string): Denial | undefined {
  const isKnown = cloud.state.directoryTenants.find(
    (tenant) => tenant.tenantId.toLowerCase() === tenantId.toLowerCase(),
  );
  if (isKnown !== undefined) return undefined;
  return { status: 400, error: 'invalid_request', number: 90002, text: `Tenant '${tenantId}' not found.` };
}

function grantApplication({ form, call, cloud }: TokenForm): Grant | Denial {
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
    if (problem !== undefined) return { status: 401, error: 'invalid_client', number: 700027, text: problem };
  } else if (!hasSecret(principal, form.get('client_secret') ?? '')) {
    return { status: 401, error: 'invalid_client', number: 7000215, text: 'Invalid client secret provided.' };
  }
  const audience = readAudience(form, cloud);
  return typeof audience === 'string' ? { principal, audience, publicClient: undefined } : audience;
}

/** Source: RFC 8628, sections 3.4 and 3.5. */
function grantDevice({ form, cloud }: TokenForm): Grant | Denial {
  const { devices } = cloud.signIns;
  const device = devices.get(form.get('device_code') ?? form.get('code') ?? '');
  if (device === undefined || device.clientId !== form.get('client_id')) return INVALID_GRANT;
  if (device.answer === 'none' && device.expiresAtMs > cloud.clock.nowMs()) {
    const text = 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.';
    return { status: 400, error: 'authorization_pending', number: 70016, text };
  }
  devices.delete(device.deviceCode);
  if (device.answer === 'none') {
    return { status: 400, error: 'expired_token', number: 70020, text: 'The device code has expired.' };
  }
  if (device.answer === 'declined') {
    const text = 'The user declined the sign-in.';
    return { status: 400, error: 'authorization_declined', number: 65004, text };
  }
  return grantPerson(cloud, { ...device, userName: device.answer.userName });
}

/** Source: RFC 6749, section 4.1.3; RFC 7636, section 4.6. */
function grantCode({ form, cloud }: TokenForm): Grant | Denial {
  const { codes } = cloud.signIns;
  const text = form.get('code') ?? '';
  const code = codes.get(text);
  codes.delete(text);
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  const isGood =
    code !== undefined &&
    code.expiresAtMs > cloud.clock.nowMs() &&
    code.clientId === form.get('client_id') &&
    code.redirectUri === form.get('redirect_uri') &&
    code.challenge === challenge;
  return isGood ? grantPerson(cloud, code) : INVALID_GRANT;
}

/** Source: RFC 6749, section 6. */
function grantRefresh({ form, cloud }: TokenForm): Grant | Denial {
  const { refreshTokens, rules } = cloud.signIns;
  const known = refreshTokens.get(form.get('refresh_token') ?? '');
  if (known === undefined || known.clientId !== form.get('client_id')) return INVALID_GRANT;
  const audience = readAudience(form, cloud);
  if (typeof audience !== 'string') return audience;
  const isGood =
    rules.refreshTokens === 'any-audience' ||
    (rules.refreshTokens === 'one-audience' && audience === known.audience);
  return isGood ? grantPerson(cloud, { ...known, audience }) : INVALID_GRANT;
}

const INVALID_GRANT: Denial = {
  status: 400,
  error: 'invalid_grant',
  number: 70008,
  text: 'The provided authorization code or refresh token has expired or is not good for this resource.',
};

function grantPerson(
  cloud: Cloud,
  about: { readonly clientId: string; readonly audience: string; readonly userName: string },
): Grant | Denial {
  const principal = findPerson(cloud, about.userName);
  if (principal === undefined) return INVALID_GRANT;
  return { principal, audience: about.audience, publicClient: about.clientId };
}
