import type { ResourceKind } from '../resource-kind.js';
import { describeQuota, listQuotaAddresses, type QuotaProvider } from './quota.js';

/** The provider of storage quotas. Source: REST reference, section 3.3. */
const provider: QuotaProvider = {
  namespace: 'Microsoft.Storage.Admin',
  stage: 'storageQuotas',
  rules: {
    serverOwned: ['id', 'name', 'type', 'location', 'etag', 'tags', 'properties.provisioningState'],
    defaults: { 'properties.numberOfStorageAccounts': 0, 'properties.capacityInGb': 0 },
  },
};

export const storageQuota: ResourceKind<'storageQuota'> = {
  kind: 'storageQuota',
  rules: provider.rules,
  listAddresses: (context) => listQuotaAddresses(provider, context),
  describe: (record, context) => describeQuota(provider, record, context),
};
