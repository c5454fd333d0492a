/** Microsoft.Subscriptions.Admin, all of it, and subscriptions of tenant ARM with their directories. Source: REST reference, section 0.3. */
export const SUBSCRIPTIONS_ADMIN_VERSION = '2015-11-01';

/** Resource groups, and the registration of providers. Source: REST reference, sections 2.1 and 2.4. */
export const RESOURCE_GROUP_VERSION = '2018-05-01';

/** Roles and assignments. Source: REST reference, section 7. */
export const AUTHORIZATION_VERSION = '2015-07-01';

/** Vaults as resources. Source: REST reference, section 8.1. */
export const VAULT_VERSION = '2016-10-01';

/** The data plane of vaults. Source: REST reference, section 8.2. */
export const VAULT_HOST_VERSION = '2016-10-01';

/** Microsoft.Backup.Admin. Source: REST reference, section 9. */
export const BACKUP_VERSION = '2018-09-01';

/** Microsoft.InfrastructureInsights.Admin. */
export const ALERTS_VERSION = '2016-05-01';

/**
 * Quotas, by provider. Older versions silently leave out the newer fields, or set them to 0. Source: REST reference,
 * section 3.
 */
export const QUOTA_VERSIONS = {
  'Microsoft.Compute.Admin': '2021-01-01',
  'Microsoft.Network.Admin': '2015-06-15',
  'Microsoft.Storage.Admin': '2019-08-08-preview',
  'Microsoft.KeyVault.Admin': '2017-02-01-preview',
  'Microsoft.Subscriptions.Admin': SUBSCRIPTIONS_ADMIN_VERSION,
  'Microsoft.ContainerRegistry.Admin': '2019-11-01-preview',
  'Microsoft.ContainerService.Admin': '2019-11-01',
} as const;
