import { acquiredPlan, subscription, type SubscriptionFacts } from '../records/subscriptions.js';
import { dated, stableGuid } from '../stable-values.js';
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
