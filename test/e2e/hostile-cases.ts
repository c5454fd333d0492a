import { isJsonObject } from '../../src/cloud/json-value.js';
import type { ErrorCode } from '../../src/core/errors/error-codes.js';
import { HOSTILE_ANSWERS } from './hostile-answers.js';
import {
  answer,
  at,
  authentication,
  type HostileCase,
  LOCATIONS,
  merge,
  METADATA,
  OPENID,
  QUOTA,
  row,
  type Stage,
  SUBSCRIPTIONS,
  TOKEN,
  USER_METADATA,
  VAULT,
} from './hostile-case.js';

const GRAPH = 'https://graph.microsoft.com';

/** Texts in the place of the login endpoint, and the code that each ends in. */
const LOGINS: readonly (readonly [string, ErrorCode, (stage: Stage) => unknown])[] = [
  ['another host', 'TARGET_AUTH', ({ evil }) => `https://${evil}/adfs`],
  ['another host, without AD FS', 'TARGET_AUTH', ({ evil }) => `https://${evil}/`],
  [
    'a host whose path names the cloud',
    'TARGET_AUTH',
    ({ evil, domain }) => `https://${evil}/login.${domain}`,
  ],
  ['a host above the region', 'TARGET_AUTH', ({ evil }) => `https://login.localhost:${evil.split(':')[1]}/`],
  [
    'a host that begins like the cloud',
    'TARGET_AUTH',
    ({ evil, domain }) => `https://login.${domain}.${evil}/`,
  ],
  ['a host that ends like the cloud', 'TARGET_AUTH', ({ domain }) => `https://evil${domain}/`],
  [
    'a host that begins like a public one',
    'TARGET_AUTH',
    ({ evil }) => `https://login.microsoftonline.com.${evil}/`,
  ],
  [
    'a public host with a port',
    'TARGET_AUTH',
    ({ evil }) => `https://login.windows.net:${evil.split(':')[1]}/`,
  ],
  [
    'a user before another host',
    'TARGET_UNREACHABLE',
    ({ evil, domain }) => `https://login.${domain}@${evil}/`,
  ],
  ['no TLS', 'TARGET_UNREACHABLE', ({ evil }) => `http://${evil}/adfs`],
  ['an address', 'TARGET_UNREACHABLE', () => 'https://[::1]/adfs'],
  ['no URL', 'TARGET_UNREACHABLE', () => 'login'],
  ['no text', 'TARGET_UNREACHABLE', () => 7],
  ['a script', 'TARGET_UNREACHABLE', () => 'javascript:alert(1)'],
];

const AUDIENCES: readonly (readonly [string, unknown])[] = [
  ['of a public service', GRAPH],
  ['of public ARM', 'https://management.azure.com/'],
  ['of public vaults', 'https://vault.azure.net'],
  ['with a second scope', 'https://management.x.example/7d1b4d53-1f0e-4d3c-8a3c-6f0a2a5f9f11 openid'],
  ['with a line break', 'https://management.x.example/7d1b4d53-1f0e-4d3c-8a3c-6f0a2a5f9f11\r\nX-Evil: 1'],
  ['that is no text', { a: 1 }],
];

const REGIONS: readonly (readonly [string, (stage: Stage) => unknown])[] = [
  ['another host and a path', ({ evil }) => `${evil}/x`],
  ['another host and a query', ({ evil }) => `${evil}?`],
  ['a user for another host', ({ evil }) => `x@${evil}#`],
  ['another region', () => 'elsewhere'],
  ['the way up', () => '../..'],
  ['a control character', () => '\u001b[2J'],
  ['a bidirectional override', ({ domain }) => `\u202e${domain.split('.')[0]}`],
  ['a line break', ({ domain }) => `${domain.split('.')[0]}\r\nX-Evil: 1`],
  ['a surrogate that stands alone', () => '\ud800'],
  ['more than a label', () => 'a'.repeat(64)],
  ['nothing', () => ''],
  ['no text', () => ['drill']],
];

const PROVIDER_IDS: readonly (readonly [string, object])[] = [
  ['leads up', { subscriptionId: '../../x' }],
  ['leads to another host', { subscriptionId: '/evil.localhost/' }],
  ['is no GUID', { subscriptionId: 'me' }],
  ['is not there', { subscriptionId: undefined }],
  ['goes with a directory that is no GUID', { tenantId: 'common' }],
  ['goes with a directory of control characters', { tenantId: '\u0007\u202e' }],
];

const NEXT_LINKS: readonly (readonly [string, (stage: Stage) => string])[] = [
  ['another host', ({ evil }) => `https://${evil}/subscriptions`],
  ['another host, without a scheme', ({ evil }) => `//${evil}/subscriptions`],
  ['another host, by backslashes', ({ evil }) => `https:\\\\${evil}\\subscriptions`],
  ['no TLS', ({ admin }) => admin.replace('https:', 'http:')],
  [
    'a user before the host',
    ({ admin }) => `${admin.replace('https://', 'https://user:pass@')}/subscriptions`,
  ],
  ['another host of the cloud', ({ admin }) => admin.replace('adminmanagement', 'login')],
  ['no URL', () => '\u0000'],
];

const OPERATIONS: readonly (readonly [string, (stage: Stage) => Readonly<Record<string, string>>])[] = [
  ['another host', ({ evil }) => ({ location: `https://${evil}/operations/1` })],
  ['another host for its status', ({ evil }) => ({ 'azure-asyncoperation': `https://${evil}/operations/1` })],
  ['another host, without a scheme', ({ evil }) => ({ location: `//${evil}/operations/1` })],
  ['a user before the host', ({ admin }) => ({ location: `${admin.replace('https://', 'https://a:b@')}/o` })],
  ['another host of the cloud', ({ admin }) => ({ location: admin.replace('adminmanagement', 'login') })],
];

