import { once } from 'node:events';
import { connect as connectPlainly } from 'node:net';
import { connect } from 'node:tls';
import {
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  jsonValue,
  oneof,
  record,
  string,
  uint8Array,
} from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringAt } from '../../src/controller/wire/request-fields.js';
import { admin, CUSTOMER, furnish, ids, planBody, TestCloud } from './controller-cloud.js';

const PLANS = `${admin.provider}/plans?api-version=2015-11-01`;

/** Mistakes of clients, and the answers of the real cloud to them. */
describe('requests that are wrong', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await TestCloud.start();
    await furnish(cloud);
  });

  afterAll(() => cloud.close());

  it.each([
    [
      'an unknown api-version',
      `${admin.provider}/plans?api-version=2014-01-01`,
      400,
      'NoRegisteredProviderFound',
    ],
    ['no api-version', `${admin.provider}/plans`, 400, 'MissingApiVersionParameter'],
    [
      'an api-version that ARM does not know',
      '/subscriptions?api-version=1',
      400,
      'InvalidApiVersionParameter',
    ],
    ['an unknown route', '/nothing/here?api-version=2015-11-01', 404, 'NotFound'],
    ['an unknown type', `${admin.provider}/nothing?api-version=2015-11-01`, 404, 'InvalidResourceType'],
    [
      'an unknown namespace',
      `${admin.root}/providers/Microsoft.No/x?api-version=1`,
      404,
      'InvalidResourceNamespace',
    ],
    ['an unknown subscription', PLANS.replace(/[0-9a-f]{8}-/, '00000000-'), 404, 'SubscriptionNotFound'],
  ])('%s', async (_what, ...[path, status, code]) => {
    const reply = await cloud.admin('GET', path);
    expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([status, code]);
    expect(reply.headers['x-ms-failure-cause']).toBe('gateway');
  });

  it.each([
    `/subscriptions`,
    `/subscriptions/{id}`,
    `/subscriptions/{id}/locations`,
    `/subscriptions/{id}/resources`,
  ])('takes 2018-02-01 at %s, as stamps do', async (template) => {
    const path = template.replace('{id}', CUSTOMER);
    expect((await cloud.user('GET', `${path}?api-version=2018-02-01`)).status).toBe(200);
  });

  it('names the verbs that a path knows', async () => {
    const reply = await cloud.admin('PATCH', PLANS, {});
    expect([reply.status, reply.headers.allow]).toEqual([405, 'GET']);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no token', {}, 'AuthenticationFailed'],
    ['no bearer token', { authorization: 'Basic eDp5' }, 'AuthenticationFailed'],
    ['no token of ours', { authorization: 'Bearer a.b.c' }, 'InvalidAuthenticationToken'],
  ])('answers 401 to %s', async (_what, ...[headers, code]) => {
    const url = cloud.controller.adminEndpoint + PLANS;
    const reply = await cloud.client.send({ url, headers });
    expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([401, code]);
    expect(reply.headers['www-authenticate']).toContain(
      `authorization_uri="${cloud.controller.loginEndpoint}`,
    );
  });

  it('answers 401 to an altered token', async () => {
    const [head, claims = '', signature = ''] = cloud.token('admin').split('.');
    const altered = claims.startsWith('e') ? `f${claims.slice(1)}` : `e${claims.slice(1)}`;
    for (const token of [`${head}.${altered}.${signature}`, `${head}.${claims}.${signature.slice(4)}`]) {
      const reply = await cloud.client.send({ url: cloud.controller.adminEndpoint + PLANS, token });
      expect(stringAt(reply.body, 'error.code')).toBe('InvalidAuthenticationToken');
    }
  });

  it('answers 401 to the token of the other endpoint', async () => {
    const url = cloud.controller.adminEndpoint + PLANS;
    const reply = await cloud.client.send({ url, token: cloud.token('user') });
    expect(stringAt(reply.body, 'error.code')).toBe('InvalidAuthenticationTokenAudience');
  });

  it.each([
    ['malformed JSON', '{"a":', 400, 'InvalidRequestContent'],
    ['no object', '[]', 400, 'InvalidRequestContent'],
    ['no body', '', 400, 'InvalidRequestContent'],
    ['more than 4 MiB', ' '.repeat(4 * 1024 * 1024 + 1), 413, 'RequestContentTooLarge'],
  ])('refuses a body that is %s', async (_what, ...[text, status, code]) => {
    const url = `${cloud.controller.adminEndpoint}${ids.plan('p1')}?api-version=2015-11-01`;
    const reply = await cloud.client.send({ method: 'PUT', url, text, token: cloud.token('admin') });
    const after = await cloud.admin('GET', `${ids.plan('p1')}?api-version=2015-11-01`);
    expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([status, code]);
    expect(after.status).toBe(404);
  });

  it('takes 4 MiB', async () => {
    const url = `${cloud.controller.adminEndpoint}${ids.plan('plan-gold')}?api-version=2015-11-01`;
    const text = JSON.stringify(planBody('plan-gold', [ids.computeQuota, ids.keyVaultQuota])).padEnd(
      4 * 1024 * 1024,
    );
    const reply = await cloud.client.send({ method: 'PUT', url, text, token: cloud.token('admin') });
    expect(reply.status).toBe(200);
  });

  it.each([
    'elsewhere.example',
    'adminmanagement.other.localhost',
    'a.b.vault.seattle.localhost',
    'vault.seattle.localhost',
  ])('has no site for the name %s', async (host) => {
    const reply = await cloud.client.send({
      url: cloud.controller.adminEndpoint + PLANS,
      headers: { host },
      servername: 'localhost',
    });
    expect(reply.status).toBe(400);
    expect(reply.text).toContain('Invalid Hostname');
  });

  it('ends a token with its hour', async () => {
    const other = await TestCloud.start();
    other.controller.control.advanceClock(3_600_000);
    const reply = await other.admin('GET', PLANS);
    await other.close();
    expect(stringAt(reply.body, 'error.code')).toBe('ExpiredAuthenticationToken');
  });

  it('tells its own time, and not that of the machine', async () => {
    const tell = async () => {
      const { headers } = await cloud.client.send({ url: cloud.controller.adminEndpoint + PLANS });
      return Date.parse(headers.date ?? '');
    };
    const before = await tell();
    cloud.controller.control.advanceClock(60_000);
    expect((await tell()) - before).toBeGreaterThanOrEqual(60_000);
  });

  it('ends a connection, too, that never came to a handshake', async () => {
    const other = await TestCloud.start();
    const socket = connectPlainly(other.controller.port, '127.0.0.1');
    await once(socket, 'connect');
    const ended = once(socket, 'close');
    socket.on('error', () => undefined);
    await other.close();
    await ended;
    expect(socket.destroyed).toBe(true);
  });

  describe('whatever comes', () => {
    const sendBytes = (bytes: Uint8Array) =>
      new Promise<void>((resolve) => {
        const { port, caCertificate } = cloud.controller;
        const socket = connect(
          { port, host: '127.0.0.1', ca: caCertificate, servername: 'localhost' },
          () => {
            socket.end(bytes);
          },
        );
        socket.on('error', () => undefined);
        socket.on('close', () => resolve());
        socket.resume();
      });

    it('goes on after bytes that are no HTTP', async () => {
      await assert(
        asyncProperty(uint8Array({ maxLength: 300 }), async (bytes) => {
          await sendBytes(bytes);
        }),
        { numRuns: 40, seed: 7 },
      );
      expect((await cloud.admin('GET', PLANS)).status).toBe(200);
    }, 30_000);

    it('never answers 500, whatever is written', async () => {
      const targets = [
        `${ids.plan('fuzz')}?api-version=2015-11-01`,
        `${ids.offer('fuzz')}?api-version=2015-11-01`,
        `${admin.quotas('Microsoft.Compute.Admin')}/fuzz?api-version=2021-01-01`,
        `${admin.quotas('Microsoft.Network.Admin')}/fuzz?api-version=2015-06-15`,
        `${admin.quotas('Microsoft.Storage.Admin')}/fuzz?api-version=2019-08-08-preview`,
        `${admin.provider}/subscriptions/fuzz?api-version=2015-11-01`,
        `${admin.provider}/moveSubscriptions?api-version=2015-11-01`,
        `${admin.group('fuzz')}?api-version=2018-05-01`,
        `${admin.root}/providers/Microsoft.Authorization/roleAssignments/fuzz?api-version=2015-07-01`,
        `${admin.root}/providers/Microsoft.Authorization/roleDefinitions/fuzz?api-version=2015-07-01`,
      ];
      await assert(
        asyncProperty(
          constantFrom(...targets),
          constantFrom('PUT', 'POST', 'PATCH', 'DELETE', 'GET'),
          oneof(jsonValue(), record({ location: constant('seattle'), properties: jsonValue() })),
          async (...[path, method, json]) => {
            const reply = await cloud.admin(method, path, json);
            expect(reply.status).toBeGreaterThanOrEqual(200);
            expect(reply.status).toBeLessThan(500);
          },
        ),
        { numRuns: 400, seed: 11 },
      );
    }, 60_000);

    it('never answers 500, whatever is asked for', async () => {
      const segment = oneof(
        constantFrom(
          'subscriptions',
          'providers',
          'Microsoft.Authorization',
          'roleAssignments',
          '%',
          '..',
          '__proto__',
          '%2F',
        ),
        string({ maxLength: 12 }).map((text) => encodeURIComponent(text)),
      );
      await assert(
        asyncProperty(
          array(segment, { maxLength: 10 }),
          string({ maxLength: 20 }),
          async (...[path, query]) => {
            const reply = await cloud.admin(
              'GET',
              `/x/../${path.join('/')}?${encodeURIComponent(query)}&api-version=2015-11-01`,
            );
            expect(reply.status).toBeLessThan(500);
          },
        ),
        { numRuns: 400, seed: 13 },
      );
    }, 60_000);
  });
});
