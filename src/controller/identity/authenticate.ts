import type { Cloud } from '../cloud/cloud.js';
import type { Call, Caller } from '../wire/call.js';
import { armError, type Reply } from '../wire/reply.js';
import { authorityOf } from './directory.js';

/** The caller of a signed request, or the 401 for any other. */
export type SignIn = { readonly caller: Caller } | { readonly refused: Reply };

/** Checks the bearer token of a call to ARM. Source: REST reference, sections 1.1 and 10.3. */
export function authenticate(call: Call, cloud: Cloud): SignIn {
  const token = bearerTokenOf(call);
  if (token === undefined) {
    const message = "Authentication failed. The 'Authorization' header is missing.";
    return refuse(cloud, 'AuthenticationFailed', message);
  }
  const claims = cloud.tokens.read(token);
  if (claims === undefined)
    return refuse(cloud, 'InvalidAuthenticationToken', 'The access token is invalid.');
  const wanted = call.host === 'admin' ? cloud.audiences.admin : cloud.audiences.user;
  if (claims.audience !== wanted) {
    const message = `The access token has been obtained for wrong audience or resource '${claims.audience}'. It should exactly match with one of the allowed audiences '${wanted}'.`;
    return refuse(cloud, 'InvalidAuthenticationTokenAudience', message);
  }
  if (claims.expiresAt * 1000 <= cloud.clock.nowMs()) {
    const message = 'The access token has expired.';
    return refuse(cloud, 'ExpiredAuthenticationToken', message);
  }
  return { caller: claims.caller };
}

/** The token of an Authorization header; undefined when there is none. */
export function bearerTokenOf(call: Call): string | undefined {
  const header = call.headers.authorization ?? '';
  return /^bearer\s+/i.test(header) ? header.replace(/^bearer\s+/i, '') : undefined;
}

function refuse(cloud: Cloud, code: string, message: string): SignIn {
  const challenge = `Bearer authorization_uri="${authorityOf(cloud)}", error="invalid_token", error_description="${message}"`;
  return {
    refused: {
      ...armError(401, { code, message }),
      headers: { 'WWW-Authenticate': challenge, 'x-ms-failure-cause': 'gateway' },
      gateway: true,
    },
  };
}
