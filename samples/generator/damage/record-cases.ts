import { CANARY } from '../canary.js';
import { catalogueId, quotaId, resourceGroupId, subscriptionsAdminId } from '../cloud.js';
import { CONTOSO } from '../contoso/cloud.js';
import {
  ACQUIRED_PLANS,
  COMPUTE,
  type DamagedCase,
  DELEGATIONS,
  GROUPS,
  NETWORK,
  OFFERS,
  ONE,
  PLANS,
  ROLE_ASSIGNMENTS,
  ROLE_DEFINITIONS,
  SECRETS,
  SUBSCRIPTIONS,
  TENANTS,
  VAULTS,
} from './damage.js';
import { firstOf, NOWHERE, propertiesOf } from './small-company.js';

const payload = { exitCode: 24, findingCode: 'PAYLOAD_DAMAGED' } as const;
const schema = { exitCode: 24, findingCode: 'RECORD_INVALID' } as const;
const dangling = { exitCode: 25, findingCode: 'REFERENCE_DANGLING' } as const;
const duplicate = { exitCode: 25, findingCode: 'RECORD_DUPLICATE' } as const;

/** Repositories whose references point to each other; the last one is hit. */
const SOLD = [TENANTS, COMPUTE, PLANS, OFFERS, SUBSCRIPTIONS];
const OWNED = [...SOLD, GROUPS, VAULTS];
const only = (...repositories: readonly string[]) => ({ repositories });

const PAYLOAD_CASES: readonly DamagedCase[] = [
  {
    ...payload,
    name: 'json-cut-short',
    description: 'the payload ends early',
    damage: { ...ONE, payload: (json) => json.subarray(0, -20) },
  },
  {
    ...payload,
    name: 'json-empty',
    description: 'the payload has no bytes',
    damage: { ...ONE, payload: () => Buffer.alloc(0) },
  },
  {
    ...payload,
    name: 'json-object',
    description: 'the payload is one object instead of an array',
    damage: { ...ONE, payload: (json) => json.subarray(1, -1) },
  },
  {
    ...payload,
    name: 'json-two-values',
    description: 'a second value follows the array',
    damage: { ...ONE, payload: (json) => Buffer.concat([json, Buffer.from('[]')]) },
  },
  {
    ...payload,
    name: 'json-invalid-utf8',
    description: 'the payload holds a byte that is not UTF-8',
    damage: { ...ONE, payload: (json) => json.fill(0xff, 10, 11) },
  },
  {
    ...payload,
    name: 'json-trailing-comma',
    description: 'a comma follows the last record',
    damage: { ...ONE, payload: (json) => Buffer.from(json.toString().replace(/\]$/, ',]')) },
  },
  {
    ...payload,
    name: 'secrets-cut-short',
    description: 'the payload of the secrets ends inside a value',
    damage: {
      ...only(...OWNED, SECRETS),
      payload: (json) => json.subarray(0, json.indexOf(CANARY) + CANARY.length),
    },
  },
];

const SCHEMA_CASES: readonly DamagedCase[] = [
  {
    ...schema,
    name: 'record-not-an-object',
    description: 'a record is a number',
    damage: { ...ONE, payload: () => Buffer.from('[42]') },
  },
  {
    ...schema,
    name: 'record-no-id',
    description: 'a record has no id',
    damage: { ...ONE, records: ({ computeQuota }) => delete firstOf(computeQuota)['id'] },
  },
  {
    ...schema,
    name: 'record-no-properties',
    description: 'a record has no properties',
    damage: { ...ONE, records: ({ computeQuota }) => delete firstOf(computeQuota)['properties'] },
  },
  {
    ...schema,
    name: 'record-text-for-number',
    description: 'a quota is written as text',
    damage: { ...ONE, records: ({ computeQuota }) => void (propertiesOf(computeQuota)['coresLimit'] = '16') },
  },
  {
    ...schema,
    name: 'record-negative',
    description: 'a quota is negative',
    damage: { ...ONE, records: ({ computeQuota }) => void (propertiesOf(computeQuota)['coresLimit'] = -1) },
  },
  {
    ...schema,
    name: 'record-fraction',
    description: 'a quota is a fraction',
    damage: {
      ...only(NETWORK),
      records: ({ networkQuota }) => void (propertiesOf(networkQuota)['maxNicsPerSubscription'] = 1.5),
    },
  },
  {
    ...schema,
    name: 'record-no-quotas',
    description: 'the quotas of a plan are one text instead of a list',
    damage: { ...only(COMPUTE, PLANS), records: ({ plan }) => void (propertiesOf(plan)['quotaIds'] = 'cq') },
  },
  {
    ...schema,
    name: 'record-offer-state',
    description: 'an offer is in a state that there is not',
    damage: {
      ...only(COMPUTE, PLANS, OFFERS),
      records: ({ offer }) => void (propertiesOf(offer)['state'] = 'Open'),
    },
  },
  {
    ...schema,
    name: 'record-no-owner',
    description: 'a subscription has no owner',
    damage: { ...only(...SOLD), records: ({ subscription }) => delete firstOf(subscription)['owner'] },
  },
  {
    ...schema,
    name: 'record-tenant-id',
    description: 'the tenant id of a directory is no GUID',
    damage: {
      ...only(TENANTS),
      records: ({ directoryTenant }) => void (propertiesOf(directoryTenant)['tenantId'] = 'contoso'),
    },
  },
  {
    ...schema,
    name: 'record-secret-value',
    description: 'the value of a secret is a number',
    damage: { ...only(...OWNED, SECRETS), records: ({ secret }) => void (firstOf(secret)['value'] = 42) },
  },
  {
    ...schema,
    name: 'record-secret-attributes',
    description: 'a secret expires at a text',
    damage: {
      ...only(...OWNED, SECRETS),
      records: ({ secret }) => void (firstOf(secret)['attributes'] = { enabled: true, exp: 'never' }),
    },
  },
];

