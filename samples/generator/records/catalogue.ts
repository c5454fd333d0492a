import type { PayloadTypes } from '../../../src/schema/payloads.js';
import { catalogueId, type Cloud, directoryTenantId, quotaId, resourceGroupId } from '../cloud.js';
import { stableGuid } from '../stable-values.js';

/** A directory tenant; its name is its domain. */
export function directoryTenant(
  cloud: Cloud,
  domain: string,
  tenantId: string,
): PayloadTypes['directoryTenant'] {
  return {
    id: directoryTenantId(cloud, domain),
    name: domain,
    type: 'Microsoft.Subscriptions.Admin/directoryTenants',
    location: cloud.region,
    properties: { tenantId },
  };
}

/** A resource group of any subscription. */
export function resourceGroup(
  cloud: Cloud,
  place: { readonly subscriptionId: string; readonly name: string },
  tags: Readonly<Record<string, string>> = {},
): PayloadTypes['resourceGroup'] {
  return {
    id: resourceGroupId(place.subscriptionId, place.name),
    name: place.name,
    type: 'Microsoft.Resources/resourceGroups',
    location: cloud.region,
    tags: { ...tags },
    properties: { provisioningState: 'Succeeded' },
  };
}

/** A plan. `path` is `<resource group>/<plan>`. */
export function plan(
  cloud: Cloud,
  path: string,
  facts: {
    readonly displayName: string;
    readonly description?: string;
    readonly quotaIds: readonly string[];
  },
): PayloadTypes['plan'] {
  const name = path.split('/')[1] ?? path;
  return {
    id: catalogueId(cloud, 'plans', path),
    name,
    type: 'Microsoft.Subscriptions.Admin/plans',
    location: cloud.region,
    properties: {
      name,
      displayName: facts.displayName,
      ...(facts.description === undefined ? {} : { description: facts.description }),
      quotaIds: [...facts.quotaIds],
      subscriptionCount: 0,
    },
  };
}

/** The facts in which one offer differs from another. */
export interface OfferFacts {
  readonly displayName: string;
  readonly description?: string;
  readonly state: 'Private' | 'Public' | 'Decommissioned';
  readonly maxSubscriptionsPerAccount?: number;
  /** `<resource group>/<plan>` each. */
  readonly basePlans: readonly [string, ...string[]];
  readonly addonPlans?: Readonly<Record<string, number>>;
}

/** An offer. `path` is `<resource group>/<offer>`. */
export function offer(cloud: Cloud, path: string, facts: OfferFacts): PayloadTypes['offer'] {
  const name = path.split('/')[1] ?? path;
  const planIdOf = (planPath: string) => catalogueId(cloud, 'plans', planPath);
  return {
    id: catalogueId(cloud, 'offers', path),
    name,
    type: 'Microsoft.Subscriptions.Admin/offers',
    location: cloud.region,
    properties: {
      name,
      displayName: facts.displayName,
      ...(facts.description === undefined ? {} : { description: facts.description }),
      externalReferenceId: '',
      state: facts.state,
      maxSubscriptionsPerAccount: facts.maxSubscriptionsPerAccount ?? 0,
      basePlanIds: [planIdOf(facts.basePlans[0]), ...facts.basePlans.slice(1).map(planIdOf)],
      addonPlans: Object.entries(facts.addonPlans ?? {}).map(([planPath, maxAcquisitionCount]) => ({
        planId: planIdOf(planPath),
        maxAcquisitionCount,
      })),
      subscriptionCount: 0,
    },
  };
}

/** The delegation of an offer to a reseller. The server prefixes the name with the offer's. */
export function offerDelegation(
  cloud: Cloud,
  offerPath: string,
  delegation: { readonly name: string; readonly subscriptionId: string },
): PayloadTypes['offerDelegation'] {
  const offerName = offerPath.split('/')[1] ?? offerPath;
  return {
    id: `${catalogueId(cloud, 'offers', offerPath)}/offerDelegations/${delegation.name}`,
    name: `${offerName}/${delegation.name}`,
    type: 'Microsoft.Subscriptions.Admin/offers/offerDelegations',
    location: cloud.region,
    properties: { subscriptionId: delegation.subscriptionId },
  };
}

/** A compute quota: machines, cores, gigabytes of disks of each kind, GPU partitions. */
export function computeQuota(
  cloud: Cloud,
  name: string,
  limits: {
    readonly machines: number;
    readonly cores: number;
    readonly diskGb: number;
    readonly gpus?: number;
  },
): PayloadTypes['computeQuota'] {
  return {
    id: quotaId(cloud, 'Microsoft.Compute.Admin', name),
    name,
    type: 'Microsoft.Compute.Admin/quotas',
    location: cloud.region,
    properties: {
      virtualMachineCount: limits.machines,
      coresLimit: limits.cores,
      availabilitySetCount: 10,
      vmScaleSetCount: 20,
      maxAllocationStandardManagedDisksAndSnapshots: limits.diskGb,
      maxAllocationPremiumManagedDisksAndSnapshots: limits.diskGb / 2,
      ddagpuCount: 0,
      partitionedGPUCount: limits.gpus ?? 0,
    },
  };
}

/** A network quota; `size` scales every limit but the gateways. The name carries the location, as since 2022. */
export function networkQuota(cloud: Cloud, name: string, size: number): PayloadTypes['networkQuota'] {
  return {
    id: quotaId(cloud, 'Microsoft.Network.Admin', name),
    name: `${cloud.region}/${name}`,
    type: 'Microsoft.Network.Admin/quotas',
    location: cloud.region,
    etag: `W/"${stableGuid(`etag of ${name}`)}"`,
    properties: {
      maxPublicIpsPerSubscription: size,
      maxVnetsPerSubscription: size,
      maxVirtualNetworkGatewaysPerSubscription: 1,
      maxVirtualNetworkGatewayConnectionsPerSubscription: 2,
      maxLoadBalancersPerSubscription: size,
      maxNicsPerSubscription: size * 2,
      maxSecurityGroupsPerSubscription: size,
      migrationPhase: 'None',
      provisioningState: 'Succeeded',
    },
  };
}

/** A storage quota. */
export function storageQuota(
  cloud: Cloud,
  name: string,
  limits: { readonly accounts: number; readonly capacityGb: number },
): PayloadTypes['storageQuota'] {
  return {
    id: quotaId(cloud, 'Microsoft.Storage.Admin', name),
    name: `${cloud.region}/${name}`,
    type: 'Microsoft.Storage.Admin/locations/quotas',
    location: cloud.region,
    properties: { numberOfStorageAccounts: limits.accounts, capacityInGb: limits.capacityGb },
  };
}
