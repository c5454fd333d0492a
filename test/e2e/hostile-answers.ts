import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { MIB } from '../../src/core/sizes.js';
import {
  answer,
  at,
  type HostileCase,
  merge,
  METADATA,
  OPENID,
  QUOTA,
  row,
  serve,
  SUBSCRIPTIONS,
  TOKEN,
  USER_METADATA,
  VAULT,
} from './hostile-case.js';

const flood =
  (length: number, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    const piece = Buffer.alloc(MIB, 0x20);
    let left = length;
    const write = () => {
      while (left > 0 && !response.destroyed) {
        left -= piece.length;
        if (!response.write(piece)) {
          response.once('drain', write);
          return;
        }
      }
      response.end();
    };
    write();
  };

const bomb =
  (encoding: 'gzip' | 'br', bytes: () => Buffer) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { 'content-encoding': encoding });
    response.end(bytes());
  };

const ZIPPED = { gzip: new Map<number, Buffer>(), br: new Map<number, Buffer>() };
const zip = (encoding: 'gzip' | 'br', size: number) => (): Buffer => {
  const known = ZIPPED[encoding].get(size);
  const made = known ?? (encoding === 'gzip' ? gzipSync : brotliCompressSync)(Buffer.alloc(size));
  ZIPPED[encoding].set(size, made);
  return made;
};

const silence = () => undefined;
const silenceAfterHeaders = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
};
const drip = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

const endsBy = (systemCode: string) => (name: string, play: HostileCase['play']) => ({
  ...row(name, 'TARGET_UNREACHABLE', play),
  systemCode,
});
const large = endsBy('EMSGSIZE');
const late = endsBy('ETIMEDOUT');

const BODIES: readonly HostileCase[] = [
  large('a list of more than 64 MiB', serve(SUBSCRIPTIONS, flood(66 * MIB))),
  large('metadata without end', serve(METADATA, flood(Infinity))),
  large('a vault without end', serve(VAULT, flood(Infinity))),
  large('a sign-in of 2 MiB', serve(TOKEN, flood(2 * MIB))),
  large('an openid-configuration without end', serve(OPENID, flood(Infinity))),
  large(
    'a list that unpacks to 80 MiB',

    serve(SUBSCRIPTIONS, bomb('gzip', zip('gzip', 80 * MIB))),
  ),
  large(
    'metadata that unpack to 80 MiB',

    serve(METADATA, bomb('br', zip('br', 80 * MIB))),
  ),
  large(
    'a sign-in that unpacks to 80 MiB',

    serve(TOKEN, bomb('gzip', zip('gzip', 80 * MIB))),
  ),
  large(
    'a sign-in that unpacks to 2 MiB',

    serve(TOKEN, bomb('br', zip('br', 2 * MIB))),
  ),
  large(
    'an unknown compression',

    serve(SUBSCRIPTIONS, flood(10, { 'content-encoding': 'zstd' })),
  ),
  row(
    'a compression that breaks off',
    'TARGET_UNREACHABLE',
    serve(
      SUBSCRIPTIONS,
      bomb('gzip', () => zip('gzip', MIB)().subarray(0, 100)),
    ),
  ),
  row(
    'headers without end',
    'TARGET_UNREACHABLE',
    answer(SUBSCRIPTIONS, () => ({ headers: { 'x-long': 'x'.repeat(100_000) } })),
  ),
  row(
    'a list that is nested without end',
    'TARGET_UNREACHABLE',
    answer(SUBSCRIPTIONS, () => ({ body: `{"value":${'['.repeat(100_000)}${']'.repeat(100_000)}}` })),
  ),
  row(
    'metadata that are nested without end',
    'TARGET_UNREACHABLE',
    answer(METADATA, () => ({ body: `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}` })),
  ),
  row(
    'a page instead of metadata',
    'TARGET_UNREACHABLE',
    answer(METADATA, () => ({ body: '<html>sign in</html>' })),
  ),
  row(
    'a page instead of a token',
    'TARGET_AUTH',
    answer(TOKEN, () => ({ body: '<html>sign in</html>' })),
  ),
  row(
    'no token',
    'TARGET_AUTH',
    answer(TOKEN, () => ({ body: {} })),
  ),
  row(
    'a token with a line break',
    'TARGET_AUTH',
    at(TOKEN, () => (reply) => merge(reply, { access_token: 'a\r\nX-Evil: 1' })),
  ),
  row(
    'a token of 100 KB',
    'TARGET_AUTH',
    at(TOKEN, () => (reply) => merge(reply, { access_token: 'a'.repeat(100_000) })),
  ),
  ...['access_token', 'token_type', 'scope', 'id_token'].flatMap((name) =>
    [[], {}, 7, true].map((value) =>
      row(
        `${name} that is ${JSON.stringify(value)}`,
        'TARGET_UNREACHABLE',
        at(TOKEN, () => (reply) => merge(reply, { [name]: value })),
      ),
    ),
  ),
  ...['token_endpoint', 'authorization_endpoint', 'issuer'].flatMap((name) =>
    [[], {}, 7, null].map((value) =>
      row(
        `a sign-in service whose ${name} is ${JSON.stringify(value)}`,
        'TARGET_UNREACHABLE',
        at(OPENID, () => (reply) => merge(reply, { [name]: value })),
      ),
    ),
  ),
  row(
    'a list of nothing but null',
    'TARGET_UNREACHABLE',
    answer(SUBSCRIPTIONS, () => ({ body: { value: [null, 1, [], 'x'] } })),
  ),
  row(
    'a list that goes on at a number',
    'TARGET_UNREACHABLE',
    at(SUBSCRIPTIONS, () => (reply) => merge(reply, { nextLink: 7 })),
  ),
];

