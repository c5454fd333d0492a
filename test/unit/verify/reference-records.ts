import type { SetRecords } from '../../../src/backup-set/content/records.js';
import type { PayloadKind } from '../../../src/schema/payloads.js';

export const PROVIDER = '3f0d7a52-6a1e-4b8b-9c55-2f0f6f1e8a10';
export const FINANCE = 'c2d6e0b4-5d0a-4b0f-9d0e-1f6a2f7c3e55';
export const RESELLER = '6b2fb1a1-9a55-4a0c-8c0e-0d5b7f0a6b21';
export const TENANT = 'b7f1f1c2-7a14-4a2e-a5f2-9a6b5a0c1d22';
export const ROLE = '0d6f3c7a-2f5e-4c1b-8a3e-5d9c4b2a1f00';
export const OPERATOR = `/subscriptions/${PROVIDER}/resourceGroups/rg-offers/providers/Microsoft.Subscriptions.Admin`;
const SUBSCRIPTIONS = `/subscriptions/${PROVIDER}/providers/Microsoft.Subscriptions.Admin/subscriptions`;
const AUTHORIZATION = 'providers/Microsoft.Authorization';

export const quotaId = (provider: string, name: string): string =>
  `/subscriptions/${PROVIDER}/providers/${provider}/locations/seattle/quotas/${name}`;
export const planId = (name: string): string => `${OPERATOR}/plans/${name}`;
export const offerId = (name: string): string => `${OPERATOR}/offers/${name}`;
export const secretId = (vault: string, version: string): string =>
  `https://${vault}.vault.seattle.azs.contoso.example/secrets/sql-admin/${version.padStart(32, '0')}`;

export const plan = (name: string, quotaIds: readonly string[]): SetRecords['plan'][number] => ({
  id: planId(name),
  location: 'seattle',
  properties: { name, displayName: name, quotaIds: [...quotaIds] },
});

export const offer = (
  name: string,
  plans: readonly string[],
  addons: readonly string[] = [],
): SetRecords['offer'][number] => ({
  id: offerId(name),
  location: 'seattle',
  properties: {
    name,
    displayName: name,
    basePlanIds: plans.map(planId),
    addonPlans: addons.map((addon) => ({ planId: planId(addon) })),
  },
});

export const subscription = (id: string, offerName: string): SetRecords['subscription'][number] => ({
  id: `${SUBSCRIPTIONS}/${id}`,
  subscriptionId: id,
  displayName: id,
  owner: 'owner@adatum.example',
  offerId: offerId(offerName),
  tenantId: TENANT.toUpperCase(),
  delegatedProviderSubscriptionId: PROVIDER,
  state: 'Enabled',
});

export const group = (subscriptionId: string, name: string): SetRecords['resourceGroup'][number] => ({
  id: `/subscriptions/${subscriptionId}/resourceGroups/${name}`,
  location: 'seattle',
});

export const assignment = (scope: string, role: string): SetRecords['roleAssignment'][number] => ({
  id: `${scope}/${AUTHORIZATION}/roleAssignments/f3a1b2c4-7d8e-4f90-a1b2-c3d4e5f60718`,
  properties: {
    scope,
    principalId: 'S-1-5-21-1',
    roleDefinitionId: `/subscriptions/${FINANCE}/${AUTHORIZATION}/roleDefinitions/${role}`,
  },
});

export const vaultId = (name: string): string =>
  `/subscriptions/${FINANCE}/resourceGroups/rg-finance/providers/Microsoft.KeyVault/vaults/${name}`;

