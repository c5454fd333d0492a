import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringAt, valueAt } from '../../src/controller/wire/request-fields.js';
import { admin, DPS, furnish, membersOf, TestCloud } from './controller-cloud.js';

/** Every fact of the REST reference, section 3, that is marked [REC]. */
describe('quotas on the wire', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await TestCloud.start();
    await furnish(cloud);
  });

  afterAll(() => cloud.close());

  describe('compute', () => {
    const path = admin.quotas('Microsoft.Compute.Admin');
    const version = '?api-version=2021-01-01';

    it('answers 200 to create and to update, and stores 0 for what is left out', async () => {
      const url = `${path}/cq-gold${version}`;
      const created = await cloud.admin('PUT', url, {
        properties: { virtualMachineCount: 80, coresLimit: 320 },
      });
      const updated = await cloud.admin('PUT', url, { properties: { virtualMachineCount: 81 } });
      expect([created.status, updated.status]).toEqual([200, 200]);
      expect(updated.body).toEqual({
        id: `${path}/cq-gold`,
        name: 'cq-gold',
        type: 'Microsoft.Compute.Admin/quotas',
        location: 'seattle',
        properties: {
          virtualMachineCount: 81,
          coresLimit: 0,
          availabilitySetCount: 0,
          vmScaleSetCount: 0,
          maxAllocationStandardManagedDisksAndSnapshots: 0,
          maxAllocationPremiumManagedDisksAndSnapshots: 0,
          ddagpuCount: 0,
          partitionedGPUCount: 0,
        },
      });
      expect(updated.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(updated.text).not.toContain('\n');
    });

    it('takes both spellings of the GPU count and answers with the wire one', async () => {
      const url = `${path}/cq-gpu${version}`;
      const reply = await cloud.admin('PUT', url, { properties: { partitionedGpuCount: 3 } });
      expect(valueAt(reply.body, 'properties.partitionedGPUCount')).toBe(3);
      expect(valueAt(reply.body, 'properties.partitionedGpuCount')).toBeUndefined();
    });

    it('zeroes the newer numbers when an older api-version writes', async () => {
      await cloud.admin('PUT', `${path}/cq-old${version}`, { properties: { ddagpuCount: 4, coresLimit: 1 } });
      const body = { properties: { coresLimit: 2 } };
      await cloud.admin('PUT', `${path}/cq-old?api-version=2018-02-09`, body);
      const reply = await cloud.admin('GET', `${path}/cq-old${version}`);
      expect(reply.body).toMatchObject({ properties: { coresLimit: 2, ddagpuCount: 0 } });
    });

    it('lists everything in one page without nextLink, the shipped default first', async () => {
      const reply = await cloud.admin('GET', path + version);
      expect(reply.status).toBe(200);
      expect(membersOf(reply.body)).toEqual(['value']);
      expect(reply.body).toMatchObject({
        value: [
          {
            id: `${path}/Default Quota`,
            name: 'Default Quota',
            properties: {
              virtualMachineCount: 20,
              coresLimit: 50,
              availabilitySetCount: 10,
              vmScaleSetCount: 20,
              maxAllocationStandardManagedDisksAndSnapshots: 2048,
              maxAllocationPremiumManagedDisksAndSnapshots: 2048,
            },
          },
          { name: 'cq-gold' },
          { name: 'cq-gpu' },
          { name: 'cq-old' },
        ],
      });
    });

    it('edits the default quota under its encoded name', async () => {
      const url = `${path}/Default%20Quota${version}`;
      const before = await cloud.admin('GET', url);
      const reply = await cloud.admin('PUT', url, { properties: { coresLimit: 51 } });
      expect(before.status).toBe(200);
      expect(reply.body).toMatchObject({ id: `${path}/Default Quota`, properties: { coresLimit: 51 } });
    });

    it.each([
      ['GET', undefined],
      ['PUT', { properties: {} }],
    ])('answers %s in an unknown location with a 400 that has no error', async (method, json) => {
      const base = path.replace('seattle', 'nowhere');
      const reply = await cloud.admin(method, `${base}${method === 'PUT' ? '/q' : ''}${version}`, json);
      expect(reply.status).toBe(400);
      expect(reply.body).toEqual({ message: 'Unsupported quota location: nowhere' });
    });

    it('deletes with 200 and answers 404 without a body for what is absent', async () => {
      const removed = await cloud.admin('DELETE', `${path}/cq-gpu${version}`);
      const again = await cloud.admin('DELETE', `${path}/cq-gpu${version}`);
      const absent = await cloud.admin('GET', `${path}/cq-gpu${version}`);
      expect([removed.status, again.status, absent.status]).toEqual([200, 404, 404]);
      expect([removed.text, again.text, absent.text]).toEqual(['', '', '']);
      expect(absent.headers['content-type']).toBeUndefined();
    });

    it('does not delete what a plan holds', async () => {
      const reply = await cloud.admin('DELETE', `${path}/Default%20Quota${version}`);
      const still = await cloud.admin('GET', `${path}/Default%20Quota${version}`);
      expect(reply.status).toBe(409);
      expect(still.status).toBe(200);
    });

    it.each([{ coresLimit: -1 }, { coresLimit: 'many' }, { coresLimit: 1.5 }])(
      'refuses %o',
      async (properties) => {
        const reply = await cloud.admin('PUT', `${path}/cq-bad${version}`, { properties });
        const after = await cloud.admin('GET', `${path}/cq-bad${version}`);
        expect(reply.status).toBe(400);
        expect(after.status).toBe(404);
      },
    );
  });

  describe('network', () => {
    const path = admin.quotas('Microsoft.Network.Admin');
    const version = '?api-version=2015-06-15';
    const polling = `/subscriptions/${DPS}/providers/Microsoft.Network/locations/westus`;

    it('answers 201 to create, 200 to update, already succeeded, with one polling header', async () => {
      const url = `${path}/nq-gold${version}`;
      const created = await cloud.admin('PUT', url, { properties: { maxVnetsPerSubscription: 24 } });
      const updated = await cloud.admin('PUT', url, { properties: { maxVnetsPerSubscription: 25 } });
      expect([created.status, updated.status]).toEqual([201, 200]);
      expect(updated.body).toMatchObject({
        id: `${path}/nq-gold`,
        name: 'seattle/nq-gold',
        type: 'Microsoft.Network.Admin/quotas',
        location: 'seattle',
        properties: { maxVnetsPerSubscription: 25, migrationPhase: 'None', provisioningState: 'Succeeded' },
      });
      const requestId = String(updated.headers['x-ms-request-id']);
      expect(updated.headers['azure-asyncoperation']).toContain(`${polling}/operations/${requestId}?`);
      expect(updated.headers['retry-after']).toBeUndefined();
      expect(updated.headers.location).toBeUndefined();
      const status = await cloud.follow(updated.headers['azure-asyncoperation']);
      expect(status.body).toEqual({ status: 'Succeeded' });
    });

    it('carries the entity tag in the body, and of a read in a header; a write makes a new one', async () => {
      const url = `${path}/nq-gold${version}`;
      const before = await cloud.admin('GET', url);
      const after = await cloud.admin('PUT', url, { properties: {} });
      expect(before.headers.etag).toMatch(/^W\/"[0-9a-f-]{36}"$/);
      expect(before.headers.etag).toBe(stringAt(before.body, 'etag'));
      expect(after.headers.etag).toBeUndefined();
      expect(stringAt(after.body, 'etag')).toMatch(/^W\/"[0-9a-f-]{36}"$/);
      expect(stringAt(after.body, 'etag')).not.toBe(before.headers.etag);
    });

    it('indents with CRLF', async () => {
      const reply = await cloud.admin('GET', path + version);
      expect(reply.text.startsWith('{\r\n  "value": [\r\n')).toBe(true);
      expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(valueAt(reply.body, 'nextLink')).toBeUndefined();
    });

    it('deletes as a long-running operation that ends in 204 with both headers', async () => {
      const started = await cloud.admin('DELETE', `${path}/nq-gold${version}`);
      expect(started.status).toBe(202);
      expect(started.text).toBe('');
      expect(started.headers['retry-after']).toBe('10');
      const requestId = String(started.headers['x-ms-request-id']);
      expect(started.headers.location).toContain(`${polling}/operationResults/${requestId}?`);
      const running = await cloud.follow(started.headers['azure-asyncoperation']);
      const waiting = await cloud.follow(started.headers.location);
      expect([running.status, stringAt(running.body, 'status')]).toEqual([200, 'InProgress']);
      expect(waiting.status).toBe(202);
      cloud.controller.control.advanceClock(10_000);
      const status = await cloud.follow(started.headers['azure-asyncoperation']);
      const done = await cloud.follow(started.headers.location);
      expect(status.body).toEqual({ status: 'Succeeded' });
      expect(done.status).toBe(204);
      expect(done.headers.location).toBe(started.headers.location);
      expect(done.headers['azure-asyncoperation']).toBe(started.headers['azure-asyncoperation']);
    });

    it('answers 204 to the deletion of what is absent', async () => {
      const reply = await cloud.admin('DELETE', `${path}/absent${version}`);
      expect([reply.status, reply.text]).toEqual([204, '']);
    });

    it('names another subscription than the caller asked for in its 404', async () => {
      const reply = await cloud.admin('GET', `${path}/absent${version}`);
      expect(reply.status).toBe(404);
      expect(reply.body).toMatchObject({ error: { code: 'NotFound', details: [] } });
      expect(stringAt(reply.body, 'error.message')).not.toContain(DPS);
    });
  });

  describe('storage', () => {
    const path = admin.quotas('Microsoft.Storage.Admin');
    const version = '?api-version=2019-08-08-preview';

    it('answers 200 to create and to update, without a charset', async () => {
      const url = `${path}/sq-gold${version}`;
      const largest = { numberOfStorageAccounts: 1_000_000_000, capacityInGb: 100_000_000 };
      const created = await cloud.admin('PUT', url, { properties: largest });
      const updated = await cloud.admin('PUT', url, { properties: { ...largest, capacityInGb: 6144 } });
      expect([created.status, updated.status]).toEqual([200, 200]);
      expect(updated.headers['content-type']).toBe('application/json');
      expect(updated.text).toContain('{\r\n  "id"');
      expect(updated.body).toEqual({
        id: `${path}/sq-gold`,
        name: 'seattle/sq-gold',
        type: 'Microsoft.Storage.Admin/locations/quotas',
        location: 'seattle',
        properties: { numberOfStorageAccounts: 1_000_000_000, capacityInGb: 6144 },
      });
    });

    it('ships a default of 2048 GB and lists without nextLink', async () => {
      const reply = await cloud.admin('GET', path + version);
      expect(membersOf(reply.body)).toEqual(['value']);
      expect(reply.body).toMatchObject({
        value: [
          { name: 'seattle/Default Quota', properties: { capacityInGb: 2048 } },
          { name: 'seattle/sq-gold' },
        ],
      });
    });

    it('deletes with 200 and answers 404 afterwards', async () => {
      const removed = await cloud.admin('DELETE', `${path}/sq-gold${version}`);
      const absent = await cloud.admin('GET', `${path}/sq-gold${version}`);
      expect([removed.status, absent.status]).toEqual([200, 404]);
    });
  });

  describe('read-only', () => {
    it('lists the one quota of Key Vault with its nulls', async () => {
      const path = admin.quotas('Microsoft.KeyVault.Admin');
      const reply = await cloud.admin('GET', `${path}?api-version=2017-02-01-preview`);
      expect(reply.body).toEqual({
        value: [
          {
            id: `${path}/Unlimited`,
            name: 'seattle/Unlimited',
            type: 'Microsoft.KeyVault.Admin/locations/quotas',
            location: 'seattle',
            plan: null,
            sku: null,
            kind: null,
            tags: null,
            etag: null,
            properties: null,
          },
        ],
        nextLink: null,
      });
      expect(reply.headers['x-ms-keyvault-service-version']).toBeDefined();
    });

    it.each(['GET', 'PUT', 'DELETE'])('knows no %s of a Key Vault quota by name', async (method) => {
      const url = `${admin.quotas('Microsoft.KeyVault.Admin')}/Unlimited?api-version=2017-02-01-preview`;
      const reply = await cloud.admin(method, url, method === 'PUT' ? {} : undefined);
      expect(reply.status).toBe(404);
    });

    it('has one quota that makes a delegated provider', async () => {
      const path = admin.quotas('Microsoft.Subscriptions.Admin');
      const list = await cloud.admin('GET', `${path}?api-version=2015-11-01`);
      const item = await cloud.admin('GET', `${path}/delegatedProviderQuota?api-version=2015-11-01`);
      expect(item.body).toEqual({
        id: `${path}/delegatedProviderQuota`,
        name: 'seattle/delegatedProviderQuota',
        type: 'Microsoft.Subscriptions.Admin/locations/quotas',
        location: 'seattle',
        properties: { allowCustomPortalBranding: false },
      });
      expect(list.body).toEqual({ value: [item.body] });
    });
  });

  describe('add-on providers', () => {
    const registry = admin.quotas('Microsoft.ContainerRegistry.Admin');
    const version = '?api-version=2019-11-01-preview';

    it('are not there on a fresh stamp', async () => {
      const reply = await cloud.admin('GET', registry + version);
      expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([404, 'InvalidResourceNamespace']);
    });

    it('answer 200 to PUT and DELETE, without a location, once installed', async () => {
      const other = await TestCloud.start({ addOns: ['containerRegistry', 'containerService'] });
      const properties = { numberOfRegistries: 5, capacityPerRegistryInGiB: 100 };
      const created = await other.admin('PUT', `${registry}/rq${version}`, { properties });
      const removed = await other.admin('DELETE', `${registry}/rq${version}`);
      const service = admin.quotas('Microsoft.ContainerService.Admin');
      const list = await other.admin('GET', `${service}?api-version=2019-11-01`);
      await other.close();
      expect([created.status, removed.status]).toEqual([200, 200]);
      expect(created.body).toEqual({
        id: `${registry}/rq`,
        name: 'seattle/rq',
        type: 'Microsoft.ContainerRegistry.Admin/locations/quotas',
        properties,
      });
      expect(list.body).toMatchObject({
        value: [{ id: `${service}/Unlimited`, name: 'seattle/Unlimited', properties: { name: 'Unlimited' } }],
      });
    });
  });

  describe('headers', () => {
    it.each([
      ['Microsoft.Compute.Admin', '2021-01-01', ['negotiate', 'server']],
      ['Microsoft.Network.Admin', '2015-06-15', ['negotiate', 'server', 'own request id']],
      ['Microsoft.Storage.Admin', '2019-08-08-preview', ['negotiate', 'server']],
      ['Microsoft.KeyVault.Admin', '2017-02-01-preview', ['server']],
      ['Microsoft.Subscriptions.Admin', '2015-11-01', []],
    ])('%s', async (namespace, apiVersion, traits) => {
      const reply = await cloud.admin('GET', `${admin.quotas(namespace)}?api-version=${apiVersion}`);
      const { headers } = reply;
      const correlationId = String(headers['x-ms-correlation-request-id']);
      const hasOwnId = headers['x-ms-request-id'] !== correlationId;
      expect(String(headers['www-authenticate']).startsWith('Negotiate ')).toBe(traits.includes('negotiate'));
      expect(headers.server).toBe(traits.includes('server') ? 'Microsoft-HTTPAPI/2.0' : undefined);
      expect(hasOwnId).toBe(traits.includes('own request id'));
      expect(headers['x-ms-arm-service-request-id'] !== undefined).toBe(hasOwnId);
      expect(headers['x-ms-routing-request-id']).toMatch(
        new RegExp(`^SEATTLE:\\d{8}T\\d{6}Z:${correlationId}$`),
      );
      expect(headers).toMatchObject({
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-cache',
        pragma: 'no-cache',
        expires: '-1',
      });
      expect(Number(headers['x-ms-ratelimit-remaining-subscription-reads'])).toBeLessThan(15_000);
    });
  });
});
