import { AUTHORIZATION_VERSION } from '../../../../cloud/api-versions.js';
import { selectLastSegment } from '../../../../cloud/arm-id.js';
import { selectOwnMembers } from '../../comparison.js';
import type { ResourceKind } from '../resource-kind.js';
import { formatScopedAddress, selectScope, selectScopeReference } from './scope.js';

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
    if (type === 'BuiltInRole') return { action: 'skip', reason: 'a built-in role; every cloud has it' };
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
