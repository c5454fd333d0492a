import { CANARY, dated, stableGuid } from '../stable-values.js';
import { secret, vault } from '../records/vaults.js';
import { ADATUM_TENANT_ID, CONTOSO, SUBSCRIPTION_IDS, TIMES } from './cloud.js';

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
