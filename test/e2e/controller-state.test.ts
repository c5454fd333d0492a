import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NAMED_PROFILES, startController } from '../../src/controller/index.js';
import { objectsAt, stringAt, valueAt } from '../../src/controller/wire/request-fields.js';
import type { ClientReply } from '../fixtures/controller-client.js';
import { addVault, admin, CUSTOMER, DPS, furnish, ids, TestCloud } from './controller-cloud.js';

const PLAN = `${ids.plan('plan-gold')}?api-version=2015-11-01`;
const CANARY = 'canary-5f0e6a';
const SECRET = { path: '/secrets/canary?api-version=2016-10-01', json: { value: CANARY } };

describe('the state of a controller', () => {
  let cloud: TestCloud;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'restack-controller-'));
    cloud = await TestCloud.start();
    await furnish(cloud);
    await addVault(cloud, 'kv-state');
    await cloud.vault('PUT', 'kv-state', SECRET);
  });

  afterAll(async () => {
    await cloud.close();
    await rm(folder, { recursive: true, force: true });
  });

  const state = (method: string, path = '', json?: unknown): Promise<ClientReply> => {
    const { stateEndpoint, stateToken } = cloud.controller;
    const request = { method, url: stateEndpoint + path, token: stateToken };
    return cloud.client.send(json === undefined ? request : { ...request, json });
  };

  describe('endpoint', () => {
    it('needs its own token', async () => {
      for (const token of [cloud.token('admin'), '', `${cloud.controller.stateToken}x`]) {
        const reply = await cloud.client.send({ url: cloud.controller.stateEndpoint, token });
        expect(reply.status).toBe(401);
        expect(reply.text).not.toContain(CANARY);
      }
    });

    it('counts calls and writes by object', async () => {
      await state('DELETE', '/counters');
      await cloud.admin('GET', PLAN);
      await cloud.admin('PUT', `${admin.group('rg-count')}?api-version=2018-05-01`, { location: 'seattle' });
      await cloud.admin('PUT', `${admin.group('rg-count')}?api-version=2018-05-01`, { location: 'nowhere' });
      const { body } = await state('GET', '/counters');
      expect(body).toMatchObject({ calls: 3, writes: 1 });
      expect(valueAt(body, 'objects')).toMatchObject({
        [`admin${ids.plan('plan-gold')}`.toLowerCase()]: { calls: 1, writes: 0 },
        [`admin${admin.group('rg-count')}`.toLowerCase()]: { calls: 2, writes: 1 },
      });
      expect(valueAt(body, 'routes')).toMatchObject({
        'PUT admin /subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}': { 201: 1, 409: 1 },
      });
    });

    it('dumps, resets and loads', async () => {
      const dump = await state('GET');
      const reset = await state('POST', '/reset');
      const gone = await cloud.admin('GET', PLAN);
      const loaded = await state('PUT', '', dump.body);
      const back = await cloud.admin('GET', PLAN);
      const secret = await cloud.vault('GET', 'kv-state', { path: SECRET.path });
      expect([reset.status, gone.status, loaded.status, back.status]).toEqual([204, 404, 204, 200]);
      expect(stringAt(secret.body, 'value')).toBe(CANARY);
      expect((await state('GET')).body).toEqual(dump.body);
    });

    it.each([{}, { format: 'restack-controller-state', version: 2 }])(
      'loads nothing from %j',
      async (document) => {
        const before = await state('GET');
        const reply = await state('PUT', '', document);
        expect(reply.status).toBe(400);
        expect((await state('GET')).body).toEqual(before.body);
      },
    );

    it('names the object that is damaged, and keeps what it has', async () => {
      const { control } = cloud.controller;
      const before = control.dump();
      const damaged = { ...before, collections: { ...before.collections, plans: [{ name: 'p' }] } };
      expect(() => control.load(damaged)).toThrow(expect.objectContaining({ code: 'CONFIG' }));
      expect(control.dump()).toEqual(before);
    });

    it('moves the clock', async () => {
      const time = async () => {
        const request = { ...SECRET, path: SECRET.path.replace('canary', 'time') };
        const reply = await cloud.vault('PUT', 'kv-state', request);
        return Number(valueAt(reply.body, 'attributes.created'));
      };
      const before = await time();
      const moved = await state('POST', '/clock', { advanceSeconds: 30 });
      expect([moved.status, (await time()) - before]).toEqual([204, 30]);
    });

    it('changes the weather, and refuses what is none', async () => {
      const good = await state('PUT', '/weather', NAMED_PROFILES.calm);
      const bad = await state('PUT', '/weather', { name: 'x', latencyMs: -1, gusts: 3 });
      cloud.controller.control.setWeather({
        ...NAMED_PROFILES.calm,
        latencyMs: 0,
      });
      expect([good.status, bad.status]).toEqual([204, 400]);
      expect(stringAt(bad.body, 'error.message')).toMatch(/\/latencyMs.*\/gusts/);
    });

    it.each(['GET /state/none', 'POST /state', 'PUT /state/seed'])('knows no %s', async (call) => {
      const [method = '', path = ''] = call.split(' ');
      const reply = await state(method, path.slice('/state'.length), method === 'GET' ? undefined : {});
      expect(reply.status).toBe(404);
    });
  });

  describe('status page', () => {
    it('shows counts and calls, no script and no secret, on both of its hosts', async () => {
      const { port, adminEndpoint, clientSecret, stateToken } = cloud.controller;
      await cloud.admin('GET', `/${encodeURIComponent('<script>alert(1)</script>')}`);
      const pages = [
        await cloud.client.send({ url: `${adminEndpoint}/` }),
        await cloud.client.send({ url: `https://localhost:${port}/` }),
        await cloud.client.send({ url: `https://127.0.0.1:${port}/` }),
      ];
      for (const page of pages) {
        expect(page.status).toBe(200);
        expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
        expect(page.headers['content-security-policy']).toContain("default-src 'none'");
        expect(page.text).toContain('<td>Plans</td><td class="number">3</td>');
        expect(page.text).toContain('width=device-width');
        // A heading of a column breaks between words only, however narrow the page.
        expect(page.text).not.toMatch(/\bth\b[^{}]*\{[^}]*overflow-wrap:anywhere/);
        expect(page.text).not.toMatch(/<script|javascript:|onload=/i);
        for (const secret of [CANARY, clientSecret, stateToken, cloud.token('admin')]) {
          expect(page.text).not.toContain(secret);
        }
      }
    });
  });

  describe('file', () => {
    it('brings a cloud back with its ids, its credentials and its content', async () => {
      const stateFile = join(folder, 'state.json');
      const first = await TestCloud.start({ stateFile });
      await furnish(first);
      await addVault(first, 'kv-file');
      await first.vault('PUT', 'kv-file', SECRET);
      const before = first.controller.control.dump();
      await first.close();
      const { mode } = await stat(stateFile);
      const second = await startController({ stateFile });
      const after = second.control.dump();
      await second.close();
      expect(mode & 0o777).toBe(0o600);
      expect(after).toEqual(before);
      expect([second.clientSecret, second.region, second.providerSubscriptionId]).toEqual([
        first.controller.clientSecret,
        'seattle',
        DPS,
      ]);
      expect(await readdir(folder)).toEqual(['state.json']);
    });

    it.each(['', '{}', '{"format":"restack-controller-state","version":1}'])(
      'is refused when it holds %j',
      async (text) => {
        const stateFile = join(folder, 'damaged.json');
        await writeFile(stateFile, text);
        await expect(startController({ stateFile })).rejects.toMatchObject({ code: 'CONFIG' });
        expect(await readFile(stateFile, 'utf8')).toBe(text);
      },
    );
  });

  describe('seed', () => {
    it('takes records of another cloud and makes them its own', async () => {
      const records = {
        plan: objectsAt(
          (await cloud.admin('GET', `${admin.provider}/plans?api-version=2015-11-01`)).body,
          'value',
        ),
        offer: objectsAt(
          (await cloud.admin('GET', `${admin.provider}/offers?api-version=2015-11-01`)).body,
          'value',
        ),
        subscription: objectsAt(
          (await cloud.admin('GET', `${admin.provider}/subscriptions?api-version=2015-11-01`)).body,
          'value',
        ),
        vault: objectsAt(
          (
            await cloud.user(
              'GET',
              `/subscriptions/${CUSTOMER}/providers/Microsoft.KeyVault/vaults?api-version=2016-10-01`,
            )
          ).body,
          'value',
        ),
        secret: [(await cloud.vault('GET', 'kv-state', { path: SECRET.path })).body].filter(
          (value) => value instanceof Object,
        ),
      };
      const other = await startController({ region: 'drill', seed: records });
      const text = JSON.stringify(other.control.dump().collections);
      const counts = other.control.seed({
        ...records,
        resourceGroup: [{ id: admin.group('system.seattle') }],
      });
      await other.close();
      expect(text).not.toContain(DPS);
      expect(text).not.toContain('/locations/seattle');
      expect(text).toContain(CANARY);
      expect(text).toContain(CUSTOMER);
      expect([counts.get('plan'), counts.get('offer'), counts.get('resourceGroup')]).toEqual([3, 2, 0]);
    });
  });

  describe('options', () => {
    it.each([
      { port: 70_000 },
      { port: -1 },
      { region: 'a.b' },
      { region: '' },
      { domain: 'x..y' },
      { domain: 'a b' },
    ])('are refused: %j', async (options) => {
      await expect(startController(options)).rejects.toMatchObject({ code: 'CONFIG' });
    });

    it('cannot take a port that is in use', async () => {
      const attempt = startController({ port: cloud.controller.port });
      await expect(attempt).rejects.toMatchObject({ code: 'CONFIG' });
    });
  });
});
