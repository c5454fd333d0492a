import type { PayloadTypes } from '../../../src/schema/payloads.js';

const PROVIDER = '3f0d7a52-6a1e-4b8b-9c55-2f0f6f1e8a10';
const SUBSCRIPTION = 'c2d6e0b4-5d0a-4b0f-9d0e-1f6a2f7c3e55';
const TENANT = 'b7f1f1c2-7a14-4a2e-a5f2-9a6b5a0c1d22';
const ROLE = '0d6f3c7a-2f5e-4c1b-8a3e-5d9c4b2a1f00';
const ACQUISITION = '5a9b8a0e-4a4c-4a56-8d51-6f7e0d2c9b33';
const operator = `/subscriptions/${PROVIDER}/resourceGroups/rg-offers/providers/Microsoft.Subscriptions.Admin`;
const quota = (provider: string, name: string) =>
  `/subscriptions/${PROVIDER}/providers/Microsoft.${provider}.Admin/locations/seattle/quotas/${name}`;

/** One record of each kind, as the API returns it, with every field that the reference names. */
export const VALID_RECORDS: { readonly [K in keyof PayloadTypes]: PayloadTypes[K] } = {
  directoryTenant: {
    id: `/subscriptions/${PROVIDER}/resourceGroups/system.seattle/providers/Microsoft.Subscriptions.Admin/directoryTenants/adatum.onmicrosoft.com`,
    name: 'adatum.onmicrosoft.com',
    type: 'Microsoft.Subscriptions.Admin/directoryTenants',
    location: 'seattle',
    properties: { tenantId: TENANT },
  },
  resourceGroup: {
    id: `/subscriptions/${PROVIDER}/resourceGroups/rg-offers`,
    name: 'rg-offers',
    type: 'Microsoft.Resources/resourceGroups',
    location: 'seattle',
    tags: { owner: 'cloud-ops' },
    managedBy: null,
    properties: { provisioningState: 'Succeeded' },
  },
  computeQuota: {
    id: quota('Compute', 'cq-gold'),
    name: 'cq-gold',
    type: 'Microsoft.Compute.Admin/quotas',
    location: 'seattle',
    properties: {
      virtualMachineCount: 80,
      coresLimit: 320,
      availabilitySetCount: 20,
      vmScaleSetCount: 10,
      maxAllocationStandardManagedDisksAndSnapshots: 8192,
      maxAllocationPremiumManagedDisksAndSnapshots: 4096,
      ddagpuCount: 0,
      partitionedGPUCount: 2,
    },
  },
  networkQuota: {
    id: quota('Network', 'nq-gold'),
    name: 'seattle/nq-gold',
    type: 'Microsoft.Network.Admin/quotas',
    location: 'seattle',
    etag: 'W/"6a1f0b7c-9d2e-4f53-8a7b-6c5d4e3f2a10"',
    properties: {
      maxPublicIpsPerSubscription: 16,
      maxVnetsPerSubscription: 24,
      maxVirtualNetworkGatewaysPerSubscription: 2,
      maxVirtualNetworkGatewayConnectionsPerSubscription: 6,
      maxLoadBalancersPerSubscription: 24,
      maxNicsPerSubscription: 160,
      maxSecurityGroupsPerSubscription: 60,
      migrationPhase: 'None',
      provisioningState: 'Succeeded',
    },
  },
  storageQuota: {
    id: quota('Storage', 'sq-gold'),
    name: 'seattle/sq-gold',
    type: 'Microsoft.Storage.Admin/locations/quotas',
    location: 'seattle',
    properties: { numberOfStorageAccounts: 40, capacityInGb: 6144 },
  },
  plan: {
    id: `${operator}/plans/plan-gold`,
    name: 'plan-gold',
    type: 'Microsoft.Subscriptions.Admin/plans',
    location: 'seattle',
    properties: {
      name: 'plan-gold',
      displayName: 'Gold IaaS',
      description: 'Compute, network, storage and vaults',
      externalReferenceId: 'ERP-7781',
      quotaIds: [
        quota('Compute', 'cq-gold'),
        quota('Network', 'Default Quota'),
        quota('KeyVault', 'Unlimited'),
      ],
      subscriptionCount: 3,
    },
  },
  offer: {
    id: `${operator}/offers/offer-gold`,
    name: 'offer-gold',
    type: 'Microsoft.Subscriptions.Admin/offers',
    location: 'seattle',
    properties: {
      name: 'offer-gold',
      displayName: 'Gold',
      description: 'General workloads',
      externalReferenceId: '',
      state: 'Public',
      maxSubscriptionsPerAccount: 0,
      basePlanIds: [`${operator}/plans/plan-gold`],
      addonPlans: [{ planId: `${operator}/plans/plan-gpu-addon`, maxAcquisitionCount: 3 }],
      subscriptionCount: 3,
    },
  },
  subscription: {
    id: `/subscriptions/${PROVIDER}/providers/Microsoft.Subscriptions.Admin/subscriptions/${SUBSCRIPTION}`,
    subscriptionId: SUBSCRIPTION,
    displayName: 'Finance production',
    owner: 'maria.ortega@adatum.example',
    tenantId: TENANT,
    offerId: `${operator}/offers/offer-gold`,
    delegatedProviderSubscriptionId: PROVIDER,
    routingResourceManagerType: 'Default',
    state: 'Enabled',
    externalReferenceId: 'CC-1042',
  },
  offerDelegation: {
    id: `${operator}/offers/offer-reseller/offerDelegations/offer-resellera41f0`,
    name: 'offer-reseller/offer-resellera41f0',
    type: 'Microsoft.Subscriptions.Admin/offers/offerDelegations',
    location: 'seattle',
    properties: { subscriptionId: SUBSCRIPTION },
  },
  acquiredPlan: {
    id: `/subscriptions/${PROVIDER}/providers/Microsoft.Subscriptions.Admin/subscriptions/${SUBSCRIPTION}/acquiredPlans/${ACQUISITION}`,
    acquisitionId: ACQUISITION,
    planId: `/subscriptions/${PROVIDER}/providers/Microsoft.Subscriptions.Admin/plans/plan-gpu-addon`,
    externalReferenceId: 'x',
    provisioningState: 'Succeeded',
    acquisitionTime: '2021-03-04T05:06:07.1234567Z',
  },
  roleDefinition: {
    id: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${ROLE}`,
    name: ROLE,
    type: 'Microsoft.Authorization/roleDefinitions',
    properties: {
      roleName: 'VM operator (Finance)',
      description: 'Start and stop VMs',
      type: 'CustomRole',
      permissions: [{ actions: ['Microsoft.Compute/virtualMachines/read'], notActions: [] }],
      assignableScopes: [`/subscriptions/${SUBSCRIPTION}`],
    },
  },
  roleAssignment: {
    id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-finance/providers/Microsoft.Authorization/roleAssignments/f3a1b2c4-7d8e-4f90-a1b2-c3d4e5f60718`,
    name: 'f3a1b2c4-7d8e-4f90-a1b2-c3d4e5f60718',
    type: 'Microsoft.Authorization/roleAssignments',
    properties: {
      roleDefinitionId: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${ROLE}`,
      principalId: '4d0c1a52-3a7e-4d9b-9f10-0b1f2c3d4e5f',
      scope: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-finance`,
    },
  },
  vault: {
    id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-finance/providers/Microsoft.KeyVault/vaults/kv-finance`,
    name: 'kv-finance',
    type: 'Microsoft.KeyVault/vaults',
    location: 'seattle',
    tags: { env: 'prod' },
    properties: {
      tenantId: TENANT,
      sku: { family: 'A', name: 'standard' },
      accessPolicies: [
        {
          tenantId: TENANT,
          objectId: '4d0c1a52-3a7e-4d9b-9f10-0b1f2c3d4e5f',
          permissions: { keys: ['get', 'wrapKey'], secrets: ['get', 'set'], certificates: [], storage: [] },
        },
      ],
      enabledForDeployment: true,
      enabledForDiskEncryption: false,
      enabledForTemplateDeployment: true,
      vaultUri: 'https://kv-finance.vault.seattle.azs.contoso.example/',
      provisioningState: 'Succeeded',
    },
  },
  secret: {
    id: 'https://kv-finance.vault.seattle.azs.contoso.example/secrets/sql-admin/6a1f0b7c9d2e4f538a7b6c5d4e3f2a10',
    value: 'CANARY-7f3a',
    contentType: 'text/plain',
    attributes: { enabled: true, nbf: 1768400000, exp: 1798761600, created: 1768400000, updated: 1768400000 },
    tags: { app: 'ledger' },
  },
};
