import { CANARY } from '../stable-values.js';
import { catalogueId, quotaId, resourceGroupId, subscriptionsAdminId } from '../cloud.js';
import { CONTOSO } from '../contoso/cloud.js';
import {
  ACQUIRED_PLANS,
  COMPUTE,
  type DamageByCase,
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

/** Repositories whose references point to each other; the last one is hit. */
const SOLD = [TENANTS, COMPUTE, PLANS, OFFERS, SUBSCRIPTIONS];
const OWNED = [...SOLD, GROUPS, VAULTS];
const only = (...repositories: readonly string[]) => ({ repositories });

const PAYLOAD_DAMAGE: DamageByCase = {
  'json-cut-short': { ...ONE, payload: (json) => json.subarray(0, -20) },
  'json-empty': { ...ONE, payload: () => Buffer.alloc(0) },
  'json-object': { ...ONE, payload: (json) => json.subarray(1, -1) },
  'json-two-values': { ...ONE, payload: (json) => Buffer.concat([json, Buffer.from('[]')]) },
  'json-invalid-utf8': { ...ONE, payload: (json) => json.fill(0xff, 10, 11) },
  'json-trailing-comma': { ...ONE, payload: (json) => Buffer.from(json.toString().replace(/\]$/, ',]')) },
  'secrets-cut-short': {
    ...only(...OWNED, SECRETS),
    payload: (json) => json.subarray(0, json.indexOf(CANARY) + CANARY.length),
  },
};

const SCHEMA_DAMAGE: DamageByCase = {
  'record-not-an-object': { ...ONE, payload: () => Buffer.from('[42]') },
  'record-no-id': { ...ONE, records: ({ computeQuota }) => delete firstOf(computeQuota)['id'] },
  'record-no-properties': {
    ...ONE,
    records: ({ computeQuota }) => delete firstOf(computeQuota)['properties'],
  },
  'record-text-for-number': {
    ...ONE,
    records: ({ computeQuota }) => void (propertiesOf(computeQuota)['coresLimit'] = '16'),
  },
  'record-negative': {
    ...ONE,
    records: ({ computeQuota }) => void (propertiesOf(computeQuota)['coresLimit'] = -1),
  },
  'record-fraction': {
    ...only(NETWORK),
    records: ({ networkQuota }) => void (propertiesOf(networkQuota)['maxNicsPerSubscription'] = 1.5),
  },
  'record-no-quotas': {
    ...only(COMPUTE, PLANS),
    records: ({ plan }) => void (propertiesOf(plan)['quotaIds'] = 'cq'),
  },
  'record-offer-state': {
    ...only(COMPUTE, PLANS, OFFERS),
    records: ({ offer }) => void (propertiesOf(offer)['state'] = 'Open'),
  },
  'record-no-owner': {
    ...only(...SOLD),
    records: ({ subscription }) => delete firstOf(subscription)['owner'],
  },
  'record-tenant-id': {
    ...only(TENANTS),
    records: ({ directoryTenant }) => void (propertiesOf(directoryTenant)['tenantId'] = 'contoso'),
  },
  'record-secret-value': {
    ...only(...OWNED, SECRETS),
    records: ({ secret }) => void (firstOf(secret)['value'] = 42),
  },
  'record-secret-attributes': {
    ...only(...OWNED, SECRETS),
    records: ({ secret }) => void (firstOf(secret)['attributes'] = { enabled: true, exp: 'never' }),
  },
};

const nowhere = (type: 'plans' | 'offers') => catalogueId(CONTOSO, type, `rg-offers/${NOWHERE}`);

const REFERENCE_DAMAGE: DamageByCase = {
  'reference-quota': {
    ...only(COMPUTE, PLANS),
    records: ({ plan }) =>
      void (propertiesOf(plan)['quotaIds'] = [quotaId(CONTOSO, 'Microsoft.Compute.Admin', 'gone')]),
  },
  'reference-base-plan': {
    ...only(COMPUTE, PLANS, OFFERS),
    records: ({ offer }) => void (propertiesOf(offer)['basePlanIds'] = [nowhere('plans')]),
  },
  'reference-addon-plan': {
    ...only(COMPUTE, PLANS, OFFERS),
    records: ({ offer }) =>
      void (propertiesOf(offer)['addonPlans'] = [{ planId: nowhere('plans'), maxAcquisitionCount: 1 }]),
  },
  'reference-offer': {
    ...only(...SOLD),
    records: ({ subscription }) => void (firstOf(subscription)['offerId'] = nowhere('offers')),
  },
  'reference-tenant': {
    ...only(...SOLD),
    records: ({ subscription }) => void (firstOf(subscription)['tenantId'] = NOWHERE),
  },
  'reference-reseller': {
    ...only(...SOLD),
    records: ({ subscription }) => void (firstOf(subscription)['delegatedProviderSubscriptionId'] = NOWHERE),
  },
  'reference-delegate': {
    ...only(...SOLD, DELEGATIONS),
    records: ({ offerDelegation }) => void (propertiesOf(offerDelegation)['subscriptionId'] = NOWHERE),
  },
  'reference-acquired-plan': {
    ...only(...SOLD, ACQUIRED_PLANS),
    records: ({ acquiredPlan }) =>
      void (firstOf(acquiredPlan)['planId'] = subscriptionsAdminId(CONTOSO, 'plans/gone')),
  },
  'reference-assignable-scope': {
    ...only(...SOLD, ROLE_DEFINITIONS),
    records: ({ roleDefinition }) =>
      void (propertiesOf(roleDefinition)['assignableScopes'] = [`/subscriptions/${NOWHERE}`]),
  },
  'reference-role': {
    ...only(...OWNED, ROLE_DEFINITIONS, ROLE_ASSIGNMENTS),
    records: ({ roleAssignment }) =>
      void (propertiesOf(roleAssignment)['roleDefinitionId'] =
        `/subscriptions/${NOWHERE}/providers/Microsoft.Authorization/roleDefinitions/${NOWHERE}`),
  },
  'reference-scope': {
    ...only(...OWNED, ROLE_DEFINITIONS, ROLE_ASSIGNMENTS),
    records: ({ roleAssignment }) =>
      void (propertiesOf(roleAssignment)['scope'] = `/subscriptions/${NOWHERE}`),
  },
  'reference-vault': {
    ...only(...OWNED, SECRETS),
    records: ({ secret }) =>
      void (firstOf(secret)['id'] =
        `https://kv-gone.vault.seattle.azs.contoso.example/secrets/key/0123456789abcdef0123456789abcdef`),
  },
  'reference-vault-subscription': {
    ...only(...SOLD, GROUPS, VAULTS),
    records: ({ vault }) =>
      void (firstOf(vault)['id'] =
        `${resourceGroupId(NOWHERE, 'rg')}/providers/Microsoft.KeyVault/vaults/kv-small`),
  },
  'duplicate-quota': {
    ...ONE,
    records: ({ computeQuota }) => void computeQuota.push(structuredClone(firstOf(computeQuota))),
  },
  'duplicate-subscription': {
    ...only(...SOLD),
    records: ({ subscription }) => void subscription.push(structuredClone(firstOf(subscription))),
  },
};

/** Faults in records whose bytes are sound. */
export const RECORD_DAMAGE: DamageByCase = { ...PAYLOAD_DAMAGE, ...SCHEMA_DAMAGE, ...REFERENCE_DAMAGE };
