import type { SetRecords } from '../../../src/backup-set/content/records.js';
import { BUILT_IN_ROLES, countSubscriptions, roleAssignment, roleDefinition } from '../records/tenants.js';
import { dated, presentAt, stableGuid } from '../stable-values.js';
import {
  ADATUM_TENANT_ID,
  CONTOSO,
  offerDelegations,
  offers,
  plans,
  SUBSCRIPTION_IDS,
  TIMES,
} from './cloud.js';
import { acquiredPlans, secrets, subscriptions, vaults } from './subscriptions.js';
import { resourceGroupId, vaultId } from '../cloud.js';
import {
  computeQuota,
  directoryTenant,
  networkQuota,
  resourceGroup,
  storageQuota,
} from '../records/catalogue.js';

/** All records of Contoso's cloud as they stood at a moment. */
export function contosoRecordsAt(moment: Date): SetRecords {
  return countSubscriptions({
    directoryTenant: presentAt(directoryTenants, moment),
    resourceGroup: presentAt(resourceGroups, moment),
    computeQuota: presentAt(computeQuotas, moment),
    networkQuota: presentAt(networkQuotas, moment),
    storageQuota: presentAt(storageQuotas, moment),
    plan: presentAt(plans, moment),
    offer: presentAt(offers, moment),
    subscription: presentAt(subscriptions, moment),
    offerDelegation: presentAt(offerDelegations, moment),
    acquiredPlan: presentAt(acquiredPlans, moment),
    roleDefinition: presentAt(roleDefinitions, moment),
    roleAssignment: presentAt(roleAssignments, moment),
    vault: presentAt(vaults, moment),
    secret: presentAt(secrets, moment),
  });
}

const scopeOf = (name: keyof typeof SUBSCRIPTION_IDS) => `/subscriptions/${SUBSCRIPTION_IDS[name]}`;
const principal = (name: string) => stableGuid(`principal ${name}`);

const vmOperator = roleDefinition('VM operator (Finance)', {
  description: 'Start and stop VMs',
  actions: [
    'Microsoft.Compute/virtualMachines/read',
    'Microsoft.Compute/virtualMachines/start/action',
    'Microsoft.Compute/virtualMachines/restart/action',
  ],
  assignableScopes: [scopeOf('financeProduction'), scopeOf('financeTest')],
});

const vaultAuditor = roleDefinition('Vault auditor', {
  description: 'Sees vaults, and never what is inside',
  actions: ['Microsoft.KeyVault/vaults/read', 'Microsoft.KeyVault/vaults/*/read'],
  notActions: ['Microsoft.KeyVault/vaults/secrets/*'],
  assignableScopes: [scopeOf('financeProduction'), scopeOf('website'), scopeOf('adatumOrders')],
});

export const roleDefinitions = [
  ...dated(TIMES.founded, [vmOperator]),
  ...dated(TIMES.guests, [vaultAuditor]),
];

const { owner, contributor, reader } = BUILT_IN_ROLES;
const webGroup = resourceGroupId(SUBSCRIPTION_IDS.website, 'rg-web');
const financeVault = vaultId(SUBSCRIPTION_IDS.financeProduction, 'rg-finance', 'kv-finance');

export const roleAssignments = [
  ...dated(TIMES.founded, [
    roleAssignment(scopeOf('financeProduction'), vmOperator.name, principal('finance operators')),
    roleAssignment(scopeOf('financeTest'), contributor, principal('finance developers')),
    roleAssignment(webGroup, contributor, principal('web team')),
    roleAssignment(`/subscriptions/${CONTOSO.providerSubscriptionId}`, reader, principal('cloud auditors')),
  ]),
  ...dated(TIMES.guests, [
    roleAssignment(financeVault, vaultAuditor.name, principal('auditors')),
    roleAssignment(scopeOf('adatumOrders'), owner, principal('adatum admins')),
  ]),
  ...dated(TIMES.mondayNight, [roleAssignment(scopeOf('loyalty'), contributor, principal('web team'))]),
];

export const computeQuotas = [
  ...dated(TIMES.founded, [
    computeQuota(CONTOSO, 'Default Quota', { machines: 20, cores: 50, diskGb: 2048 }),
    computeQuota(CONTOSO, 'cq-bronze', { machines: 10, cores: 40, diskGb: 1024 }),
  ]),
  ...dated(
    TIMES.founded,
    [computeQuota(CONTOSO, 'cq-gold', { machines: 60, cores: 240, diskGb: 8192 })],
    TIMES.mondayNoon,
  ),
  ...dated(TIMES.mondayNoon, [computeQuota(CONTOSO, 'cq-gold', { machines: 80, cores: 320, diskGb: 8192 })]),
  ...dated(TIMES.resellers, [
    computeQuota(CONTOSO, 'cq-gpu', { machines: 8, cores: 96, diskGb: 2048, gpus: 8 }),
  ]),
];

export const networkQuotas = [
  ...dated(TIMES.founded, [
    networkQuota(CONTOSO, 'Default Quota', 50),
    networkQuota(CONTOSO, 'nq-gold', 120),
    networkQuota(CONTOSO, 'nq-bronze', 16),
  ]),
];

export const storageQuotas = [
  ...dated(TIMES.founded, [
    storageQuota(CONTOSO, 'Default Quota', { accounts: 20, capacityGb: 2048 }),
    storageQuota(CONTOSO, 'sq-gold', { accounts: 40, capacityGb: 6144 }),
  ]),
  ...dated(TIMES.guests, [storageQuota(CONTOSO, 'sq-archive', { accounts: 4, capacityGb: 51_200 })]),
];

export const directoryTenants = [
  ...dated(TIMES.founded, [directoryTenant(CONTOSO, 'contoso.onmicrosoft.com', CONTOSO.homeTenantId)]),
  ...dated(TIMES.guests, [directoryTenant(CONTOSO, 'adatum.onmicrosoft.com', ADATUM_TENANT_ID)]),
];

const provider = CONTOSO.providerSubscriptionId;

export const resourceGroups = [
  ...dated(TIMES.founded, [
    resourceGroup(CONTOSO, { subscriptionId: provider, name: 'rg-offers-prod' }, { owner: 'cloud-ops' }),
    resourceGroup(
      CONTOSO,
      { subscriptionId: SUBSCRIPTION_IDS.financeProduction, name: 'rg-finance' },
      { env: 'prod' },
    ),
    resourceGroup(CONTOSO, { subscriptionId: SUBSCRIPTION_IDS.website, name: 'rg-web' }),
  ]),
  ...dated(TIMES.guests, [
    resourceGroup(CONTOSO, { subscriptionId: SUBSCRIPTION_IDS.adatumOrders, name: 'rg-adatum-orders' }),
  ]),
  ...dated(TIMES.resellers, [
    resourceGroup(
      CONTOSO,
      { subscriptionId: provider, name: 'rg-offers-partners' },
      { owner: 'partner-desk' },
    ),
  ]),
];
