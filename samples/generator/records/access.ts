import type { PayloadTypes } from '../../../src/schema/payloads.js';
import { stableGuid } from '../stable-values.js';

/** Trailing GUIDs of the built-in roles. Source: REST reference, section 7.3. */
export const BUILT_IN_ROLES = {
  owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
} as const;

/** A custom role, kept in the first of its assignable scopes. */
export function roleDefinition(
  roleName: string,
  facts: {
    readonly description: string;
    readonly actions: readonly string[];
    readonly notActions?: readonly string[];
    readonly assignableScopes: readonly [string, ...string[]];
  },
): PayloadTypes['roleDefinition'] & { readonly name: string } {
  const name = stableGuid(`role ${roleName}`);
  return {
    id: `${facts.assignableScopes[0]}/providers/Microsoft.Authorization/roleDefinitions/${name}`,
    name,
    type: 'Microsoft.Authorization/roleDefinitions',
    properties: {
      roleName,
      description: facts.description,
      type: 'CustomRole',
      permissions: [{ actions: [...facts.actions], notActions: [...(facts.notActions ?? [])] }],
      assignableScopes: [...facts.assignableScopes],
    },
  };
}

/** An assignment of a role (by its GUID) to a principal at a scope. The role's id carries the scope's subscription. */
export function roleAssignment(
  scope: string,
  roleGuid: string,
  principalId: string,
): PayloadTypes['roleAssignment'] {
  const name = stableGuid(`assignment ${scope} ${roleGuid} ${principalId}`);
  const subscription = scope.split('/').slice(0, 3).join('/');
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    name,
    type: 'Microsoft.Authorization/roleAssignments',
    properties: {
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleGuid}`,
      principalId,
      scope,
    },
  };
}