const nowhere = (type: 'plans' | 'offers') => catalogueId(CONTOSO, type, `rg-offers/${NOWHERE}`);

const REFERENCE_CASES: readonly DamagedCase[] = [
  {
    ...dangling,
    name: 'reference-quota',
    description: 'a plan grants a quota that is not there',
    damage: {
      ...only(COMPUTE, PLANS),
      records: ({ plan }) =>
        void (propertiesOf(plan)['quotaIds'] = [quotaId(CONTOSO, 'Microsoft.Compute.Admin', 'gone')]),
    },
  },
  {
    ...dangling,
    name: 'reference-base-plan',
    description: 'an offer has a base plan that is not there',
    damage: {
      ...only(COMPUTE, PLANS, OFFERS),
      records: ({ offer }) => void (propertiesOf(offer)['basePlanIds'] = [nowhere('plans')]),
    },
  },
  {
    ...dangling,
    name: 'reference-addon-plan',
    description: 'an offer has an add-on plan that is not there',
    damage: {
      ...only(COMPUTE, PLANS, OFFERS),
      records: ({ offer }) =>
        void (propertiesOf(offer)['addonPlans'] = [{ planId: nowhere('plans'), maxAcquisitionCount: 1 }]),
    },
  },
  {
    ...dangling,
    name: 'reference-offer',
    description: 'a subscription is to an offer that is not there',
    damage: {
      ...only(...SOLD),
      records: ({ subscription }) => void (firstOf(subscription)['offerId'] = nowhere('offers')),
    },
  },
  {
    ...dangling,
    name: 'reference-tenant',
    description: 'a subscription is of a directory that is not there',
    damage: {
      ...only(...SOLD),
      records: ({ subscription }) => void (firstOf(subscription)['tenantId'] = NOWHERE),
    },
  },
  {
    ...dangling,
    name: 'reference-reseller',
    description: 'a subscription is of a reseller that is not there',
    damage: {
      ...only(...SOLD),
      records: ({ subscription }) =>
        void (firstOf(subscription)['delegatedProviderSubscriptionId'] = NOWHERE),
    },
  },
  {
    ...dangling,
    name: 'reference-delegate',
    description: 'an offer is delegated to a subscription that is not there',
    damage: {
      ...only(...SOLD, DELEGATIONS),
      records: ({ offerDelegation }) => void (propertiesOf(offerDelegation)['subscriptionId'] = NOWHERE),
    },
  },
  {
    ...dangling,
    name: 'reference-acquired-plan',
    description: 'a subscription has acquired a plan that is not there',
    damage: {
      ...only(...SOLD, ACQUIRED_PLANS),
      records: ({ acquiredPlan }) =>
        void (firstOf(acquiredPlan)['planId'] = subscriptionsAdminId(CONTOSO, 'plans/gone')),
    },
  },
  {
    ...dangling,
    name: 'reference-assignable-scope',
    description: 'a role is for a subscription that is not there',
    damage: {
      ...only(...SOLD, ROLE_DEFINITIONS),
      records: ({ roleDefinition }) =>
        void (propertiesOf(roleDefinition)['assignableScopes'] = [`/subscriptions/${NOWHERE}`]),
    },
  },
  {
    ...dangling,
    name: 'reference-role',
    description: 'an assignment gives a role that is not there',
    damage: {
      ...only(...OWNED, ROLE_DEFINITIONS, ROLE_ASSIGNMENTS),
      records: ({ roleAssignment }) =>
        void (propertiesOf(roleAssignment)['roleDefinitionId'] =
          `/subscriptions/${NOWHERE}/providers/Microsoft.Authorization/roleDefinitions/${NOWHERE}`),
    },
  },
  {
    ...dangling,
    name: 'reference-scope',
    description: 'an assignment is for a subscription that is not there',
    damage: {
      ...only(...OWNED, ROLE_DEFINITIONS, ROLE_ASSIGNMENTS),
      records: ({ roleAssignment }) =>
        void (propertiesOf(roleAssignment)['scope'] = `/subscriptions/${NOWHERE}`),
    },
  },
  {
    ...dangling,
    name: 'reference-vault',
    description: 'a secret is of a vault that is not there',
    damage: {
      ...only(...OWNED, SECRETS),
      records: ({ secret }) =>
        void (firstOf(secret)['id'] =
          `https://kv-gone.vault.seattle.azs.contoso.example/secrets/key/0123456789abcdef0123456789abcdef`),
    },
  },
  {
    ...dangling,
    name: 'reference-vault-subscription',
    description: 'a vault is in a subscription that is not there',
    damage: {
      ...only(...SOLD, GROUPS, VAULTS),
      records: ({ vault }) =>
        void (firstOf(vault)['id'] =
          `${resourceGroupId(NOWHERE, 'rg')}/providers/Microsoft.KeyVault/vaults/kv-small`),
    },
  },
  {
    ...duplicate,
    name: 'duplicate-quota',
    description: 'two quotas have one id',
    damage: {
      ...ONE,
      records: ({ computeQuota }) => void computeQuota.push(structuredClone(firstOf(computeQuota))),
    },
  },
  {
    ...duplicate,
    name: 'duplicate-subscription',
    description: 'two subscriptions have one id',
    damage: {
      ...only(...SOLD),
      records: ({ subscription }) => void subscription.push(structuredClone(firstOf(subscription))),
    },
  },
];

/** Faults in records whose bytes are sound. */
export const RECORD_CASES: readonly DamagedCase[] = [...PAYLOAD_CASES, ...SCHEMA_CASES, ...REFERENCE_CASES];
