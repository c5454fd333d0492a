import { createCloud, quotaId } from '../cloud.js';
import { dated, stableGuid } from '../stable-values.js';
import { offer, offerDelegation, type OfferFacts, plan } from '../records/catalogue.js';

/** The main cloud of the samples: an Azure AD stamp, opened in 2018. */
export const CONTOSO = createCloud('azs.contoso.example', 'seattle');

/** The guest directory. */
export const ADATUM_TENANT_ID = stableGuid('adatum tenant');

/** When things happened. Every sample set was taken between two of these. */
export const TIMES = {
  founded: '2018-09-03T08:00:00.000Z',
  guests: '2020-04-06T08:00:00.000Z',
  resellers: '2022-02-14T08:00:00.000Z',
  /** After the Full of January 2023. */
  mondayNoon: '2023-01-16T12:00:00.000Z',
  /** After its first Progressive. */
  mondayNight: '2023-01-16T23:00:00.000Z',
  /** After the certificate was rotated and the new Full was taken. */
  wednesdayNoon: '2023-01-18T12:00:00.000Z',
} as const;

/** Ids of the user subscriptions, by what people call them. */
export const SUBSCRIPTION_IDS = {
  financeProduction: stableGuid('contoso finance production'),
  financeTest: stableGuid('contoso finance test'),
  humanResources: stableGuid('contoso human resources'),
  website: stableGuid('contoso website'),
  research: stableGuid('contoso research'),
  adatumOrders: stableGuid('adatum orders'),
  adatumArchive: stableGuid('adatum archive'),
  reseller: stableGuid('wide world resale'),
  bakery: stableGuid('fourth coffee bakery'),
  museum: stableGuid('city museum'),
  oldIntranet: stableGuid('contoso old intranet'),
  loyalty: stableGuid('contoso loyalty programme'),
} as const;

const compute = (name: string) => quotaId(CONTOSO, 'Microsoft.Compute.Admin', name);
const network = (name: string) => quotaId(CONTOSO, 'Microsoft.Network.Admin', name);
const storage = (name: string) => quotaId(CONTOSO, 'Microsoft.Storage.Admin', name);
/** Quotas that every cloud ships; they stand in no quota repository. */
const VAULTS = quotaId(CONTOSO, 'Microsoft.KeyVault.Admin', 'Unlimited');
const DELEGATION = quotaId(CONTOSO, 'Microsoft.Subscriptions.Admin', 'delegatedProviderQuota');

export const plans = [
  ...dated(TIMES.founded, [
    plan(CONTOSO, 'rg-offers-prod/plan-gold', {
      displayName: 'Gold IaaS',
      description: 'Compute, network, storage and vaults',
      quotaIds: [compute('cq-gold'), network('nq-gold'), storage('sq-gold'), VAULTS],
    }),
    plan(CONTOSO, 'rg-offers-prod/plan-bronze', {
      displayName: 'Bronze IaaS',
      quotaIds: [compute('cq-bronze'), network('nq-bronze'), storage('Default Quota')],
    }),
    plan(CONTOSO, 'rg-offers-prod/plan-internal', {
      displayName: 'Contoso internal',
      description: 'For Contoso’s own teams – not for sale',
      quotaIds: [compute('Default Quota'), network('Default Quota'), storage('Default Quota'), VAULTS],
    }),
  ]),
  ...dated(TIMES.guests, [
    plan(CONTOSO, 'rg-offers-prod/plan-archive-addon', {
      displayName: 'Archive add-on',
      quotaIds: [storage('sq-archive')],
    }),
  ]),
  ...dated(TIMES.resellers, [
    plan(CONTOSO, 'rg-offers-prod/plan-gpu-addon', {
      displayName: 'GPU add-on',
      quotaIds: [compute('cq-gpu')],
    }),
    plan(CONTOSO, 'rg-offers-partners/plan-reseller', {
      displayName: 'Reseller',
      quotaIds: [compute('cq-bronze'), network('nq-bronze'), storage('Default Quota'), DELEGATION],
    }),
  ]),
];

const gold = (facts: Pick<OfferFacts, 'addonPlans'>) =>
  offer(CONTOSO, 'rg-offers-prod/offer-gold', {
    displayName: 'Gold',
    description: 'General workloads',
    state: 'Public',
    maxSubscriptionsPerAccount: 5,
    basePlans: ['rg-offers-prod/plan-gold'],
    ...facts,
  });

const bronze = (state: OfferFacts['state']) =>
  offer(CONTOSO, 'rg-offers-prod/offer-bronze', {
    displayName: 'Bronze',
    description: 'Replaced by Gold',
    state,
    basePlans: ['rg-offers-prod/plan-bronze'],
  });

const ADDONS = { 'rg-offers-prod/plan-archive-addon': 1, 'rg-offers-prod/plan-gpu-addon': 3 };

export const offers = [
  ...dated(TIMES.founded, [gold({})], TIMES.resellers),
  ...dated(TIMES.resellers, [gold({ addonPlans: ADDONS })]),
  ...dated(TIMES.founded, [
    offer(CONTOSO, 'rg-offers-prod/offer-internal', {
      displayName: 'Internal',
      state: 'Private',
      basePlans: ['rg-offers-prod/plan-internal'],
    }),
  ]),
  ...dated(TIMES.founded, [bronze('Public')], TIMES.resellers),
  ...dated(TIMES.resellers, [
    bronze('Decommissioned'),
    offer(CONTOSO, 'rg-offers-partners/offer-reseller', {
      displayName: 'Reseller programme',
      state: 'Private',
      basePlans: ['rg-offers-partners/plan-reseller'],
    }),
  ]),
];

export const offerDelegations = dated(TIMES.resellers, [
  offerDelegation(CONTOSO, 'rg-offers-prod/offer-gold', {
    name: 'offer-gold5f8d0',
    subscriptionId: SUBSCRIPTION_IDS.reseller,
  }),
]);