const LONG = { status: 429, headers: { 'retry-after': '3000000' } } as const;

const TIMES: readonly HostileCase[] = [
  row(
    'a call that is put off by 35 days',
    'TARGET_UNREACHABLE',
    answer(SUBSCRIPTIONS, () => LONG),
  ),
  row(
    'a call that is put off to the year 9999',
    'TARGET_UNREACHABLE',
    answer(SUBSCRIPTIONS, () => ({
      status: 429,
      headers: { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' },
    })),
  ),
  row(
    'a call that is put off by a number without end',
    'TARGET_UNREACHABLE',
    answer(SUBSCRIPTIONS, () => ({ status: 429, headers: { 'retry-after': '9'.repeat(400) } })),
  ),
  row(
    'a call that is put off again and again',
    'TARGET_UNREACHABLE',
    answer(SUBSCRIPTIONS, () => ({ status: 429, headers: { 'retry-after': '1' } })),
  ),
  row(
    'a failure that is put off by 35 days',
    'TARGET_UNREACHABLE',
    answer(SUBSCRIPTIONS, () => ({ ...LONG, status: 503 })),
  ),
  row(
    'metadata that are put off by 35 days',
    'TARGET_UNREACHABLE',
    answer(METADATA, () => LONG),
  ),
  row(
    'a vault that puts off by 35 days',
    'TARGET_UNREACHABLE',
    answer(VAULT, () => LONG),
  ),
  row('an operation that is put off by 35 days', 'TARGET_UNREACHABLE', endlessOperation('3000000')),
  row('an operation that never ends', 'TARGET_UNREACHABLE', endlessOperation('0')),
  row(
    'a sign-in that is put off by a day',
    'TARGET_UNREACHABLE',
    answer(TOKEN, () => ({ status: 429, body: { error: 'slow_down' }, headers: { 'retry-after': '86400' } })),
  ),
  row(
    'a sign-in that is put off by a day, in milliseconds',
    'TARGET_UNREACHABLE',
    answer(TOKEN, () => ({ status: 503, body: {}, headers: { 'retry-after-ms': '86400000' } })),
  ),
  late('a silent list', serve(SUBSCRIPTIONS, silence)),
  late(
    'a list that is silent after its headers',

    serve(SUBSCRIPTIONS, silenceAfterHeaders),
  ),
  late('a dripping list', serve(SUBSCRIPTIONS, drip)),
  late('silent metadata', serve(METADATA, silence)),
  late('dripping metadata', serve(USER_METADATA, drip)),
  late('a silent sign-in', serve(TOKEN, silence)),
  late('a dripping sign-in', serve(TOKEN, drip)),
  late('a silent openid-configuration', serve(OPENID, silence)),
  late('a dripping openid-configuration', serve(OPENID, drip)),
  late('a silent vault', serve(VAULT, silence)),
  late('a dripping vault', serve(VAULT, drip)),
];

function endlessOperation(retryAfter: string): HostileCase['play'] {
  return ({ admin }) => {
    const location = `${admin}/operations/1`;
    const headers = { location, 'azure-asyncoperation': '', 'retry-after': retryAfter };
    return (url, reply) =>
      QUOTA.test(url) || url.includes('/operations/1')
        ? { ...reply, status: 202, body: undefined, headers }
        : reply;
  };
}

/** Pages that go on for ever: each with another link, and with what `of` says. */
const pages = (of: (page: number) => readonly object[]) =>
  at(SUBSCRIPTIONS, ({ admin }) => {
    let page = 0;
    return (reply) => {
      page += 1;
      return {
        ...reply,
        status: 200,
        body: { value: of(page), nextLink: `${admin}/subscriptions?page=${page}` },
      };
    };
  });

const PAGES: readonly HostileCase[] = [
  row(
    'a list of empty pages without end',
    'TARGET_UNREACHABLE',
    pages(() => []),
  ),
  row(
    'a list of one page without end',
    'TARGET_UNREACHABLE',
    pages(() => [{ id: '/same' }]),
  ),
  row(
    'a list of pages without end',
    'TARGET_UNREACHABLE',
    pages((page) => [{ id: `/${page}` }]),
  ),
  row(
    'a list that links to itself',
    'TARGET_UNREACHABLE',
    at(
      SUBSCRIPTIONS,
      ({ admin }) =>
        (reply, url) =>
          merge(reply, { nextLink: `${admin}${url.slice(url.indexOf('/'))}` }),
    ),
  ),
  row(
    'a page that is no list',
    'TARGET_UNREACHABLE',
    answer(SUBSCRIPTIONS, () => ({ body: { value: { length: 1e9 } } })),
  ),
];

/** Answers without end, in size, time or pages. */
export const HOSTILE_ANSWERS: readonly HostileCase[] = [...BODIES, ...TIMES, ...PAGES];
