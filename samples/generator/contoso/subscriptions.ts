import { acquiredPlan, secret, subscription, type SubscriptionFacts, vault } from '../records/tenants.js';
import { CANARY, dated, stableGuid } from '../stable-values.js';
import { ADATUM_TENANT_ID, CONTOSO, SUBSCRIPTION_IDS, TIMES } from './cloud.js';

const GOLD = 'rg-offers-prod/offer-gold';
const BRONZE = 'rg-offers-prod/offer-bronze';
const INTERNAL = 'rg-offers-prod/offer-internal';

const contoso = (id: string, facts: SubscriptionFacts) => subscription(CONTOSO, id, facts);

const loyalty: SubscriptionFacts = {
  displayName: 'Loyalty programme',
  owner: 'jonas.weber@contoso.example',
  offer: GOLD,
};

const intranet: SubscriptionFacts = {
  displayName: 'Old intranet',
  owner: 'it.desk@contoso.example',
  offer: BRONZE,
  externalReferenceId: '',
};

export const subscriptions = [
  ...dated(TIMES.founded, [
    contoso(SUBSCRIPTION_IDS.financeProduction, {
      displayName: 'Finance production',
      owner: 'maria.ortega@contoso.example',
      offer: GOLD,
      externalReferenceId: 'CC-1042',
    }),
    contoso(SUBSCRIPTION_IDS.financeTest, {
      displayName: 'Finance test',
      owner: 'maria.ortega@contoso.example',
      offer: INTERNAL,
      externalReferenceId: 'CC-1042',
    }),
    contoso(SUBSCRIPTION_IDS.humanResources, {
      displayName: 'Human resources',
      owner: 'aino.lehtonen@contoso.example',
      offer: INTERNAL,
    }),
    contoso(SUBSCRIPTION_IDS.website, {
      displayName: 'Website',
      owner: 'jonas.weber@contoso.example',
      offer: GOLD,
      externalReferenceId: 'CC-2200',
    }),
  ]),
  ...dated(TIMES.founded, [contoso(SUBSCRIPTION_IDS.oldIntranet, intranet)], TIMES.guests),
  ...dated(TIMES.guests, [
    contoso(SUBSCRIPTION_IDS.oldIntranet, { ...intranet, state: 'Disabled' }),
    contoso(SUBSCRIPTION_IDS.research, {
      displayName: 'Research – Zürich',
      owner: 'rené.müller@contoso.example',
      offer: GOLD,
    }),
    contoso(SUBSCRIPTION_IDS.adatumOrders, {
      displayName: 'A. Datum orders',
      owner: 'priya.raman@adatum.example',
      offer: GOLD,
      tenantId: ADATUM_TENANT_ID,
      externalReferenceId: 'ADATUM-7',
    }),
    contoso(SUBSCRIPTION_IDS.adatumArchive, {
      displayName: 'A. Datum archive',
      owner: 'priya.raman@adatum.example',
      offer: BRONZE,
      tenantId: ADATUM_TENANT_ID,
      state: 'Disabled',
    }),
  ]),
  ...dated(TIMES.resellers, [
    contoso(SUBSCRIPTION_IDS.reseller, {
      displayName: 'Wide World Resale',
      owner: 'sam.okafor@contoso.example',
      offer: 'rg-offers-partners/offer-reseller',
      externalReferenceId: 'PARTNER-3',
    }),
    contoso(SUBSCRIPTION_IDS.bakery, {
      displayName: 'Fourth Coffee bakery',
      owner: 'li.chen@contoso.example',
      offer: GOLD,
      delegatedProviderSubscriptionId: SUBSCRIPTION_IDS.reseller,
    }),
  ]),
  ...dated(TIMES.mondayNoon, [
    contoso(SUBSCRIPTION_IDS.museum, {
      displayName: 'City museum',
      owner: 'li.chen@contoso.example',
      offer: GOLD,
      delegatedProviderSubscriptionId: SUBSCRIPTION_IDS.reseller,
    }),
  ]),
  ...dated(TIMES.mondayNight, [contoso(SUBSCRIPTION_IDS.loyalty, loyalty)]),
];

