import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringAt, valueAt } from '../../src/controller/wire/request-fields.js';
import {
  admin,
  CUSTOMER,
  DPS,
  furnish,
  HOME,
  ids,
  START,
  subscriptionBody,
  like,
  membersOf,
  TestCloud,
} from './controller-cloud.js';

const version = '?api-version=2015-11-01';

/** The REST reference, sections 4.5 to 4.8, 5 and 6: what is [REC] exactly, what is [SPEC] likewise. */
describe('subscriptions on the wire', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await TestCloud.start();
    await furnish(cloud);
  });

  afterAll(() => cloud.close());

  describe('user subscriptions', () => {
    const path = (id: string) => `${admin.provider}/subscriptions/${id}`;
    // Recorded: the server keeps what the caller chooses, even where it is no GUID.
    const chosen = 'eb377774-8d90-4f4b-bc76-0211g8bfbf86';

    it('answers 201 and 200 with a flat object, and keeps the id that the caller chose', async () => {
      const body = { subscriptionId: chosen, owner: 'a@adatum.example', offerId: ids.offer('offer-gold') };
      const created = await cloud.admin('PUT', path(chosen) + version, body);
      const changed = { ...body, owner: 'b@adatum.example', displayName: 'x', externalReferenceId: '' };
      const updated = await cloud.admin('PUT', path(chosen) + version, changed);
      expect([created.status, updated.status]).toEqual([201, 200]);
      expect(updated.body).toEqual({
        id: path(chosen),
        subscriptionId: chosen,
        displayName: 'x',
        owner: 'b@adatum.example',
        offerId: ids.offer('offer-gold'),
        tenantId: HOME,
        delegatedProviderSubscriptionId: DPS,
        routingResourceManagerType: 'Default',
        state: 'Enabled',
        externalReferenceId: '',
      });
      expect(created.text).not.toContain('externalReferenceId');
    });

    it('lists without the provider subscription, in one page, and filters', async () => {
      const list = await cloud.admin('GET', path('').slice(0, -1) + version);
      expect(membersOf(list.body)).toEqual(['value']);
      expect(list.body).toMatchObject({ value: [{ subscriptionId: CUSTOMER }, { subscriptionId: chosen }] });
      expect(list.text).not.toContain('"Admin"');
      const filter = (text: string) =>
        cloud.admin('GET', `${path('').slice(0, -1)}${version}&$filter=${encodeURIComponent(text)}`);
      const byOffer = await filter("offerName eq 'offer-gold'");
      const byOwner = await filter("owner eq 'B@adatum.example'");
      expect(valueAt(byOffer.body, 'value')).toHaveLength(2);
      expect(byOwner.body).toMatchObject({ value: [{ subscriptionId: chosen }] });
    });

    it('answers 404 for an absent one, with the ordinary counter', async () => {
      const reply = await cloud.admin('GET', path('absent') + version);
      expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([404, 'SubscriptionNotFound']);
      expect(reply.headers['x-ms-ratelimit-remaining-subscription-reads']).toBeDefined();
      expect(reply.headers['x-ms-failure-cause']).toBeUndefined();
    });

    it.each([
      ['without an owner', { ...subscriptionBody('s1', ids.offer('offer-gold')), owner: undefined }],
      ['with another id in the body', subscriptionBody('s2', ids.offer('offer-gold'))],
      ['with an unknown offer', subscriptionBody('s1', ids.offer('absent'))],
      ['with an offer id without a group', subscriptionBody('s1', `${admin.provider}/offers/offer-gold`)],
      ['of an unknown directory', subscriptionBody('s1', ids.offer('offer-gold'), { tenantId: CUSTOMER })],
      [
        'of a provider that is none',
        subscriptionBody('s1', ids.offer('offer-gold'), { delegatedProviderSubscriptionId: CUSTOMER }),
      ],
      [
        'routed to the admin resource manager',
        subscriptionBody('s1', ids.offer('offer-gold'), { routingResourceManagerType: 'Admin' }),
      ],
    ])('refuses one %s', async (_what, body) => {
      const reply = await cloud.admin('PUT', path('s1') + version, body);
      const after = await cloud.admin('GET', path('s1') + version);
      expect([reply.status, after.status]).toEqual([400, 404]);
    });

    it("does not change the offer of one that is there, and not the operator's own", async () => {
      const body = subscriptionBody(CUSTOMER, ids.offer('offer-reseller'));
      const offer = await cloud.admin('PUT', path(CUSTOMER) + version, body);
      const own = await cloud.admin(
        'PUT',
        path(DPS) + version,
        subscriptionBody(DPS, ids.offer('offer-gold')),
      );
      const after = await cloud.admin('GET', path(CUSTOMER) + version);
      expect([offer.status, own.status]).toEqual([400, 409]);
      expect(stringAt(after.body, 'offerId')).toBe(ids.offer('offer-gold'));
    });

    it('is disabled and read-only on the user endpoint until it is enabled', async () => {
      const body = (state: string) => subscriptionBody(CUSTOMER, ids.offer('offer-gold'), { state });
      await cloud.admin('PUT', path(CUSTOMER) + version, body('Disabled'));
      const url = `/subscriptions/${CUSTOMER}/providers/Microsoft.KeyVault/register?api-version=2018-05-01`;
      await cloud.user('POST', url);
      cloud.controller.control.advanceClock(1000);
      const vault = `/subscriptions/${CUSTOMER}/resourceGroups/rg-finance/providers/Microsoft.KeyVault/vaults/kv?api-version=2016-10-01`;
      const refused = await cloud.user('PUT', vault, {});
      await cloud.admin('PUT', path(CUSTOMER) + version, body('Enabled'));
      expect(stringAt(refused.body, 'error.code')).toBe('ReadOnlyDisabledSubscription');
    });

    it('deletes with 200, 204 when absent', async () => {
      const removed = await cloud.admin('DELETE', path(chosen) + version);
      const absent = await cloud.admin('DELETE', path(chosen) + version);
      expect([removed.status, removed.text, absent.status]).toEqual([200, '', 204]);
    });
  });

  describe('acquired plans', () => {
    const id = '5a9b8a0e-4a4c-4a56-8d51-6f7e0d2c9b33';
    const path = `${admin.provider}/subscriptions/${CUSTOMER}/acquiredPlans`;
    const body = { acquisitionId: id, planId: ids.plan('plan-addon') };

    it('answers 404 before, 200 to a new one, and loses the resource group of the plan', async () => {
      const absent = await cloud.admin('GET', `${path}/${id}${version}`);
      const none = await cloud.admin('GET', path + version);
      const created = await cloud.admin('PUT', `${path}/${id}${version}`, body);
      expect([absent.status, stringAt(absent.body, 'error.code')]).toEqual([404, 'PlanAcquisitionNotFound']);
      expect(none.body).toEqual({ value: [] });
      expect(created.status).toBe(200);
      expect(created.body).toEqual({
        acquisitionId: id,
        id: `${path}/${id}`,
        planId: `${admin.provider}/plans/plan-addon`,
        provisioningState: 'Succeeded',
        acquisitionTime: like.text(new RegExp(`^${START.toISOString().slice(0, 13)}`)),
      });
    });

    it('takes plans for the provider subscription, as recorded', async () => {
      const own = `${admin.provider}/subscriptions/${DPS}/acquiredPlans/${id}${version}`;
      const reply = await cloud.admin('PUT', own, { acquisitionId: id, planId: ids.plan('plan-reseller') });
      expect(reply.status).toBe(200);
    });

    it.each([
      ['whose id differs', 'x1', { ...body }, 400],
      [
        'of a plan without a group',
        'x1',
        { acquisitionId: 'x1', planId: `${admin.provider}/plans/plan-addon` },
        400,
      ],
      [
        'of a plan outside of the offer',
        'x1',
        { acquisitionId: 'x1', planId: ids.plan('plan-reseller') },
        400,
      ],
      ['once too often', 'x1', { acquisitionId: 'x1', planId: ids.plan('plan-addon') }, 409],
    ])('refuses one %s', async (_what, ...[acquisition, json, status]) => {
      const reply = await cloud.admin('PUT', `${path}/${acquisition}${version}`, json);
      const after = await cloud.admin('GET', `${path}/${acquisition}${version}`);
      expect([reply.status, after.status]).toEqual([status, 404]);
    });

    it('deletes with 200', async () => {
      const removed = await cloud.admin('DELETE', `${path}/${id}${version}`);
      const after = await cloud.admin('GET', path + version);
      expect([removed.status, valueAt(after.body, 'value')]).toEqual([200, []]);
    });
  });

  describe('delegated providers', () => {
    const reseller = '6b2fb1a1-9a55-4a0c-8c0e-0d5b7f0a6b21';
    const delegations = `${ids.offer('offer-gold')}/offerDelegations`;

    it('follow from the plan of a subscription', async () => {
      const before = await cloud.admin('GET', `${admin.provider}/delegatedProviders${version}`);
      const url = `${admin.provider}/subscriptions/${reseller}${version}`;
      await cloud.admin('PUT', url, subscriptionBody(reseller, ids.offer('offer-reseller')));
      const after = await cloud.admin('GET', `${admin.provider}/delegatedProviders${version}`);
      const item = await cloud.admin('GET', `${admin.provider}/delegatedProviders/${reseller}${version}`);
      expect(before.body).toEqual({ value: [] });
      expect(after.body).toEqual({ value: [item.body] });
      expect(stringAt(item.body, 'id')).toBe(`${admin.provider}/subscriptions/${reseller}`);
    });

    it('have a list of offers each, and so has the provider subscription', async () => {
      const listOffers = (id: string) =>
        cloud.admin('GET', `${admin.provider}/delegatedProviders/${id}/offers${version}`);
      const own = await listOffers(cloud.controller.providerSubscriptionId);
      const customers = await listOffers(CUSTOMER);
      expect([own.status, own.body]).toEqual([200, { value: [] }]);
      expect([customers.status, stringAt(customers.body, 'error.code')]).toEqual([
        404,
        'SubscriptionNotFound',
      ]);
    });

    it('get offers by delegation, under the name that the caller chose', async () => {
      const none = await cloud.admin('GET', delegations + version);
      const body = (subscriptionId: string) => ({ location: 'seattle', properties: { subscriptionId } });
      const created = await cloud.admin('PUT', `${delegations}/offer-golda41f0${version}`, body(reseller));
      const updated = await cloud.admin('PUT', `${delegations}/offer-golda41f0${version}`, body(reseller));
      const refused = await cloud.admin('PUT', `${delegations}/other${version}`, body(CUSTOMER));
      expect(none.body).toEqual({ value: [] });
      expect([created.status, updated.status, refused.status]).toEqual([201, 200, 400]);
      expect(created.body).toMatchObject({
        id: `${delegations}/offer-golda41f0`,
        name: 'offer-gold/offer-golda41f0',
        type: 'Microsoft.Subscriptions.Admin/offers/offerDelegations',
        properties: { subscriptionId: reseller },
      });
    });

    it('take over subscriptions by a move that runs for 35 seconds', async () => {
      cloud.controller.control.seed({
        resellerOffer: [
          {
            id: `${admin.provider}/delegatedProviders/${reseller}/offers/resold`,
            properties: {
              displayName: 'Resold',
              accessibilityState: 'Public',
              delegatedOfferId: `/subscriptions/${reseller}/providers/Microsoft.Subscriptions/delegatedOffers/offer-golda41f0`,
            },
          },
        ],
      });
      const target = `${admin.provider}/delegatedProviders/${reseller}/offers/resold`;
      const body = {
        resources: [`${admin.provider}/subscriptions/${CUSTOMER}`],
        targetDelegatedProviderOffer: target,
      };
      const offer = await cloud.admin('GET', target + version);
      const checked = await cloud.admin(
        'POST',
        `${admin.provider}/validateMoveSubscriptions${version}`,
        body,
      );
      const started = await cloud.admin('POST', `${admin.provider}/moveSubscriptions${version}`, body);
      expect(offer.body).toMatchObject({ name: `${reseller}/resold` });
      expect([checked.status, started.status, started.text]).toEqual([202, 202, '']);
      const location = String(started.headers.location);
      expect(location).toMatch(
        /\/Microsoft\.Subscriptions\.Admin\/locations\/seattle\/operationsStatus\/[0-9a-f-]{36}\?api-version=2015-11-01$/,
      );
      const status = `${location}&operationResultResponseType=Azure-AsyncOperation`;
      expect(started.headers['azure-asyncoperation']).toBe(status);
      expect(started.headers['retry-after']).toBe('60');
      expect([(await cloud.follow(location)).status, (await cloud.follow(status)).status]).toEqual([
        202, 200,
      ]);
      cloud.controller.control.advanceClock(60_000);
      const [done, result] = [await cloud.follow(status), await cloud.follow(location)];
      expect(done.body).toMatchObject({
        status: 'Succeeded',
        percentComplete: 100,
        endTime: like.anyText(),
      });
      expect(done.text).toContain('"percentComplete":100.0');
      expect([result.status, result.text]).toEqual([204, '']);
      const moved = await cloud.admin('GET', `${admin.provider}/subscriptions/${CUSTOMER}${version}`);
      expect(stringAt(moved.body, 'delegatedProviderSubscriptionId')).toBe(reseller);
    });

    it('give subscriptions back when a move names no target', async () => {
      const body = { resources: [`${admin.provider}/subscriptions/${CUSTOMER}`] };
      const reply = await cloud.admin('POST', `${admin.provider}/moveSubscriptions${version}`, body);
      const moved = await cloud.admin('GET', `${admin.provider}/subscriptions/${CUSTOMER}${version}`);
      expect(reply.status).toBe(202);
      expect(stringAt(moved.body, 'delegatedProviderSubscriptionId')).toBe(DPS);
    });

    it.each([
      [{ resources: [] }, 400],
      [{ resources: [`/subscriptions/${CUSTOMER}`] }, 404],
      [{ properties: { resources: [] } }, 400],
      [
        { resources: [`${admin.provider}/subscriptions/${CUSTOMER}`], targetDelegatedProviderOffer: 'x' },
        400,
      ],
    ])('move nothing for %j', async (body, status) => {
      const reply = await cloud.admin('POST', `${admin.provider}/moveSubscriptions${version}`, body);
      expect([reply.status, reply.headers.location]).toEqual([status, undefined]);
    });
  });

  describe('directory tenants', () => {
    const path = `${admin.grouped('system.seattle')}/directoryTenants`;
    const guest = '0f9b0c1e-6f5a-4b57-8a57-5f0d9a6f2c11';
    const body = (tenantId: string) => ({ location: 'seattle', properties: { tenantId } });

    it('list the home directory, and guests once they are onboarded', async () => {
      const before = await cloud.admin('GET', path + version);
      const created = await cloud.admin('PUT', `${path}/adatum.onmicrosoft.com${version}`, body(guest));
      const updated = await cloud.admin('PUT', `${path}/adatum.onmicrosoft.com${version}`, body(guest));
      const after = await cloud.admin('GET', path + version);
      expect(before.body).toMatchObject({ value: [{ properties: { tenantId: HOME } }] });
      expect([created.status, updated.status]).toEqual([201, 200]);
      expect(membersOf(after.body)).toEqual(['value']);
      expect(valueAt(after.body, 'value')).toHaveLength(2);
    });

    it('are onboarded once, and leave with 200 and 204', async () => {
      const twin = await cloud.admin('PUT', `${path}/twin.onmicrosoft.com${version}`, body(guest));
      const removed = await cloud.admin('DELETE', `${path}/adatum.onmicrosoft.com${version}`);
      const absent = await cloud.admin('DELETE', `${path}/adatum.onmicrosoft.com${version}`);
      expect([twin.status, removed.status, absent.status]).toEqual([409, 200, 204]);
    });
  });
});
