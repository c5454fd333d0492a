import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { ClientSecretCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectsAt, stringAt, stringsAt, valueAt } from '../../src/controller/wire/request-fields.js';
import {
  addVault,
  allSecrets,
  CUSTOMER,
  furnish,
  HOME,
  PRINCIPAL,
  START,
  TestCloud,
  vaultBody,
  vaultPath,
} from './controller-cloud.js';

const version = 'api-version=2016-10-01';
const PROVIDER = `/subscriptions/${CUSTOMER}/providers/Microsoft.KeyVault`;

/** The REST reference, sections 1.4, 2.4 and 8. */
describe('vaults on the wire', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await TestCloud.start();
    await furnish(cloud);
  });

  afterAll(() => cloud.close());

  describe('the provider', () => {
    it('must be registered first, which takes a moment', async () => {
      const early = await cloud.user('PUT', vaultPath('kv-early'), vaultBody([]));
      const before = await cloud.user('GET', `${PROVIDER}?api-version=2018-05-01`);
      const asked = await cloud.user('POST', `${PROVIDER}/register?api-version=2018-05-01`);
      cloud.controller.control.advanceClock(1000);
      const after = await cloud.user('GET', `${PROVIDER}?api-version=2018-05-01`);
      expect([early.status, stringAt(early.body, 'error.code')]).toEqual([
        409,
        'MissingSubscriptionRegistration',
      ]);
      const states = [before, asked, after].map((reply) => stringAt(reply.body, 'registrationState'));
      expect(states).toEqual(['NotRegistered', 'Registering', 'Registered']);
      expect(after.body).toMatchObject({ id: PROVIDER, namespace: 'Microsoft.KeyVault' });
      const types = objectsAt(after.body, 'resourceTypes');
      expect(types.map((type) => stringAt(type, 'resourceType'))).toEqual([
        'vaults',
        'vaults/secrets',
        'vaults/accessPolicies',
        'operations',
      ]);
      for (const type of types) expect(stringsAt(type, 'apiVersions')).toContain('2015-06-01');
    });

    it('is not there where no plan grants it', async () => {
      const url = `/subscriptions/${CUSTOMER}/providers/Microsoft.Network/register?api-version=2018-05-01`;
      expect((await cloud.user('POST', url)).status).toBe(404);
    });
  });

  describe('management', () => {
    it('creates, updates, lists and patches', async () => {
      const created = await cloud.user('PUT', vaultPath('kv-finance'), vaultBody([allSecrets]));
      const updated = await cloud.user(
        'PUT',
        vaultPath('kv-finance'),
        vaultBody([], { enabledForDeployment: true }),
      );
      const patched = await cloud.user('PATCH', vaultPath('kv-finance'), { tags: { env: 'prod' } });
      const list = await cloud.user('GET', `${PROVIDER}/vaults?${version}`);
      const filter = encodeURIComponent("resourceType eq 'Microsoft.KeyVault/vaults'");
      const resources = await cloud.user(
        'GET',
        `/subscriptions/${CUSTOMER}/resources?$filter=${filter}&api-version=2015-11-01`,
      );
      expect([created.status, updated.status, patched.status]).toEqual([201, 200, 200]);
      expect(patched.body).toMatchObject({
        name: 'kv-finance',
        type: 'Microsoft.KeyVault/vaults',
        location: 'seattle',
        tags: { env: 'prod' },
        properties: {
          sku: { family: 'A', name: 'standard' },
          tenantId: HOME,
          accessPolicies: [],
          enabledForDeployment: true,
          vaultUri: `${cloud.vaultUrl('kv-finance')}/`,
        },
      });
      expect(list.body).toEqual({ value: [patched.body] });
      expect(resources.body).toMatchObject({
        value: [{ name: 'kv-finance', type: 'Microsoft.KeyVault/vaults' }],
      });
    });

    it.each([
      ['a name that is no DNS label', 'k_v', vaultBody([]), 400],
      ['an HSM', 'kv-hsm', vaultBody([], { sku: { family: 'A', name: 'premium' } }), 400],
      ['soft delete switched off', 'kv-soft', vaultBody([], { enableSoftDelete: false }), 400],
      ['a policy of another directory', 'kv-dir', vaultBody([{ ...allSecrets, tenantId: CUSTOMER }]), 400],
      [
        'an unknown permission',
        'kv-perm',
        vaultBody([{ ...allSecrets, permissions: { secrets: ['read'] } }]),
        400,
      ],
      [
        'no policies',
        'kv-none',
        { location: 'seattle', properties: { tenantId: HOME, sku: { name: 'standard' } } },
        400,
      ],
      ['another region', 'kv-region', { ...vaultBody([]), location: 'nowhere' }, 400],
    ])('refuses %s', async (_what, ...[name, body, status]) => {
      const reply = await cloud.user('PUT', vaultPath(name), body);
      const after = await cloud.user('GET', vaultPath(name));
      expect([reply.status, after.status]).toEqual([status, 404]);
    });

    it('has each name once in the cloud', async () => {
      await cloud.user('PUT', `/subscriptions/${CUSTOMER}/resourceGroups/rg-two?api-version=2018-05-01`, {
        location: 'seattle',
      });
      const url = vaultPath('KV-Finance').replace('rg-finance', 'rg-two');
      const twin = await cloud.user('PUT', url, vaultBody([]));
      const check = await cloud.user('POST', `${PROVIDER}/checkNameAvailability?${version}`, {
        name: 'kv-finance',
        type: 'Microsoft.KeyVault/vaults',
      });
      expect([twin.status, stringAt(twin.body, 'error.code')]).toEqual([409, 'VaultAlreadyExists']);
      expect(check.body).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
    });

    it('adds, replaces and removes access policies', async () => {
      const change = (operation: string, policy: unknown) =>
        cloud.user('PUT', vaultPath('kv-finance').replace('?', `/accessPolicies/${operation}?`), {
          properties: { accessPolicies: [policy] },
        });
      const one = { tenantId: HOME, objectId: PRINCIPAL, permissions: { secrets: ['get'] } };
      await change('add', one);
      const added = await change('add', { ...one, permissions: { secrets: ['List', 'GET'] } });
      const replaced = await change('replace', { ...one, objectId: 'S-1-5-21-7' });
      const removed = await change('remove', { ...one, objectId: 's-1-5-21-7' });
      const policies = (reply: { body: unknown }) => valueAt(reply.body, 'properties.accessPolicies');
      expect(policies(added)).toEqual([{ ...one, permissions: { secrets: ['get', 'List'] } }]);
      expect(policies(replaced)).toEqual([{ ...one, objectId: 'S-1-5-21-7' }]);
      expect(policies(removed)).toEqual([]);
    });

    it('writes secrets through ARM and never reads them back', async () => {
      const url = vaultPath('kv-finance').replace('?', '/secrets/through-arm?');
      const reply = await cloud.user('PUT', url, { properties: { value: 'hidden-value', contentType: 't' } });
      const read = await cloud.user('GET', url);
      expect([reply.status, read.status]).toEqual([200, 200]);
      expect(reply.text + read.text).not.toContain('hidden-value');
      expect(stringAt(read.body, 'properties.secretUri')).toBe(
        `${cloud.vaultUrl('kv-finance')}/secrets/through-arm`,
      );
    });

    it('keeps a vault with soft delete for its recovery', async () => {
      await cloud.user('PUT', vaultPath('kv-kept'), vaultBody([allSecrets], { enableSoftDelete: true }));
      await cloud.vault('PUT', 'kv-kept', { path: `/secrets/s?${version}`, json: { value: 'v' } });
      const removed = await cloud.user('DELETE', vaultPath('kv-kept'));
      const deleted = await cloud.user('GET', `${PROVIDER}/deletedVaults?${version}`);
      const taken = await cloud.user('PUT', vaultPath('kv-kept'), vaultBody([]));
      const recovered = await cloud.user('PUT', vaultPath('kv-kept'), {
        location: 'seattle',
        properties: { createMode: 'recover' },
      });
      const secret = await cloud.vault('GET', 'kv-kept', { path: `/secrets/s?${version}` });
      expect([removed.status, taken.status, recovered.status]).toEqual([200, 409, 201]);
      expect(deleted.body).toMatchObject({ value: [{ name: 'kv-kept' }] });
      expect(stringAt(secret.body, 'value')).toBe('v');
    });

    it('purges as a long-running operation', async () => {
      await cloud.user('DELETE', vaultPath('kv-kept'));
      const url = `${PROVIDER}/locations/seattle/deletedVaults/kv-kept`;
      const started = await cloud.user('POST', `${url}/purge?${version}`);
      const running = await cloud.follow(started.headers.location, 'user');
      cloud.controller.control.advanceClock(60_000);
      const done = await cloud.follow(started.headers.location, 'user');
      expect([started.status, running.status, done.status]).toEqual([202, 202, 200]);
      expect((await cloud.user('GET', `${url}?${version}`)).status).toBe(404);
    });
  });

  describe('secrets', () => {
    const path = (rest: string) => ({ path: `/secrets${rest}${rest.includes('?') ? '&' : '?'}${version}` });

    beforeAll(() => addVault(cloud, 'kv-data'));

    it('challenges who has no token, with an authority and an audience that work', async () => {
      const reply = await cloud.client.send({ url: `${cloud.vaultUrl('kv-data')}/secrets?${version}` });
      const [, authority, resource] =
        /^Bearer authorization="([^"]+)", resource="([^"]+)"$/.exec(
          String(reply.headers['www-authenticate']),
        ) ?? [];
      expect(reply.status).toBe(401);
      expect(authority).toBe(`${cloud.controller.loginEndpoint}${HOME}`);
      const token = await cloud.client.signIn(resource ?? '');
      const again = await cloud.client.send({
        url: `${cloud.vaultUrl('kv-data')}/secrets?${version}`,
        token,
      });
      expect(again.status).toBe(200);
    });

    it('takes the audience that follows from the user endpoint too, and no ARM token', async () => {
      const metadata = await cloud.client.send({
        url: `${cloud.controller.userEndpoint}/metadata/endpoints?api-version=2015-01-01`,
      });
      const audience = (stringsAt(metadata.body, 'authentication.audiences')[0] ?? '').replace(
        'management',
        'vault',
      );
      const token = await cloud.client.signIn(audience);
      const url = `${cloud.vaultUrl('kv-data')}/secrets?${version}`;
      expect((await cloud.client.send({ url, token })).status).toBe(200);
      expect((await cloud.client.send({ url, token: cloud.token('user') })).status).toBe(401);
    });

    it('makes a new version with every PUT, and reads the current or a named one', async () => {
      const body = {
        value: 'one',
        contentType: 'text/plain',
        tags: { app: 'ledger' },
        attributes: { exp: 1_798_761_600 },
      };
      const first = await cloud.vault('PUT', 'kv-data', { ...path('/sql-admin'), json: body });
      cloud.controller.control.advanceClock(5000);
      const second = await cloud.vault('PUT', 'kv-data', { ...path('/SQL-Admin'), json: { value: 'two' } });
      const current = await cloud.vault('GET', 'kv-data', path('/sql-admin'));
      const id = stringAt(first.body, 'id') ?? '';
      const named = await cloud.follow(`${id}?${version}`, 'vault');
      expect(first.status).toBe(200);
      expect(id).toMatch(new RegExp(`^${cloud.vaultUrl('kv-data')}/secrets/sql-admin/[0-9a-f]{32}$`));
      expect(first.body).toMatchObject({
        value: 'one',
        contentType: 'text/plain',
        tags: { app: 'ledger' },
        attributes: { enabled: true, exp: 1_798_761_600 },
      });
      expect(Number(valueAt(first.body, 'attributes.created'))).toBeGreaterThanOrEqual(
        START.getTime() / 1000,
      );
      expect([stringAt(second.body, 'value'), stringAt(current.body, 'value')]).toEqual(['two', 'two']);
      expect(stringAt(named.body, 'value')).toBe('one');
      expect(first.headers['x-ms-keyvault-service-version']).toBeDefined();
    });

    it('patches attributes and leaves the value', async () => {
      const current = await cloud.vault('GET', 'kv-data', path('/sql-admin'));
      const url = (stringAt(current.body, 'id') ?? '')
        .replace(cloud.vaultUrl('kv-data'), '')
        .replace('/secrets', '');
      const patched = await cloud.vault('PATCH', 'kv-data', {
        ...path(url),
        json: { contentType: 'x', tags: { a: 'b' } },
      });
      const after = await cloud.vault('GET', 'kv-data', path('/sql-admin'));
      expect(patched.status).toBe(200);
      expect(valueAt(patched.body, 'value')).toBeUndefined();
      expect(after.body).toMatchObject({ value: 'two', contentType: 'x', tags: { a: 'b' } });
    });

    it('does not give out a disabled one, and gives out an expired one', async () => {
      await cloud.vault('PUT', 'kv-data', {
        ...path('/off'),
        json: { value: 'v', attributes: { enabled: false } },
      });
      await cloud.vault('PUT', 'kv-data', { ...path('/old'), json: { value: 'v', attributes: { exp: 1 } } });
      const off = await cloud.vault('GET', 'kv-data', path('/off'));
      const old = await cloud.vault('GET', 'kv-data', path('/old'));
      expect(off.status).toBe(403);
      expect(off.body).toMatchObject({
        error: { code: 'Forbidden', innererror: { code: 'SecretDisabled' } },
      });
      expect(off.text).not.toContain('"value"');
      expect(old.status).toBe(200);
    });

    it.each([
      ['no value', '/bad', {}],
      ['a value over 25 KB', '/bad', { value: 'x'.repeat(25 * 1024 + 1) }],
      ['a value over 25 KB of two-byte characters', '/bad', { value: 'é'.repeat(13 * 1024) }],
      [
        'sixteen tags',
        '/bad',
        { value: 'v', tags: Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`t${i}`, ''])) },
      ],
      ['a long content type', '/bad', { value: 'v', contentType: 'x'.repeat(256) }],
      ['a date as text', '/bad', { value: 'v', attributes: { exp: '2026' } }],
      ['a name with a dot', '/bad.name', { value: 'v' }],
    ])('refuses %s', async (_what, rest, json) => {
      const reply = await cloud.vault('PUT', 'kv-data', { ...path(rest), json });
      const after = await cloud.vault('GET', 'kv-data', path(rest));
      expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([400, 'BadParameter']);
      expect([after.status, stringAt(after.body, 'error.code')]).toEqual([404, 'SecretNotFound']);
    });

    it('answers 403 to who has no access policy, for each permission', async () => {
      const limited = { ...allSecrets, permissions: { secrets: ['List'] } };
      await cloud.user('PUT', vaultPath('kv-limited'), vaultBody([limited]));
      const list = await cloud.vault('GET', 'kv-limited', path(''));
      const get = await cloud.vault('GET', 'kv-limited', path('/x'));
      const set = await cloud.vault('PUT', 'kv-limited', { ...path('/x'), json: { value: 'v' } });
      const after = await cloud.vault('GET', 'kv-limited', path(''));
      expect([list.status, get.status, set.status]).toEqual([200, 403, 403]);
      expect(get.body).toMatchObject({ error: { code: 'Forbidden', innererror: { code: 'AccessDenied' } } });
      expect(after.body).toEqual({ value: [], nextLink: null });
    });

    it('pages at 25, with empty pages between, ids without version and no values', async () => {
      await addVault(cloud, 'kv-many');
      for (let index = 0; index < 60; index += 1) {
        await cloud.vault('PUT', 'kv-many', { ...path(`/s${index}`), json: { value: `value-${index}` } });
      }
      const sizes: number[] = [];
      const names: string[] = [];
      let reply = await cloud.vault('GET', 'kv-many', path(''));
      for (;;) {
        const items = objectsAt(reply.body, 'value');
        sizes.push(items.length);
        names.push(...items.map((item) => stringAt(item, 'id') ?? ''));
        expect(reply.text).not.toContain('value-');
        const next = stringAt(reply.body, 'nextLink');
        if (next === undefined) break;
        reply = await cloud.follow(next, 'vault');
      }
      expect(sizes).toEqual([25, 0, 25, 0, 10]);
      expect(new Set(names).size).toBe(60);
      expect(names.every((id) => /\/secrets\/s\d+$/.test(id))).toBe(true);
      expect(valueAt(reply.body, 'nextLink')).toBeUndefined();
      expect(reply.text).toContain('"nextLink":null');
      expect((await cloud.vault('GET', 'kv-many', path('?maxresults=26'))).status).toBe(400);
    }, 30_000);

    it('lists versions with their ids', async () => {
      const reply = await cloud.vault('GET', 'kv-data', path('/sql-admin/versions'));
      expect(objectsAt(reply.body, 'value')).toHaveLength(2);
      expect(reply.text).toMatch(/secrets\/sql-admin\/[0-9a-f]{32}/);
    });

    it('deletes a secret with all its versions', async () => {
      const removed = await cloud.vault('DELETE', 'kv-data', path('/old'));
      const after = await cloud.vault('GET', 'kv-data', path('/old'));
      expect(removed.status).toBe(200);
      expect(removed.text).not.toContain('recoveryId');
      expect(after.status).toBe(404);
    });

    it("opens its own backup blobs and nobody else's", async () => {
      const backup = await cloud.vault('POST', 'kv-data', path('/sql-admin/backup'));
      const blob = stringAt(backup.body, 'value') ?? '';
      const conflict = await cloud.vault('POST', 'kv-data', { ...path('/restore'), json: { value: blob } });
      const restored = await cloud.vault('POST', 'kv-many', { ...path('/restore'), json: { value: blob } });
      const forged = await cloud.vault('POST', 'kv-many', {
        ...path('/restore'),
        json: { value: `${blob.startsWith('A') ? 'B' : 'A'}${blob.slice(1)}` },
      });
      const versions = await cloud.vault('GET', 'kv-many', path('/sql-admin/versions'));
      expect([backup.status, conflict.status, restored.status, forged.status]).toEqual([200, 409, 200, 400]);
      expect(Buffer.from(blob, 'base64url').toString('latin1')).not.toContain('two');
      expect(objectsAt(versions.body, 'value')).toHaveLength(2);
    });

    it.each([
      ['without an api-version', '/secrets', 400],
      ['of an unknown api-version', '/secrets?api-version=1999-01-01', 400],
      ['of an unknown path', `/certificates?${version}`, 404],
    ])('refuses a call %s', async (_what, target, status) => {
      expect((await cloud.vault('GET', 'kv-data', { path: target })).status).toBe(status);
    });

    it('knows no vault that is not there', async () => {
      expect((await cloud.vault('GET', 'kv-absent', path(''))).status).toBe(404);
    });
  });

  describe('@azure/keyvault-secrets, unmodified', () => {
    function createClient(vault: string): SecretClient {
      const useAgent: PipelinePolicy = {
        name: 'useAgent',
        sendRequest: (request, next) => {
          request.agent = cloud.client.agent;
          return next(request);
        },
      };
      const additionalPolicies = [{ policy: useAgent, position: 'perRetry' as const }];
      const { tenantId, clientId, clientSecret, loginEndpoint } = cloud.controller;
      const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, {
        authorityHost: new URL(loginEndpoint).origin,
        disableInstanceDiscovery: true,
        additionalPolicies,
      });
      return new SecretClient(cloud.vaultUrl(vault), credential, { additionalPolicies });
    }

    it('sets, gets, updates, lists, pages and deletes', async () => {
      await addVault(cloud, 'kv-sdk', { enableSoftDelete: true });
      const client = createClient('kv-sdk');
      for (let index = 0; index < 30; index += 1) await client.setSecret(`name-${index}`, `value-${index}`);
      const set = await client.setSecret('name-0', 'again', { tags: { a: 'b' }, contentType: 'text/plain' });
      const got = await client.getSecret('name-0');
      await client.updateSecretProperties('name-0', set.properties.version ?? '', { enabled: false });
      const names: string[] = [];
      for await (const { name } of client.listPropertiesOfSecrets()) names.push(name);
      const versions: (boolean | undefined)[] = [];
      for await (const { enabled } of client.listPropertiesOfSecretVersions('name-0')) versions.push(enabled);
      const poller = await client.beginDeleteSecret('name-1', { intervalInMs: 1 });
      const deleted = await poller.pollUntilDone();
      expect(got).toMatchObject({
        value: 'again',
        properties: { tags: { a: 'b' }, contentType: 'text/plain' },
      });
      expect(names).toHaveLength(30);
      expect(new Set(versions)).toEqual(new Set([false, true]));
      expect(versions).toHaveLength(2);
      expect(deleted.name).toBe('name-1');
      await expect(client.getSecret('name-0')).rejects.toMatchObject({ statusCode: 403 });
      await expect(client.getSecret('name-1')).rejects.toMatchObject({
        statusCode: 404,
        code: 'SecretNotFound',
      });
    }, 30_000);
  });
});
