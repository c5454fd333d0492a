/** Quotas that a fresh cloud has, by provider; names in lower case. Source: REST reference, section 3. */
const SHIPPED_QUOTAS: ReadonlyMap<string, string> = new Map([
  ['microsoft.compute.admin', 'default quota'],
  ['microsoft.network.admin', 'default quota'],
  ['microsoft.storage.admin', 'default quota'],
  ['microsoft.keyvault.admin', 'unlimited'],
  ['microsoft.subscriptions.admin', 'delegatedproviderquota'],
  ['microsoft.azurestackresourcemonitor.admin', 'unlimited'],
  ['microsoft.containerservice.admin', 'unlimited'],
  ['microsoft.containerregistry.admin', 'default quota'],
]);

/** Providers whose quotas nobody can create, so that the shipped one is all there is. */
const FIXED_QUOTA_PROVIDERS: ReadonlySet<string> = new Set([
  'microsoft.keyvault.admin',
  'microsoft.subscriptions.admin',
]);

/** The roles that every cloud has, by GUID. Source: REST reference, section 7.3. */
const BUILT_IN_ROLES: ReadonlyMap<string, string> = new Map([
  ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner'],
  ['b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor'],
  ['acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader'],
  ['18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'User Access Administrator'],
]);

/** True for a quota that every cloud has. Takes provider and name in lower case. */
export function isShippedQuota(provider: string, name: string): boolean {
  return SHIPPED_QUOTAS.get(provider) === name;
}

/** True for a provider whose quotas are read-only. Takes it in lower case. */
export function hasOnlyShippedQuotas(provider: string): boolean {
  return FIXED_QUOTA_PROVIDERS.has(provider);
}

/** True for the GUID, in lower case, of a role that every cloud has. */
export function isBuiltInRole(guid: string): boolean {
  return BUILT_IN_ROLES.has(guid);
}

/** The name of a role that every cloud has, by its GUID in lower case; undefined for any other role. */
export function nameBuiltInRole(guid: string): string | undefined {
  return BUILT_IN_ROLES.get(guid);
}

/** True for `system.global` and `system.<region>`, which deployment makes. Source: REST reference, section 10.8. */
export function isSystemGroup(resourceGroup: string): boolean {
  return /^system\./i.test(resourceGroup);
}