const CHALLENGES: readonly (readonly [string, (stage: Stage) => string])[] = [
  ['of a public service', () => `resource="${GRAPH}"`],
  ['of a public service, as a scope', () => `scope="${GRAPH}/.default"`],
  ['of public vaults', () => 'resource="https://vault.azure.net"'],
  ['of another host', ({ evil }) => `resource="https://${evil}"`],
  ['of all that the domain has', () => 'resource="https://localhost"'],
  ['of another vault', ({ domain }) => `resource="https://other.vault.${domain}"`],
  ['of a host that begins like its own', ({ domain, evil }) => `resource="https://vault.${domain}.${evil}"`],
  ['that is no URL', () => 'resource="everything"'],
];

const REDIRECTS = [301, 302, 303, 307, 308] as const;

/** Every way in which a target means harm. */
export const HOSTILE_CASES: readonly HostileCase[] = [
  ...LOGINS.map(([what, code, of]) =>
    row(
      `a login endpoint that is ${what}`,
      code,
      authentication(METADATA, (stage) => ({ loginEndpoint: of(stage) })),
    ),
  ),
  row(
    'a login endpoint of the user endpoint that is another host',
    'TARGET_AUTH',
    authentication(USER_METADATA, ({ evil }) => ({ loginEndpoint: `https://${evil}/adfs` })),
  ),
  ...AUDIENCES.map(([what, audience]) =>
    row(
      `an audience ${what}`,
      'TARGET_UNREACHABLE',
      authentication(METADATA, () => ({ audiences: [audience] })),
    ),
  ),
  row(
    'metadata that lead to another host',
    'TARGET_UNREACHABLE',
    answer(METADATA, ({ evil }) => ({ status: 302, headers: { location: `https://${evil}/` } })),
  ),
  ...['token_endpoint', 'authorization_endpoint', 'jwks_uri', 'end_session_endpoint'].map((member) =>
    row(
      `a ${member} of another host`,
      'TARGET_AUTH',
      at(
        OPENID,
        ({ evil }) =>
          (reply) =>
            merge(reply, { [member]: `https://${evil}/token` }),
      ),
    ),
  ),
  row(
    'a token_endpoint without TLS',
    'TARGET_AUTH',
    at(
      OPENID,
      ({ domain }) =>
        (reply) =>
          merge(reply, { token_endpoint: `http://login.${domain}/token` }),
    ),
  ),
  row(
    'a token_endpoint that is no URL',
    'TARGET_AUTH',
    at(OPENID, () => (reply) => merge(reply, { token_endpoint: '\u202e' })),
  ),
  ...REDIRECTS.map((status) =>
    row(
      `a sign-in that is led to another host by ${status}`,
      'TARGET_AUTH',
      answer(TOKEN, ({ evil }) => ({ status, headers: { location: `https://${evil}/` }, body: {} })),
    ),
  ),
  ...REGIONS.map(([what, name]) =>
    row(
      `a region that is ${what}`,
      'TARGET_UNREACHABLE',
      answer(LOCATIONS, (stage) => ({ body: { value: [{ id: '/l', name: name(stage) }] } })),
    ),
  ),
  row(
    'no region',
    'TARGET_UNREACHABLE',
    answer(LOCATIONS, () => ({ body: { value: [] } })),
  ),
  ...PROVIDER_IDS.map(([what, members]) =>
    row(
      `a provider subscription whose id ${what}`,
      'TARGET_UNREACHABLE',
      at(SUBSCRIPTIONS, () => (reply) => {
        const list =
          isJsonObject(reply.body) && Array.isArray(reply.body['value']) ? reply.body['value'] : [];
        return {
          ...reply,
          body: { value: list.map((item: unknown) => ({ ...(isJsonObject(item) ? item : {}), ...members })) },
        };
      }),
    ),
  ),
  ...NEXT_LINKS.map(([what, link]) =>
    row(
      `a next page at ${what}`,
      'TARGET_UNREACHABLE',
      at(SUBSCRIPTIONS, (stage) => (reply) => merge(reply, { nextLink: link(stage) })),
    ),
  ),
  ...OPERATIONS.map(([what, headers]) =>
    row(
      `an operation that is followed at ${what}`,
      'TARGET_UNREACHABLE',
      answer(QUOTA, (stage) => ({
        status: 202,
        body: undefined,
        headers: { 'azure-asyncoperation': '', location: '', ...headers(stage) },
      })),
    ),
  ),
  ...CHALLENGES.map(([what, challenge]) =>
    row(
      `a vault that asks for the audience ${what}`,
      'TARGET_AUTH',
      answer(VAULT, (stage) => ({
        status: 401,
        headers: { 'www-authenticate': `Bearer ${challenge(stage)}` },
      })),
    ),
  ),
  row(
    'a vault that asks for no audience',
    'TARGET_UNREACHABLE',
    answer(VAULT, () => ({ status: 401, headers: { 'www-authenticate': 'Negotiate' } })),
  ),
  row(
    'a vault that lets in without a token',
    'TARGET_UNREACHABLE',
    answer(VAULT, () => ({ status: 200, body: { value: [] } })),
  ),
  row(
    'a vault that leads to another host',
    'TARGET_UNREACHABLE',
    answer(VAULT, ({ evil }) => ({ status: 307, headers: { location: `https://${evil}/` } })),
  ),
  ...HOSTILE_ANSWERS,
];
