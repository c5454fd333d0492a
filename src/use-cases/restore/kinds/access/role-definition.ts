import { AUTHORIZATION_VERSION } from '../../../../cloud/api-versions.js';
import {
  encodeArmId,
  normalizeArmId,
  selectLastSegment,
  selectSubscription,
} from '../../../../cloud/arm-id.js';
import { selectOwnMembers } from '../../comparison.js';
import type { KindContext, ResourceKind } from '../resource-kind.js';
import type { ResourceAddress } from '../../../../cloud/cloud-port.js';
import { formatSubscriptionId } from '../subscriptions/subscription.js';

/** Custom roles. Their GUID is the caller's to choose, and is kept. Source: REST reference, section 7.2. */
export const roleDefinition: ResourceKind<'roleDefinition'> = {
  kind: 'roleDefinition',
  rules: {
    serverOwned: [
      'id',
      'name',
      'type',
      'properties.createdOn',
      'properties.updatedOn',
      'properties.createdBy',
      'properties.updatedBy',
    ],
    anyCase: ['properties.assignableScopes[]'],
    anyOrder: [
      'properties.assignableScopes',
      'properties.permissions',
      'properties.permissions[].actions',
      'properties.permissions[].notActions',
    ],
    defaults: {
      'properties.description': '',
      'properties.type': 'CustomRole',
      'properties.permissions[].notActions': [],
    },
  },
  describe(record, context) {
    const { type, assignableScopes } = record.properties;
    if (type === 'BuiltInRole') {
      return { action: 'skip', shipped: true, reason: 'a built-in role; every cloud has it' };
    }
    const name = selectLastSegment(record.id);
    const scope = selectScope(record.id) || (assignableScopes[0] ?? '');
    const id = `${scope}/providers/Microsoft.Authorization/roleDefinitions/${name}`;
    const references = [scope, ...assignableScopes].map((item) => selectScopeReference(item, context));
    const body = { name, ...selectOwnMembers(record, roleDefinition.rules) };
    const inside = references[0];
    return {
      action: 'replay',
      replay: {
        address: formatScopedAddress(id, AUTHORIZATION_VERSION, context),
        steps: [{ stage: 'roleDefinitions', body }],
        references: [...new Set(references.filter((reference) => reference !== undefined))],
        ...(inside === undefined ? {} : { inside }),
      },
    };
  },
};

/**
 * The address of a resource at a scope: of the provider subscription on operator ARM, of user subscriptions on tenant
 * ARM.
 */
export function formatScopedAddress(
  id: string,
  apiVersion: string,
  { target }: Pick<KindContext, 'target'>,
): ResourceAddress {
  const isOperator = selectSubscription(id) === target.providerSubscriptionId.toLowerCase();
  return { host: isOperator ? 'admin' : 'user', path: encodeArmId(id), apiVersion };
}

/**
 * The lower-case id under which a record of the set stands for a scope: a user subscription is the operator's object
 * of that name. Undefined for scopes that every cloud has: the root and the provider subscription.
 */
export function selectScopeReference(scope: string, context: KindContext): string | undefined {
  const subscription = selectSubscription(scope);
  if (subscription === undefined) return undefined;
  const isWhole = /^\/subscriptions\/[^/]+\/?$/i.test(scope);
  if (!isWhole) return normalizeArmId(scope);
  if (subscription === context.target.providerSubscriptionId.toLowerCase()) return undefined;
  return formatSubscriptionId(subscription, context);
}

/** The scope in the id of a role or assignment: everything before its provider. */
export function selectScope(id: string): string {
  return id.replace(/\/providers\/Microsoft\.Authorization\/.*$/i, '');
}
