import type { ComparisonRules } from '../../comparison.js';

const PERMISSIONS = 'properties.accessPolicies[].permissions';

/** The rules by which vaults compare. Source: REST reference, section 8.1. */
export const VAULT_RULES: ComparisonRules = {
  serverOwned: [
    'id',
    'name',
    'type',
    'properties.vaultUri',
    'properties.provisioningState',
    'properties.createMode',
  ],
  optional: ['tags.*', 'properties.accessPolicies[].applicationId'],
  anyCase: [
    'location',
    'properties.tenantId',
    'properties.accessPolicies[].tenantId',
    'properties.accessPolicies[].objectId',
    'properties.accessPolicies[].applicationId',
    `${PERMISSIONS}.keys[]`,
    `${PERMISSIONS}.secrets[]`,
    `${PERMISSIONS}.certificates[]`,
    `${PERMISSIONS}.storage[]`,
  ],
  anyOrder: [
    'properties.accessPolicies',
    `${PERMISSIONS}.keys`,
    `${PERMISSIONS}.secrets`,
    `${PERMISSIONS}.certificates`,
    `${PERMISSIONS}.storage`,
  ],
  defaults: {
    tags: {},
    'properties.accessPolicies': [],
    'properties.enabledForDeployment': false,
    'properties.enabledForDiskEncryption': false,
    'properties.enabledForTemplateDeployment': false,
    'properties.enableSoftDelete': false,
    'properties.enablePurgeProtection': false,
    [`${PERMISSIONS}.keys`]: [],
    [`${PERMISSIONS}.secrets`]: [],
    [`${PERMISSIONS}.certificates`]: [],
    [`${PERMISSIONS}.storage`]: [],
  },
};
