import { stableGuid } from './stable-values.js';

/** One deployed cloud: what all ids of its records are made of. */
export interface Cloud {
  readonly fqdn: string;
  readonly region: string;
  /** Lower-case GUIDs. */
  readonly deploymentId: string;
  readonly providerSubscriptionId: string;
  readonly homeTenantId: string;
}

/** Names a cloud; everything else follows from the name. */
export function createCloud(fqdn: string, region: string): Cloud {
  const label = `${region}.${fqdn}`;
  return {
    fqdn,
    region,
    deploymentId: stableGuid(`${label} deployment`),
    providerSubscriptionId: stableGuid(`${label} default provider subscription`),
    homeTenantId: stableGuid(`${label} home tenant`),
  };
}

const providerPath = (cloud: Cloud) => `/subscriptions/${cloud.providerSubscriptionId}`;

/** Full id of a quota. Source: REST reference, section 3. */
export function quotaId(cloud: Cloud, namespace: string, name: string): string {
  return `${providerPath(cloud)}/providers/${namespace}/locations/${cloud.region}/quotas/${name}`;
}

/** Full id of a resource group. Source: REST reference, section 2.1. */
export function resourceGroupId(subscriptionId: string, name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
}

/** Full id of a plan or offer, with its resource group. Source: REST reference, section 4. */
export function catalogueId(cloud: Cloud, type: 'plans' | 'offers', path: string): string {
  const [group = '', name = ''] = path.split('/');
  return `${resourceGroupId(cloud.providerSubscriptionId, group)}/providers/Microsoft.Subscriptions.Admin/${type}/${name}`;
}

/** Full id below the subscriptions provider, which knows no resource group. Source: REST reference, sections 4.8 and 5. */
export function subscriptionsAdminId(cloud: Cloud, path: string): string {
  return `${providerPath(cloud)}/providers/Microsoft.Subscriptions.Admin/${path}`;
}

/** Full id of a directory tenant. Source: REST reference, section 6. */
export function directoryTenantId(cloud: Cloud, domain: string): string {
  const group = resourceGroupId(cloud.providerSubscriptionId, `system.${cloud.region}`);
  return `${group}/providers/Microsoft.Subscriptions.Admin/directoryTenants/${domain}`;
}

/** Full id of a vault. Source: REST reference, section 8.1. */
export function vaultId(subscriptionId: string, group: string, name: string): string {
  return `${resourceGroupId(subscriptionId, group)}/providers/Microsoft.KeyVault/vaults/${name}`;
}

/** Base URL of a vault's data plane, without a slash at the end. Source: REST reference, section 8.2. */
export function vaultUrl(cloud: Cloud, name: string): string {
  return `https://${name}.vault.${cloud.region}.${cloud.fqdn}`;
}
