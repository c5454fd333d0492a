import { describe, expect, it } from 'vitest';
import {
  formatAlertsAddress,
  formatBackupLocationsAddress,
  formatGroupedAddress,
  formatQuotaAddress,
  formatSubscriptionAddress,
  formatSubscriptionsAdminAddress,
} from '../../../src/cloud/operator-address.js';

const PROVIDER = '3f0d7a52-6a1e-4b8b-9c55-2f0f6f1e8a10';
const cloud = { providerSubscriptionId: PROVIDER, region: 'seattle' };

describe('addresses of operator ARM', () => {
  it.each([
    [formatSubscriptionsAdminAddress(cloud, ['plans']), 'providers/Microsoft.Subscriptions.Admin/plans'],
    [
      formatGroupedAddress(cloud, 'rg one', ['offers', 'a/b']),
      'resourceGroups/rg%20one/providers/Microsoft.Subscriptions.Admin/offers/a%2Fb',
    ],
    [
      formatQuotaAddress(cloud, 'Microsoft.Compute.Admin'),
      'providers/Microsoft.Compute.Admin/locations/seattle/quotas',
    ],
    [
      formatQuotaAddress(cloud, 'Microsoft.Storage.Admin', 'Default Quota'),
      'providers/Microsoft.Storage.Admin/locations/seattle/quotas/Default%20Quota',
    ],
    [
      formatBackupLocationsAddress(cloud, ['seattle', 'backups']),
      'resourceGroups/system.seattle/providers/Microsoft.Backup.Admin/backupLocations/seattle/backups',
    ],
    [
      formatAlertsAddress(cloud),
      'resourceGroups/system.seattle/providers/Microsoft.InfrastructureInsights.Admin/regionHealths/seattle/alerts',
    ],
  ])('lie under the provider subscription, their segments encoded (%#)', (address, below) => {
    expect(address).toMatchObject({ host: 'admin', path: `/subscriptions/${PROVIDER}/${below}` });
  });

  it('give each provider of quotas its own api-version', () => {
    const namespaces = [
      'Microsoft.Compute.Admin',
      'Microsoft.Network.Admin',
      'Microsoft.Storage.Admin',
    ] as const;
    expect(namespaces.map((namespace) => formatQuotaAddress(cloud, namespace).apiVersion)).toEqual([
      '2021-01-01',
      '2015-06-15',
      '2019-08-08-preview',
    ]);
  });
});

describe('formatSubscriptionAddress', () => {
  const below = { segments: ['resourcegroups'], apiVersion: '2018-05-01' };

  it('asks operator ARM about the provider subscription, in any case, and tenant ARM about others', () => {
    const hosts = [PROVIDER, PROVIDER.toUpperCase(), 'c2d6e0b4-5d0a-4b0f-9d0e-1f6a2f7c3e55'].map(
      (id) => formatSubscriptionAddress(cloud, id, below).host,
    );
    expect(hosts).toEqual(['admin', 'admin', 'user']);
  });
});
