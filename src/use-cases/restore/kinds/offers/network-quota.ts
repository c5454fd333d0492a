import type { ResourceKind } from '../resource-kind.js';
import { describeQuota, listQuotaAddresses, type QuotaProvider } from './quota.js';

/** The provider of network quotas. The migration phase is the server's. Source: REST reference, section 3.2. */
const provider: QuotaProvider = {
  namespace: 'Microsoft.Network.Admin',
  stage: 'networkQuotas',
  rules: {
    serverOwned: [
      'id',
      'name',
      'type',
      'location',
      'etag',
      'tags',
      'properties.provisioningState',
      'properties.migrationPhase',
    ],
    defaults: {
      'properties.maxPublicIpsPerSubscription': 0,
      'properties.maxVnetsPerSubscription': 0,
      'properties.maxVirtualNetworkGatewaysPerSubscription': 0,
      'properties.maxVirtualNetworkGatewayConnectionsPerSubscription': 0,
      'properties.maxLoadBalancersPerSubscription': 0,
      'properties.maxNicsPerSubscription': 0,
      'properties.maxSecurityGroupsPerSubscription': 0,
    },
  },
};

export const networkQuota: ResourceKind<'networkQuota'> = {
  kind: 'networkQuota',
  rules: provider.rules,
  listAddresses: (context) => listQuotaAddresses(provider, context),
  describe: (record, context) => describeQuota(provider, record, context),
};
