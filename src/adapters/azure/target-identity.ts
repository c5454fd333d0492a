import { formatCount } from '../../core/sizes.js';
import { SUBSCRIPTIONS_ADMIN_VERSION } from '../../cloud/api-versions.js';
import { readText } from '../../cloud/json-value.js';
import { formatSubscriptionsAdminAddress } from '../../cloud/operator-address.js';
import { parseRegion, parseToldGuid } from '../../cloud/told-names.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { type ArmChannel, formatArmUrl } from './arm/arm-request.js';
import { listPages } from './arm/list-pages.js';

const PROVIDER_NAME = 'Default Provider Subscription';

/** The subscription that owns a cloud's plans and offers. */
export interface ProviderSubscription {
  readonly subscriptionId: string;
  readonly tenantId: string | undefined;
}

/**
 * Finds the Default Provider Subscription by its exact name: operators have other subscriptions as well.
 *
 * One that is listed several times is one.
 *
 * @throws PERMISSION_MISSING when the signed-in principal does not see it, TARGET_UNREACHABLE when its ids are none.
 * Source: REST reference, section 2.2.
 */
export async function findProviderSubscription(admin: ArmChannel): Promise<ProviderSubscription> {
  const all =
    (await listPages(
      admin,
      formatArmUrl(admin.endpoint, '/subscriptions', { 'api-version': SUBSCRIPTIONS_ADMIN_VERSION }),
    )) ?? [];
  const matches = new Map(
    all
      .filter((item) => readText(item, 'displayName') === PROVIDER_NAME)
      .map((item) => [readText(item, 'subscriptionId')?.toLowerCase(), item]),
  );
  const [match] = matches.values();
  if (matches.size !== 1 || match === undefined) {
    throw new RestackError(
      'PERMISSION_MISSING',
      `the signed-in principal sees ${formatCount(matches.size, 'subscription')} named "${PROVIDER_NAME}" among ${all.length}; expected one`,
      { details: { endpoint: admin.endpoint, seen: all.length } },
    );
  }
  const tenantId = readText(match, 'tenantId');
  return {
    subscriptionId: parseToldGuid(readText(match, 'subscriptionId'), `the id of the ${PROVIDER_NAME}`),
    tenantId:
      tenantId === undefined || tenantId === ''
        ? undefined
        : parseToldGuid(tenantId, `the directory of the ${PROVIDER_NAME}`),
  };
}

/**
 * Finds the cloud's location that the endpoint is named after, as the cloud spells it.
 *
 * @throws TARGET_UNREACHABLE when the cloud names no such one. Source: REST reference, section 2.3.
 */
export async function findRegion(
  admin: ArmChannel,
  subscriptionId: string,
  expected: string,
): Promise<string> {
  const provider = { providerSubscriptionId: subscriptionId };
  const { path, apiVersion } = formatSubscriptionsAdminAddress(provider, ['locations']);
  const url = formatArmUrl(admin.endpoint, path, { 'api-version': apiVersion });
  const locations = (await listPages(admin, url)) ?? [];
  const regions = locations.map((location) => parseRegion(readText(location, 'name'), expected));
  const region = regions.find((name) => name !== undefined);
  if (region !== undefined) return region;
  throw new RestackError(
    'TARGET_UNREACHABLE',
    `${admin.endpoint} names ${locations.length} locations, and none is the region ${expected} of its address`,
    { details: { endpoint: admin.endpoint, expected } },
  );
}
