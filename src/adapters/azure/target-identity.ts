import { SUBSCRIPTIONS_ADMIN_VERSION } from '../../cloud/api-versions.js';
import { type JsonObject, readText, readTextOrEmpty } from '../../cloud/json-value.js';
import { formatSubscriptionsAdminAddress } from '../../cloud/operator-address.js';
import { isGuid } from '../../core/guid.js';
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
 * @throws PERMISSION_MISSING when the signed-in principal does not see it. Source: REST reference, section 2.2.
 */
export async function findProviderSubscription(admin: ArmChannel): Promise<ProviderSubscription> {
  const all =
    (await listPages(
      admin,
      formatArmUrl(admin.endpoint, '/subscriptions', { 'api-version': SUBSCRIPTIONS_ADMIN_VERSION }),
    )) ?? [];
  const matches = all.filter((item) => readText(item, 'displayName') === PROVIDER_NAME);
  const subscriptionId = readText(matches[0], 'subscriptionId');
  if (matches.length !== 1 || subscriptionId === undefined) {
    throw new RestackError(
      'PERMISSION_MISSING',
      `the signed-in principal sees ${matches.length} subscriptions named "${PROVIDER_NAME}" among ${all.length}; expected one`,
      { details: { endpoint: admin.endpoint, seen: all.length } },
    );
  }
  const tenantId = readText(matches[0], 'tenantId')?.toLowerCase();
  return {
    subscriptionId: subscriptionId.toLowerCase(),
    tenantId: tenantId !== undefined && isGuid(tenantId) ? tenantId : undefined,
  };
}

/**
 * Finds the name of the cloud's location; where there are several, the one that the endpoint is named after.
 *
 * @throws TARGET_UNREACHABLE when the cloud names none. Source: REST reference, section 2.3.
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
  const names = locations.map((location: JsonObject) => readTextOrEmpty(location, 'name'));
  const region = names.find((name) => name.toLowerCase() === expected.toLowerCase()) ?? names[0];
  if (region !== undefined && region !== '') return region;
  throw new RestackError('TARGET_UNREACHABLE', `${admin.endpoint} names no location`, {
    details: { endpoint: admin.endpoint },
  });
}
