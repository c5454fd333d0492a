import type { ResourceKind } from '../resource-kind.js';
import { describeQuota, listQuotaAddresses, type QuotaProvider } from './quota.js';

/** The provider of compute quotas. Source: REST reference, section 3.1. */
const provider: QuotaProvider = {
  namespace: 'Microsoft.Compute.Admin',
  stage: 'computeQuotas',
  rules: {
    serverOwned: ['id', 'name', 'type', 'location', 'etag', 'tags', 'properties.provisioningState'],
    aliases: { 'properties.partitionedGpuCount': 'properties.partitionedGPUCount' },
    defaults: {
      'properties.virtualMachineCount': 0,
      'properties.coresLimit': 0,
      'properties.availabilitySetCount': 0,
      'properties.vmScaleSetCount': 0,
      'properties.maxAllocationStandardManagedDisksAndSnapshots': 0,
      'properties.maxAllocationPremiumManagedDisksAndSnapshots': 0,
      'properties.ddagpuCount': 0,
      'properties.partitionedGPUCount': 0,
    },
  },
};

export const computeQuota: ResourceKind<'computeQuota'> = {
  kind: 'computeQuota',
  rules: provider.rules,
  listAddresses: (context) => listQuotaAddresses(provider, context),
  describe: (record, context) => describeQuota(provider, record, context),
};
