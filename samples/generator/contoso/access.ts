import { resourceGroupId, vaultId } from '../cloud.js';
import { BUILT_IN_ROLES, roleAssignment, roleDefinition } from '../records/access.js';
import { stableGuid } from '../stable-values.js';
import { dated } from '../timeline.js';
import { CONTOSO, SUBSCRIPTION_IDS, TIMES } from './cloud.js';

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
