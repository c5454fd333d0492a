import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringAt, valueAt } from '../../src/controller/wire/request-fields.js';
import {
  admin,
  CUSTOMER,
  DPS,
  furnish,
  HOME,
  ids,
  offerBody,
  PRINCIPAL,
  subscriptionBody,
  TestCloud,
} from './controller-cloud.js';

const version = '?api-version=2015-11-01';
const OWN = '5e1f0b7c-9d2e-4f53-8a7b-6c5d4e3f2a10';
const path = `/subscriptions/${OWN}${version}`;
const seen = `${admin.provider}/subscriptions/${OWN}${version}`;
const open = '/delegatedProviders/default/offers/offer-open';
const body = (more: object = {}) => ({
  subscriptionId: OWN,
  displayName: 'My own',
  offerId: open,
  state: 'Enabled',
  ...more,
});

/** The REST reference, section 5, tenant-side twin: [SPEC] and [PS]. */
describe('subscriptions that tenants make for themselves', () => {
  let cloud: TestCloud;

  const putOffer = (state: string, more: object = {}) =>
    cloud.admin(
      'PUT',
      ids.offer('offer-open') + version,
      offerBody('offer-open', [ids.plan('plan-gold')], { state, ...more }),
    );
  /** Takes the rights of the service principal but for those that roles give it. */
  const restrict = (denied: readonly { action: string }[] = []) =>
    cloud.controller.control.restrictPrincipal(cloud.controller.clientId, { access: 'assigned', denied });
  const find = async (id: string) => {
    const list = await cloud.admin('GET', `${admin.provider}/subscriptions${version}`);
    return list.text.includes(id);
  };

  beforeEach(async () => {
    cloud = await TestCloud.start();
    await furnish(cloud);
    await putOffer('Public');
  });

  afterEach(() => cloud.close());

  it('answer 201 and 200, keep the id, and show the offer as tenants read it', async () => {
    const created = await cloud.user('PUT', path, body());
    const updated = await cloud.user('PUT', path, body({ displayName: 'Renamed' }));
    const operators = await cloud.admin('GET', seen);
    expect([created.status, updated.status]).toEqual([201, 200]);
    expect(created.headers['x-ms-ratelimit-remaining-tenant-writes']).toBeDefined();
    expect(updated.body).toEqual({
      id: `/subscriptions/${OWN}`,
      subscriptionId: OWN,
      offerId: open,
      tenantId: HOME,
      displayName: 'Renamed',
      state: 'Enabled',
      subscriptionPolicies: { locationPlacementId: 'AzureStack' },
    });
    expect(operators.body).toMatchObject({
      subscriptionId: OWN,
      displayName: 'Renamed',
      owner: PRINCIPAL,
      offerId: ids.offer('offer-open'),
      delegatedProviderSubscriptionId: DPS,
    });
  });

  it('belong to who made them, who needs no right before and has every right in them after', async () => {
    restrict();
    const created = await cloud.user('PUT', path, body());
    const group = await cloud.user('PUT', `/subscriptions/${OWN}/resourceGroups/rg?api-version=2018-05-01`, {
      location: 'seattle',
    });
    const renamed = await cloud.user('PUT', path, body({ displayName: 'Renamed' }));
    const foreign = `/subscriptions/${CUSTOMER}${version}`;
    const others = [
      await cloud.user('PUT', foreign, body({ subscriptionId: CUSTOMER })),
      await cloud.user('DELETE', foreign),
    ];
    const removed = await cloud.user('DELETE', path);
    expect([created.status, group.status, renamed.status]).toEqual([201, 201, 200]);
    expect(others.map((reply) => [reply.status, stringAt(reply.body, 'error.code')])).toEqual([
      [403, 'AuthorizationFailed'],
      [403, 'AuthorizationFailed'],
    ]);
    expect(removed.status).toBe(200);
    cloud.controller.control.restrictPrincipal(cloud.controller.clientId, { access: 'full', denied: [] });
    expect([await find(OWN), await find(CUSTOMER)]).toEqual([false, true]);
  });

  it("stay the maker's when the operator changes them", async () => {
    await cloud.user('PUT', path, body());
    const known = await cloud.admin('GET', seen);
    const changed = await cloud.admin('PUT', seen, Object.assign({}, known.body, { displayName: 'Theirs' }));
    restrict();
    const renamed = await cloud.user('PUT', path, body());
    expect([changed.status, renamed.status]).toEqual([200, 200]);
  });

  it('end with 200, and 204 when absent', async () => {
    await cloud.user('PUT', path, body());
    const removed = await cloud.user('DELETE', path);
    const again = await cloud.user('DELETE', path);
    const after = await cloud.user('GET', path);
    expect([removed.status, again.status, after.status]).toEqual([200, 204, 404]);
    expect(await find(OWN)).toBe(false);
  });

  it.each([
    ['a private offer', { offerId: '/delegatedProviders/default/offers/offer-gold' }, 'OfferNotFound'],
    ['an offer that is not there', { offerId: '/delegatedProviders/default/offers/absent' }, 'OfferNotFound'],
    ['an offer as operators read it', { offerId: ids.offer('offer-open') }, 'OfferNotFound'],
    [
      'an offer of a provider that is none',
      { offerId: `/delegatedProviders/${CUSTOMER}/offers/offer-open` },
      'OfferNotFound',
    ],
    ['another id in the body', { subscriptionId: CUSTOMER }, undefined],
    ['no offer', { offerId: undefined }, undefined],
    ['a state that is none', { state: 'Deleted' }, undefined],
  ])('are refused with %s', async (_what, more, code) => {
    const reply = await cloud.user('PUT', path, body(more));
    expect(reply.status).toBe(400);
    if (code !== undefined) expect(stringAt(reply.body, 'error.code')).toBe(code);
    expect(await find(OWN)).toBe(false);
  });

  it('are refused where the right to make them was taken away', async () => {
    restrict([{ action: 'Microsoft.Resources/subscriptions/write' }]);
    const reply = await cloud.user('PUT', path, body());
    expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([403, 'AuthorizationFailed']);
  });

  it('are limited in number where the offer says so', async () => {
    await putOffer('Public', { maxSubscriptionsPerAccount: 1 });
    const first = await cloud.user('PUT', path, body());
    const again = await cloud.user('PUT', path, body());
    const second = `/subscriptions/second${version}`;
    const refused = await cloud.user('PUT', second, body({ subscriptionId: 'second' }));
    expect([first.status, again.status, refused.status]).toEqual([201, 200, 409]);
    expect(await find('second')).toBe(false);
  });

  it('can be renamed after the offer went private, and take no other offer', async () => {
    await cloud.user('PUT', path, body());
    await putOffer('Private');
    const renamed = await cloud.user('PUT', path, body({ displayName: 'Renamed' }));
    const other = await cloud.user(
      'PUT',
      path,
      body({ offerId: '/delegatedProviders/default/offers/offer-gold' }),
    );
    const operators = await cloud.admin('GET', seen);
    expect([renamed.status, other.status]).toEqual([200, 400]);
    expect(stringAt(operators.body, 'offerId')).toBe(ids.offer('offer-open'));
  });

  it('are not enabled by their tenant once the operator has disabled them', async () => {
    await cloud.user('PUT', path, body());
    const known = await cloud.admin('GET', seen);
    await cloud.admin('PUT', seen, Object.assign({}, known.body, { state: 'Disabled' }));
    const reply = await cloud.user('PUT', path, body());
    const operators = await cloud.admin('GET', seen);
    expect([reply.status, stringAt(reply.body, 'error.code')]).toEqual([409, 'ReadOnlyDisabledSubscription']);
    expect(stringAt(operators.body, 'state')).toBe('Disabled');
  });

  it("never are the operator's own", async () => {
    const own = `/subscriptions/${DPS}${version}`;
    const written = await cloud.user('PUT', own, body({ subscriptionId: DPS }));
    const removed = await cloud.user('DELETE', own);
    const after = await cloud.admin('GET', own);
    expect([written.status, removed.status, after.status]).toEqual([409, 409, 200]);
  });

  it('stand under a delegated provider when the offer is its own', async () => {
    const reseller = '6b2fb1a1-9a55-4a0c-8c0e-0d5b7f0a6b21';
    await cloud.admin(
      'PUT',
      `${admin.provider}/subscriptions/${reseller}${version}`,
      subscriptionBody(reseller, ids.offer('offer-reseller')),
    );
    const offer = `${admin.provider}/delegatedProviders/${reseller}/offers/resold`;
    const properties = {
      displayName: 'Resold',
      accessibilityState: 'Public',
      delegatedOfferId: `/subscriptions/${reseller}/providers/Microsoft.Subscriptions/delegatedOffers/d1`,
    };
    cloud.controller.control.seed({ resellerOffer: [{ id: offer, properties }] });
    const offers = await cloud.user('GET', `/delegatedProviders/${reseller}/offers${version}`);
    const offerId = `/delegatedProviders/${reseller}/offers/resold`;
    const created = await cloud.user('PUT', path, body({ offerId }));
    const operators = await cloud.admin('GET', seen);
    expect(valueAt(offers.body, 'value')).toMatchObject([{ id: offerId }]);
    expect([created.status, stringAt(created.body, 'offerId')]).toEqual([201, offerId]);
    expect(operators.body).toMatchObject({ offerId: offer, delegatedProviderSubscriptionId: reseller });
  });
});
