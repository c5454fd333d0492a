import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectsAt, stringAt, valueAt } from '../../src/controller/wire/request-fields.js';
import {
  admin,
  CUSTOMER,
  DPS,
  furnish,
  HOME,
  ids,
  offerBody,
  planBody,
  subscriptionBody,
  like,
  membersOf,
  TestCloud,
} from './controller-cloud.js';

const version = '?api-version=2015-11-01';

/** The REST reference, sections 1, 2 and 4: what is [REC] exactly, what is [SPEC] likewise. */
describe('plans and offers on the wire', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await TestCloud.start();
    await furnish(cloud);
  });

  afterAll(() => cloud.close());

  describe('discovery', () => {
    it('describes each endpoint in one object, with an audience of its own', async () => {
      const url = '/metadata/endpoints?api-version=2015-01-01';
      const operator = await cloud.client.send({ url: cloud.controller.adminEndpoint + url });
      const tenant = await cloud.client.send({ url: cloud.controller.userEndpoint + url });
      expect(operator.body).toMatchObject({
        galleryEndpoint: like.text(/^https:/),
        graphEndpoint: 'https://graph.windows.net/',
        portalEndpoint: like.text(/^https:\/\/adminportal\./),
        authentication: { loginEndpoint: cloud.controller.loginEndpoint },
      });
      const audiences = [operator, tenant].map((reply) => valueAt(reply.body, 'authentication.audiences'));
      expect(audiences[0]).toEqual([like.text(/^https:\/\/adminmanagement\./)]);
      expect(audiences[1]).toEqual([like.text(/^https:\/\/management\./)]);
    });

    it.each(['2018-05-01', '2019-05-01', '2022-09-01'])(
      'describes each endpoint in a list to clients of %s',
      async (apiVersion) => {
        const [operator, tenant] = await Promise.all(
          [cloud.controller.adminEndpoint, cloud.controller.userEndpoint].map((endpoint) =>
            cloud.client.send({ url: `${endpoint}/metadata/endpoints?api-version=${apiVersion}` }),
          ),
        );
        expect(operator?.body).toEqual([
          {
            name: like.text(/^AzureStack-Admin-[0-9a-f-]{36}$/),
            portal: like.text(/^https:\/\/adminportal\./),
            gallery: like.text(/^https:/),
            graph: 'https://graph.windows.net/',
            graphAudience: 'https://graph.windows.net/',
            authentication: {
              loginEndpoint: cloud.controller.loginEndpoint,
              audiences: [like.text(/^https:\/\/adminmanagement\./)],
            },
            suffixes: { keyVaultDns: 'vault.seattle.localhost', storage: 'seattle.localhost' },
          },
        ]);
        expect(tenant?.body).toMatchObject([
          {
            name: like.text(/^AzureStack-User-/),
            authentication: { audiences: [like.text(/^https:\/\/management\./)] },
          },
        ]);
      },
    );

    it('takes no other api-version, and the list ones for the endpoints only', async () => {
      const codes = await Promise.all(
        ['endpoints?api-version=2017-01-01', 'identity?api-version=2019-05-01'].map(async (path) => {
          const url = `${cloud.controller.userEndpoint}/metadata/${path}`;
          const { status, body } = await cloud.client.send({ url });
          return [status, stringAt(body, 'error.code')];
        }),
      );
      expect(codes).toEqual([
        [400, 'InvalidApiVersionParameter'],
        [400, 'InvalidApiVersionParameter'],
      ]);
    });

    it('lists the operator subscriptions with offer and tenant, counted against the tenant', async () => {
      const reply = await cloud.admin('GET', `/subscriptions${version}`);
      expect(membersOf(reply.body)).toEqual(['value']);
      expect(reply.headers['x-ms-ratelimit-remaining-tenant-reads']).toBe('14999');
      expect(reply.body).toMatchObject({
        value: [
          {
            offerId: like.text(/^\/delegatedProviders\/default\/offers\//),
            id: `/subscriptions/${DPS}`,
            subscriptionId: DPS,
            tenantId: HOME,
            displayName: 'Default Provider Subscription',
            state: 'Enabled',
            subscriptionPolicies: { locationPlacementId: 'AzureStack' },
          },
          { displayName: 'Metering Subscription' },
          { displayName: 'Consumption Subscription' },
        ],
      });
    });

    it('lists the registration of ARM itself to whoever has a token', async () => {
      const path = '/applicationRegistrations?api-version=2014-04-01-preview';
      const identity = await cloud.user('GET', '/metadata/identity?api-version=2015-01-01');
      const replies = await Promise.all([cloud.admin('GET', path), cloud.user('GET', path)]);
      const anonymous = await cloud.client.send({ url: cloud.controller.userEndpoint + path });
      const appId = stringAt(identity.body, 'applicationId');
      const value = [{ appId, tags: [], appRoleAssignments: [], oauth2PermissionGrants: [] }];
      expect(replies.map((reply) => reply.body)).toEqual([{ value }, { value }]);
      expect(appId).toBeDefined();
      expect([anonymous.status, valueAt(anonymous.body, 'value')]).toEqual([401, undefined]);
    });

    it('lists user subscriptions on the user endpoint, without offers in the newer version', async () => {
      const reply = await cloud.user('GET', '/subscriptions?api-version=2016-06-01');
      expect(reply.body).toMatchObject({
        value: [{ subscriptionId: CUSTOMER, authorizationSource: 'RoleBased' }],
      });
      expect(reply.text).not.toContain('offerId');
    });

    it('has one location, bare', async () => {
      const path = `${admin.provider}/locations`;
      const list = await cloud.admin('GET', path + version);
      const item = await cloud.admin('GET', `${path}/SEATTLE${version}`);
      expect(item.body).toEqual({
        id: `${path}/seattle`,
        name: 'seattle',
        displayName: 'seattle',
        latitude: '',
        longitude: '',
      });
      expect(list.body).toEqual({ value: [item.body] });
    });
  });

  describe('plans', () => {
    const quotaIds = [ids.computeQuota];

    it('answers 201 to create and 200 to update, and leaves out what was never set', async () => {
      const url = ids.plan('plan-silver') + version;
      const created = await cloud.admin(
        'PUT',
        url,
        planBody('plan-silver', quotaIds, { subscriptionCount: 7 }),
      );
      const updated = await cloud.admin('PUT', url, planBody('plan-silver', quotaIds, { description: 'd' }));
      expect([created.status, updated.status]).toEqual([201, 200]);
      expect(created.body).toEqual({
        id: ids.plan('plan-silver'),
        name: 'plan-silver',
        type: 'Microsoft.Subscriptions.Admin/plans',
        location: 'seattle',
        properties: { name: 'plan-silver', displayName: 'Plan plan-silver', quotaIds, subscriptionCount: 0 },
      });
      expect(updated.body).toMatchObject({ properties: { description: 'd' } });
      expect(created.headers['x-ms-ratelimit-remaining-subscription-writes']).toBeDefined();
    });

    it('echoes the casing of subscription and group, and normalises the word between them', async () => {
      const upper = ids
        .plan('plan-gold')
        .replace(DPS, DPS.toUpperCase())
        .replace('resourceGroups/rg-offers', 'resourcegroups/RG-OFFERS');
      const reply = await cloud.admin('GET', upper + version);
      const id = `/subscriptions/${DPS.toUpperCase()}/resourceGroups/RG-OFFERS/providers/Microsoft.Subscriptions.Admin/plans/plan-gold`;
      expect([reply.status, stringAt(reply.body, 'id')]).toEqual([200, id]);
    });

    it('lists all and by group, in one page', async () => {
      const all = await cloud.admin('GET', `${admin.provider}/plans${version}`);
      const group = await cloud.admin('GET', `${admin.grouped('rg-offers')}/plans${version}`);
      expect(membersOf(all.body)).toEqual(['value']);
      expect(group.body).toEqual(all.body);
      expect(all.body).toMatchObject({
        value: [{ name: 'plan-gold', properties: { subscriptionCount: 1 } }, {}, {}, {}],
      });
    });

    it.each(['plans/absent', 'offers/absent'])('lets the gateway answer 404 for %s', async (path) => {
      const reply = await cloud.admin('GET', `${admin.grouped('rg-offers')}/${path}${version}`);
      expect(reply.status).toBe(404);
      expect(reply.body).toMatchObject({ error: { code: 'ResourceNotFound' } });
      expect(reply.headers['x-ms-failure-cause']).toBe('gateway');
      expect(Object.keys(reply.headers).some((name) => name.startsWith('x-ms-ratelimit'))).toBe(false);
    });

    it.each([
      [
        'without a name in the body',
        'p1',
        { location: 'seattle', properties: { displayName: 'x', quotaIds } },
        400,
      ],
      ['with another name in the body', 'p1', planBody('other', quotaIds), 400],
      ['with an unknown quota', 'p1', planBody('p1', [`${quotaIds[0] ?? ''}x`]), 400],
      ['with a quota of another cloud', 'p1', planBody('p1', [ids.computeQuota.replace(DPS, CUSTOMER)]), 400],
      ['with two quotas of one service', 'p1', planBody('p1', [...quotaIds, ...quotaIds]), 400],
      ['in another region', 'p1', { ...planBody('p1', quotaIds), location: 'nowhere' }, 400],
    ])('refuses a plan %s', async (_what, ...[name, body, status]) => {
      const reply = await cloud.admin('PUT', ids.plan(name) + version, body);
      const after = await cloud.admin('GET', ids.plan(name) + version);
      expect([reply.status, after.status]).toEqual([status, 404]);
    });

    it('needs its group, and has its name once', async () => {
      await cloud.admin('PUT', `${admin.group('rg-other')}?api-version=2018-05-01`, { location: 'seattle' });
      const lost = await cloud.admin(
        'PUT',
        `${admin.grouped('rg-lost')}/plans/p1${version}`,
        planBody('p1', quotaIds),
      );
      const twin = await cloud.admin(
        'PUT',
        `${admin.grouped('rg-other')}/plans/plan-gold${version}`,
        planBody('plan-gold', quotaIds),
      );
      expect([lost.status, stringAt(lost.body, 'error.code')]).toEqual([404, 'ResourceGroupNotFound']);
      expect(twin.status).toBe(409);
    });

    it('deletes with 200, 204 when absent, and not while an offer holds it', async () => {
      const held = await cloud.admin('DELETE', ids.plan('plan-gold') + version);
      const removed = await cloud.admin('DELETE', ids.plan('plan-silver') + version);
      const absent = await cloud.admin('DELETE', ids.plan('plan-silver') + version);
      expect([held.status, removed.status, absent.status]).toEqual([409, 200, 204]);
      expect(removed.text).toBe('');
    });
  });

  describe('offers', () => {
    it('answers 201 and 200, private and without limit when not told otherwise', async () => {
      const url = ids.offer('offer-silver') + version;
      const body = offerBody('offer-silver', [ids.plan('plan-gold')]);
      const created = await cloud.admin('PUT', url, body);
      const updated = await cloud.admin('PUT', url, body);
      expect([created.status, updated.status]).toEqual([201, 200]);
      expect(updated.body).toEqual({
        id: ids.offer('offer-silver'),
        name: 'offer-silver',
        type: 'Microsoft.Subscriptions.Admin/offers',
        location: 'seattle',
        properties: {
          name: 'offer-silver',
          displayName: 'Offer offer-silver',
          state: 'Private',
          maxSubscriptionsPerAccount: 0,
          basePlanIds: [ids.plan('plan-gold')],
          addonPlans: [],
          subscriptionCount: 0,
        },
      });
    });

    it('links and unlinks plans by name', async () => {
      const url = ids.offer('offer-silver');
      const flat = { planName: 'plan-addon', planLinkType: 'Addon' };
      const linked = await cloud.admin('POST', `${url}/link${version}`, flat);
      const unlinked = await cloud.admin('POST', `${url}/unlink${version}`, flat);
      const wrapped = await cloud.admin('POST', `${url}/link${version}`, { properties: flat });
      const addonPlans = [{ planId: ids.plan('plan-addon'), maxAcquisitionCount: 1 }];
      expect([linked.status, valueAt(linked.body, 'properties.addonPlans')]).toEqual([200, addonPlans]);
      expect([unlinked.status, valueAt(unlinked.body, 'properties.addonPlans')]).toEqual([200, []]);
      expect(wrapped.status).toBe(400);
    });

    it.each([
      ['without a base plan', offerBody('o1', [])],
      ['with an unknown plan', offerBody('o1', [ids.plan('absent')])],
      ['with an unknown state', offerBody('o1', [ids.plan('plan-gold')], { state: 'Hidden' })],
    ])('refuses an offer %s', async (_what, body) => {
      const reply = await cloud.admin('PUT', ids.offer('o1') + version, body);
      const after = await cloud.admin('GET', ids.offer('o1') + version);
      expect([reply.status, after.status]).toEqual([400, 404]);
    });

    it('takes no subscribers once it is decommissioned', async () => {
      const properties = { state: 'Decommissioned' };
      const body = offerBody('offer-silver', [ids.plan('plan-gold')], properties);
      await cloud.admin('PUT', ids.offer('offer-silver') + version, body);
      const url = `${admin.provider}/subscriptions/late${version}`;
      const reply = await cloud.admin('PUT', url, subscriptionBody('late', ids.offer('offer-silver')));
      const after = await cloud.admin('GET', url);
      expect([reply.status, after.status]).toEqual([409, 404]);
    });

    it('checks names', async () => {
      const check = (name: string, type: string) =>
        cloud.admin('POST', `${admin.provider}/checkNameAvailability${version}`, {
          name,
          resourceType: `Microsoft.Subscriptions.Admin/${type}`,
        });
      const replies = await Promise.all([
        check('free', 'plans'),
        check('PLAN-GOLD', 'plans'),
        check('a/b', 'offers'),
      ]);
      expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200]);
      expect(replies[0]?.body).toEqual({ nameAvailable: true });
      expect(replies[1]?.body).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
      expect(replies[2]?.body).toMatchObject({ nameAvailable: false, reason: 'Invalid' });
    });
  });

  describe('what tenants see', () => {
    it('are public offers only', async () => {
      const none = await cloud.user('GET', `/delegatedProviders/default/offers${version}`);
      const body = offerBody('offer-gold', [ids.plan('plan-gold')], { state: 'Public', description: 'd' });
      await cloud.admin('PUT', ids.offer('offer-gold') + version, body);
      const list = await cloud.user('GET', `/offers${version}`);
      const item = await cloud.user('GET', `/delegatedProviders/default/offers/offer-gold${version}`);
      expect(none.body).toEqual({ value: [] });
      expect(item.body).toEqual({
        id: '/delegatedProviders/default/offers/offer-gold',
        name: 'offer-gold',
        displayName: 'Offer offer-gold',
        description: 'd',
      });
      expect(list.body).toEqual({ value: [item.body] });
      expect(list.headers['x-ms-ratelimit-remaining-tenant-reads']).toBeDefined();
    });
  });

  describe('resource groups', () => {
    const path = `${admin.group('rg-new')}?api-version=2018-05-01`;

    it('are created, probed, changed and deleted', async () => {
      const probe = await cloud.admin('HEAD', path);
      const created = await cloud.admin('PUT', path, { location: 'seattle', tags: { owner: 'ops' } });
      const updated = await cloud.admin('PUT', path, { location: 'seattle' });
      const patched = await cloud.admin('PATCH', path, { tags: { owner: 'new' } });
      const known = await cloud.admin('HEAD', path);
      const moved = await cloud.admin('PUT', path, { location: 'nowhere' });
      const removed = await cloud.admin('DELETE', path);
      expect([probe.status, created.status, updated.status, known.status]).toEqual([404, 201, 200, 204]);
      expect(patched.body).toMatchObject({
        tags: { owner: 'new' },
        properties: { provisioningState: 'Succeeded' },
      });
      expect([moved.status, stringAt(moved.body, 'error.code')]).toEqual([
        409,
        'InvalidResourceGroupLocation',
      ]);
      expect(removed.status).toBe(202);
      expect((await cloud.follow(removed.headers.location)).status).toBe(202);
      cloud.controller.control.advanceClock(15_000);
      expect((await cloud.follow(removed.headers.location)).status).toBe(200);
      expect((await cloud.admin('GET', path)).status).toBe(404);
    });

    it.each(['system.seattle', 'system.global', 'bad.', 'a b'])('cannot be called %s', async (name) => {
      const url = `${admin.group(encodeURIComponent(name))}?api-version=2018-05-01`;
      const reply = await cloud.admin('PUT', url, { location: 'seattle' });
      expect([400, 409]).toContain(reply.status);
    });

    it('page when there are many', async () => {
      for (let index = 0; index < 120; index += 1) {
        const name = `rg-${String(index).padStart(3, '0')}`;
        await cloud.admin('PUT', `${admin.group(name)}?api-version=2018-05-01`, { location: 'seattle' });
      }
      const first = await cloud.admin('GET', `${admin.root}/resourcegroups?api-version=2018-05-01`);
      const second = await cloud.follow(stringAt(first.body, 'nextLink'));
      const names = [first, second].flatMap((reply) =>
        objectsAt(reply.body, 'value').map((group) => stringAt(group, 'name') ?? ''),
      );
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => /^rg-\d{3}$/.test(name))).toHaveLength(120);
      expect(valueAt(second.body, 'nextLink')).toBeUndefined();
    }, 30_000);
  });
});
