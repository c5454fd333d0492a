import { directoryTenant, resourceGroup } from '../records/catalogue.js';
import { dated } from '../timeline.js';
import { ADATUM_TENANT_ID, CONTOSO, SUBSCRIPTION_IDS, TIMES } from './cloud.js';

export const directoryTenants = [
  ...dated(TIMES.founded, [directoryTenant(CONTOSO, 'contoso.onmicrosoft.com', CONTOSO.homeTenantId)]),
  ...dated(TIMES.guests, [directoryTenant(CONTOSO, 'adatum.onmicrosoft.com', ADATUM_TENANT_ID)]),
];

const provider = CONTOSO.providerSubscriptionId;

export const resourceGroups = [
  ...dated(TIMES.founded, [
    resourceGroup(CONTOSO, { subscriptionId: provider, name: 'rg-offers-prod' }, { owner: 'cloud-ops' }),
    resourceGroup(
      CONTOSO,
      { subscriptionId: SUBSCRIPTION_IDS.financeProduction, name: 'rg-finance' },
      { env: 'prod' },
    ),
    resourceGroup(CONTOSO, { subscriptionId: SUBSCRIPTION_IDS.website, name: 'rg-web' }),
  ]),
  ...dated(TIMES.guests, [
    resourceGroup(CONTOSO, { subscriptionId: SUBSCRIPTION_IDS.adatumOrders, name: 'rg-adatum-orders' }),
  ]),
  ...dated(TIMES.resellers, [
    resourceGroup(
      CONTOSO,
      { subscriptionId: provider, name: 'rg-offers-partners' },
      { owner: 'partner-desk' },
    ),
  ]),
];
