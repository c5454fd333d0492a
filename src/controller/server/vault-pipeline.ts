import type { Cloud } from '../cloud/cloud.js';
import { bearerTokenOf } from '../identity/authenticate.js';
import type { Call, Caller } from '../wire/call.js';
import { authorityOf } from '../identity/directory.js';
import { handleLate, type Pipeline, type WiredReply } from './arm-pipeline.js';
import type { Reply } from '../wire/reply.js';
import type { Match } from './router.js';
import { KEY_VAULT_WIRE } from '../wire/wire.js';
import { badParameter, vaultError, vaultNotFound } from '../providers/vaults/vault-errors.js';

/**
 * Answers one call to a vault: challenge, version, vault, handler. Handlers check access policies.
 * Source: REST reference, sections 1.4 and 8.2.
 */
export function answerVaultCall(call: Call, pipeline: Pipeline): WiredReply {
  const match = pipeline.router.match('vault', call.method, call.path);
  const route = match.kind === 'route' ? match.route.path : '(unknown)';
  return { reply: answer(call, match, pipeline), wire: KEY_VAULT_WIRE, route };
}

function answer(call: Call, match: Match, pipeline: Pipeline): Reply {
  const { cloud } = pipeline;
  const signedIn = authenticate(call, cloud);
  if ('refused' in signedIn) return signedIn.refused;
  if (match.kind === 'wrong-method') {
    const message = `The method ${call.method} is not allowed.`;
    const refused = vaultError(405, 'MethodNotAllowed', { message });
    return { ...refused, headers: { Allow: match.allowed.join(', ') } };
  }
  if (match.kind === 'unknown') return vaultError(404, 'NotFound', { message: 'The path is not found.' });
  const throttled = pipeline.weather.vaultCounters.charge(call.vaultName, 'reads', cloud.clock.nowMs());
  if (throttled.retryAfterSeconds !== undefined) return throttle(throttled.retryAfterSeconds);
  const refused = checkVersion(call, match.route.apiVersions) ?? checkVault(call, cloud);
  if (refused !== undefined) return refused;
  const body = parseBody(call);
  if ('refused' in body) return body.refused;
  const apiVersion = call.query.get('api-version') ?? '';
  const { caller } = signedIn;
  const { route, params } = match;
  const handle = () => route.handle({ call, params, apiVersion, caller, body: body.value }, cloud);
  return handleLate(call, caller, { handle, pipeline });
}

type SignIn = { readonly caller: Caller } | { readonly refused: Reply };

function authenticate(call: Call, cloud: Cloud): SignIn {
  const token = bearerTokenOf(call);
  if (token === undefined) return challenge(cloud, 'AKV10000: Request is missing a Bearer or PoP token.');
  const claims = cloud.tokens.read(token);
  if (claims === undefined) return challenge(cloud, 'AKV10032: Invalid issuer or signature of the token.');
  if (!cloud.audiences.vault.includes(claims.audience))
    return challenge(cloud, 'AKV10022: Invalid audience.');
  const isExpired = claims.expiresAt * 1000 <= cloud.clock.nowMs();
  return isExpired ? challenge(cloud, 'AKV10014: The token has expired.') : { caller: claims.caller };
}

function challenge(cloud: Cloud, message: string): SignIn {
  const resource = cloud.audiences.vault.at(-1) ?? '';
  const value = `Bearer authorization="${authorityOf(cloud)}", resource="${resource}"`;
  return {
    refused: { ...vaultError(401, 'Unauthorized', { message }), headers: { 'WWW-Authenticate': value } },
  };
}

function throttle(seconds: number): Reply {
  const message = 'The request was not processed because too many requests were received.';
  return { ...vaultError(429, 'Throttled', { message }), headers: { 'Retry-After': String(seconds) } };
}

function checkVersion(call: Call, versions: readonly string[]): Reply | undefined {
  const version = call.query.get('api-version');
  if (version === null || version === '') return badParameter('api-version must be specified');
  if (versions.includes(version)) return undefined;
  return badParameter(
    `The specified version (${version}) is not recognized. Consider using the latest supported version (${versions.at(-1) ?? ''}).`,
  );
}

function checkVault(call: Call, cloud: Cloud): Reply | undefined {
  return cloud.state.vaults.has(call.vaultName) ? undefined : vaultNotFound(call.vaultName);
}

function parseBody(call: Call): { readonly value: unknown } | { readonly refused: Reply } {
  if (call.bodyText === '') return { value: undefined };
  try {
    return { value: JSON.parse(call.bodyText) };
  } catch {
    return { refused: badParameter('The request body is not well-formed JSON.') };
  }
}