export const acquiredPlans = [
  ...dated(TIMES.resellers, [
    acquiredPlan(CONTOSO, SUBSCRIPTION_IDS.research, {
      acquisitionId: stableGuid('gpu for research'),
      planName: 'plan-gpu-addon',
      acquiredAt: '2022-03-01T10:22:31.1234567Z',
    }),
    acquiredPlan(CONTOSO, SUBSCRIPTION_IDS.adatumOrders, {
      acquisitionId: stableGuid('archive for adatum orders'),
      planName: 'plan-archive-addon',
      acquiredAt: '2022-05-17T06:01:09.0000000Z',
    }),
  ]),
  ...dated(TIMES.wednesdayNoon, [
    acquiredPlan(CONTOSO, SUBSCRIPTION_IDS.research, {
      acquisitionId: stableGuid('second gpu for research'),
      planName: 'plan-gpu-addon',
      acquiredAt: '2023-01-18T11:58:00.0000000Z',
    }),
  ]),
];

const principal = (name: string) => stableGuid(`principal ${name}`);

export const vaults = [
  ...dated(TIMES.founded, [
    vault(
      CONTOSO,
      { subscriptionId: SUBSCRIPTION_IDS.financeProduction, group: 'rg-finance', name: 'kv-finance' },
      {
        tenantId: CONTOSO.homeTenantId,
        objectIds: [principal('finance operators'), principal('ledger service')],
        tags: { env: 'prod' },
      },
    ),
    vault(
      CONTOSO,
      { subscriptionId: SUBSCRIPTION_IDS.website, group: 'rg-web', name: 'kv-web' },
      { tenantId: CONTOSO.homeTenantId, objectIds: [principal('web team')] },
    ),
  ]),
  ...dated(TIMES.guests, [
    vault(
      CONTOSO,
      { subscriptionId: SUBSCRIPTION_IDS.adatumOrders, group: 'rg-adatum-orders', name: 'kv-adatum-orders' },
      { tenantId: ADATUM_TENANT_ID, objectIds: [principal('adatum admins')] },
    ),
  ]),
];

/** Unix seconds of an ISO 8601 time. */
const unix = (iso: string) => Date.parse(iso) / 1000;

const text = (path: string, created: string, mark: string) =>
  secret(CONTOSO, path, { value: `${CANARY}-${mark}`, created: unix(created), contentType: 'text/plain' });

/** All versions, oldest first within each secret. */
export const secrets = [
  ...dated(TIMES.founded, [
    text('kv-finance/sql-admin', '2018-09-04T09:00:00Z', 'sql-admin-v1'),
    secret(CONTOSO, 'kv-web/session-key', {
      value: `${CANARY}-session-key-v1`,
      created: unix('2018-09-05T12:00:00Z'),
      notBefore: unix('2018-09-06T00:00:00Z'),
      tags: { app: 'shop' },
    }),
  ]),
  ...dated(TIMES.guests, [
    text('kv-finance/sql-admin', '2020-06-01T09:00:00Z', 'sql-admin-v2'),
    secret(CONTOSO, 'kv-finance/erp-licence', {
      value: `${CANARY}-erp-licence`,
      created: unix('2020-06-02T09:00:00Z'),
      expires: unix('2021-06-02T09:00:00Z'),
      tags: { app: 'erp', state: 'expired' },
    }),
    secret(CONTOSO, 'kv-web/payment-api', {
      value: `${CANARY}-payment-api`,
      created: unix('2020-07-01T09:00:00Z'),
      enabled: false,
    }),
    secret(CONTOSO, 'kv-web/shop-tls', {
      value: `${CANARY}-shop-tls`,
      created: unix('2020-08-11T09:00:00Z'),
      contentType: 'application/x-pkcs12',
      managed: true,
    }),
    text('kv-adatum-orders/partner-token', '2020-09-01T09:00:00Z', 'partner-token ✓ „ß“'),
  ]),
  ...dated(TIMES.mondayNoon, [text('kv-web/session-key', '2023-01-16T11:00:00Z', 'session-key-v2')]),
  ...dated(TIMES.wednesdayNoon, [text('kv-finance/sql-admin', '2023-01-18T11:30:00Z', 'sql-admin-v3')]),
];
