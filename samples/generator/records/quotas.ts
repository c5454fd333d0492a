import type { PayloadTypes } from '../../../src/schema/payloads.js';
import { type Cloud, quotaId } from '../cloud.js';
import { stableGuid } from '../stable-values.js';

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
