import type { Cloud } from '../cloud/cloud.js';
import type { RoutedCall } from '../wire/call.js';
import { escapeHtml, renderPage } from '../wire/page.js';
import { empty, type Reply } from '../wire/reply.js';
import { renderSignInForm } from './device-page.js';
import { checkPublicClient, describeDenial, readAudience } from './oauth-form.js';
import { findPerson } from './people.js';

const CODE_LIFETIME_MS = 600_000;

/** The request of a program to a person in a browser. */
interface AuthorizeRequest {
  readonly clientId: string;
  readonly audience: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly state: string | null;
}

/** Shows the page on which a person lets a program sign in. Source: RFC 6749, section 4.1.1; RFC 7636, section 4.3. */
export function showAuthorizePage(call: RoutedCall, cloud: Cloud): Reply {
  const request = readRequest(call, cloud);
  if (typeof request === 'string') return refuse(request);
  return renderSignInForm(cloud, { heading: 'Let the program on this machine sign in', fields: '' });
}

/** Takes what the person said, and sends the browser back to the program. Source: RFC 6749, section 4.1.2. */
export function answerAuthorizeForm(call: RoutedCall, cloud: Cloud): Reply {
  const request = readRequest(call, cloud);
  if (typeof request === 'string') return refuse(request);
  const form = new URLSearchParams(call.call.bodyText);
  const person = findPerson(cloud, form.get('username') ?? '');
  if (person === undefined) return refuse('There is no such user.');
  const back = new URL(request.redirectUri);
  if (form.get('answer') === 'approve') {
    const code = cloud.random.hex(32);
    const { clientId, audience, redirectUri, challenge } = request;
    const expiresAtMs = cloud.clock.nowMs() + CODE_LIFETIME_MS;
    const consent = { clientId, audience, redirectUri, challenge, userName: person.clientId, expiresAtMs };
    cloud.signIns.codes.set(code, consent);
    back.searchParams.set('code', code);
  } else {
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', 'The user declined the sign-in.');
  }
  if (request.state !== null) back.searchParams.set('state', request.state);
  return empty(302, { Location: back.href });
}

/** The request in the address; the reason where it cannot be answered, and nobody is sent anywhere. */
function readRequest(call: RoutedCall, cloud: Cloud): AuthorizeRequest | string {
  const { query } = call.call;
  const denial = checkPublicClient(query, cloud);
  if (denial !== undefined) return describeDenial(denial, cloud);
  const audience = readAudience(query, cloud);
  if (typeof audience !== 'string') return describeDenial(audience, cloud);
  const redirectUri = query.get('redirect_uri') ?? '';
  const challenge = query.get('code_challenge') ?? '';
  if (query.get('response_type') !== 'code') return 'The response type must be code.';
  if (!isLoopback(redirectUri)) return 'The redirect address must be one of this machine.';
  if (challenge === '' || query.get('code_challenge_method') !== 'S256') {
    return 'A code challenge of the method S256 is required.';
  }
  return {
    clientId: query.get('client_id') ?? '',
    audience,
    redirectUri,
    challenge,
    state: query.get('state'),
  };
}

/** Source: RFC 8252, section 7.3. */
function isLoopback(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname);
}

function refuse(problem: string): Reply {
  return renderPage('Sign-in', `<h1>Sign-in</h1><p role="alert">${escapeHtml(problem)}</p>`, 400);
}
