import { createCloud } from '../cloud.js';
import { stableGuid } from '../stable-values.js';

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
