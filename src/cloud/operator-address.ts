import {
  ALERTS_VERSION,
  BACKUP_VERSION,
  QUOTA_VERSIONS,
  SUBSCRIPTIONS_ADMIN_VERSION,
} from './api-versions.js';
import { formatArmPath } from './arm-id.js';
import type { CloudIdentity, ResourceAddress, TargetIdentity } from './cloud-port.js';

const SUBSCRIPTIONS_ADMIN = 'Microsoft.Subscriptions.Admin';

/** A resource of operator ARM under the provider subscription. The segments follow the subscription's id. */
export function formatOperatorAddress(
  { providerSubscriptionId }: Pick<CloudIdentity, 'providerSubscriptionId'>,
  segments: readonly string[],
  apiVersion: string,
): ResourceAddress {
  return {
    host: 'admin',
    path: formatArmPath(['subscriptions', providerSubscriptionId, ...segments]),
    apiVersion,
  };
}

/** A resource of Microsoft.Subscriptions.Admin that lies in no resource group. The segments follow the provider. */
export function formatSubscriptionsAdminAddress(
  cloud: Pick<CloudIdentity, 'providerSubscriptionId'>,
  segments: readonly string[],
): ResourceAddress {
  return formatOperatorAddress(
    cloud,
    ['providers', SUBSCRIPTIONS_ADMIN, ...segments],
    SUBSCRIPTIONS_ADMIN_VERSION,
  );
}

/** A resource of Microsoft.Subscriptions.Admin in a resource group. The segments follow the provider. */
export function formatGroupedAddress(
  cloud: Pick<CloudIdentity, 'providerSubscriptionId'>,
  group: string,
  segments: readonly string[],
): ResourceAddress {
  const all = ['resourceGroups', group, 'providers', SUBSCRIPTIONS_ADMIN, ...segments];
  return formatOperatorAddress(cloud, all, SUBSCRIPTIONS_ADMIN_VERSION);
}

/** A provider whose quotas can be listed. */
export type QuotaNamespace = keyof typeof QUOTA_VERSIONS;

/** The quotas of a provider; with a name, one of them. */
export function formatQuotaAddress(
  { region, ...cloud }: Pick<CloudIdentity, 'providerSubscriptionId' | 'region'>,
  namespace: QuotaNamespace,
  name?: string,
): ResourceAddress {
  const segments = ['providers', namespace, 'locations', region, 'quotas'];
  const all = name === undefined ? segments : [...segments, name];
  return formatOperatorAddress(cloud, all, QUOTA_VERSIONS[namespace]);
}

/** The address of a resource in the resource group that the deployment makes for a region. The segments follow the group. */
function formatRegionAddress(
  { region, ...cloud }: Pick<CloudIdentity, 'providerSubscriptionId' | 'region'>,
  segments: readonly string[],
  apiVersion: string,
): ResourceAddress {
  return formatOperatorAddress(
    cloud,
    ['resourceGroups', `system.${region}`, 'providers', ...segments],
    apiVersion,
  );
}

/** The locations of the backup service, and what lies below them. Source: REST reference, section 9. */
export function formatBackupLocationsAddress(
  cloud: Pick<CloudIdentity, 'providerSubscriptionId' | 'region'>,
  segments: readonly string[],
): ResourceAddress {
  return formatRegionAddress(
    cloud,
    ['Microsoft.Backup.Admin', 'backupLocations', ...segments],
    BACKUP_VERSION,
  );
}

/** The alerts of a cloud. Source: Microsoft's documentation, "Infrastructure Backup Service reference". */
export function formatAlertsAddress(
  cloud: Pick<CloudIdentity, 'providerSubscriptionId' | 'region'>,
): ResourceAddress {
  const segments = ['Microsoft.InfrastructureInsights.Admin', 'regionHealths', cloud.region, 'alerts'];
  return formatRegionAddress(cloud, segments, ALERTS_VERSION);
}

/** A resource in a subscription: the provider's is reached on operator ARM, users' are on tenant ARM. */
export function formatSubscriptionAddress(
  { providerSubscriptionId }: Pick<CloudIdentity, 'providerSubscriptionId'>,
  subscriptionId: string,
  below: { readonly segments: readonly string[]; readonly apiVersion: string },
): ResourceAddress {
  return {
    host: subscriptionId.toLowerCase() === providerSubscriptionId.toLowerCase() ? 'admin' : 'user',
    path: formatArmPath(['subscriptions', subscriptionId, ...below.segments]),
    apiVersion: below.apiVersion,
  };
}

const IDENTITY_MEMBERS = [
  'providerSubscriptionId',
  'region',
  'domain',
  'identitySystem',
  'homeTenantId',
] as const satisfies readonly (keyof TargetIdentity)[];

/** The members in which two identities are not one cloud. The address and the signed-in principal may differ. */
export function listOtherMembers(left: TargetIdentity, right: TargetIdentity): readonly string[] {
  return IDENTITY_MEMBERS.filter((member) => left[member] !== right[member]);
}

export function isSameTarget(left: TargetIdentity, right: TargetIdentity): boolean {
  return listOtherMembers(left, right).length === 0;
}