/** A set in which every reference resolves. */
export function soundRecords(): SetRecords {
  return {
    directoryTenant: [
      {
        id: `/subscriptions/${PROVIDER}/resourceGroups/system.seattle/providers/Microsoft.Subscriptions.Admin/directoryTenants/adatum`,
        properties: { tenantId: TENANT },
      },
    ],
    resourceGroup: [group(PROVIDER, 'RG-Offers'), group(FINANCE, 'rg-finance')],
    computeQuota: [
      { id: quotaId('Microsoft.Compute.Admin', 'cq-gold'), name: 'seattle/cq-gold', properties: {} },
    ],
    networkQuota: [{ id: quotaId('Microsoft.Network.Admin', 'nq-gold'), properties: {} }],
    storageQuota: [{ id: quotaId('Microsoft.Storage.Admin', 'sq-gold'), properties: {} }],
    plan: [
      plan('plan-gold', [
        quotaId('microsoft.compute.admin', 'CQ-Gold'),
        quotaId('Microsoft.Network.Admin', 'nq-gold'),
        quotaId('Microsoft.Storage.Admin', 'Default Quota'),
        quotaId('Microsoft.KeyVault.Admin', 'Unlimited'),
      ]),
      plan('plan-addon', [
        quotaId('Microsoft.Storage.Admin', 'sq-gold'),
        quotaId('Microsoft.Subscriptions.Admin', 'delegatedProviderQuota'),
        quotaId('Microsoft.AzureStackResourceMonitor.Admin', 'Unlimited'),
        quotaId('Microsoft.ContainerService.Admin', 'Unlimited'),
        quotaId('Microsoft.ContainerRegistry.Admin', 'Default quota'),
      ]),
    ],
    offer: [offer('offer-gold', ['plan-gold'], ['plan-addon']), offer('offer-reseller', ['plan-addon'])],
    subscription: [subscription(FINANCE, 'offer-gold'), subscription(RESELLER, 'Offer-Reseller')],
    offerDelegation: [
      { id: `${offerId('offer-reseller')}/offerDelegations/d1`, properties: { subscriptionId: RESELLER } },
    ],
    acquiredPlan: [
      {
        id: `${SUBSCRIPTIONS}/${FINANCE}/acquiredPlans/5a9b8a0e-4a4c-4a56-8d51-6f7e0d2c9b33`,
        acquisitionId: '5a9b8a0e-4a4c-4a56-8d51-6f7e0d2c9b33',
        planId: `/subscriptions/${PROVIDER}/providers/Microsoft.Subscriptions/plans/Plan-Addon`,
      },
    ],
    roleDefinition: [
      {
        id: `/subscriptions/${FINANCE}/${AUTHORIZATION}/roleDefinitions/${ROLE}`,
        properties: {
          roleName: 'VM operator',
          permissions: [],
          assignableScopes: [
            `/subscriptions/${FINANCE}`,
            `/subscriptions/${FINANCE}/resourceGroups/RG-FINANCE`,
          ],
        },
      },
    ],
    roleAssignment: [
      assignment(`/subscriptions/${FINANCE}`, ROLE.toUpperCase()),
      assignment(vaultId('KV-Finance'), 'b24988ac-6180-42a0-ab88-20f7382dd24c'),
      assignment(
        `/subscriptions/${PROVIDER}/resourceGroups/system.global`,
        'acdd72a7-3385-48ef-bd42-f606fba81ae7',
      ),
      assignment(
        vaultId('kv-finance').replace('Microsoft.KeyVault/vaults', 'Microsoft.Compute/virtualMachines'),
        ROLE,
      ),
    ],
    vault: [
      {
        id: vaultId('kv-finance'),
        location: 'seattle',
        properties: { tenantId: TENANT, sku: { family: 'A', name: 'standard' }, accessPolicies: [] },
      },
    ],
    secret: [
      { id: secretId('KV-FINANCE', '1'), value: 'a' },
      { id: secretId('kv-finance', '2'), value: 'b' },
    ],
  };
}

export const ALL_KINDS: ReadonlySet<PayloadKind> = new Set([
  'directoryTenant',
  'resourceGroup',
  'computeQuota',
  'networkQuota',
  'storageQuota',
  'plan',
  'offer',
  'subscription',
  'offerDelegation',
  'acquiredPlan',
  'roleDefinition',
  'roleAssignment',
  'vault',
  'secret',
]);
