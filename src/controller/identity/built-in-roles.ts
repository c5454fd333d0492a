import type { Cloud } from '../cloud/cloud.js';
import type { StoredRoleDefinition } from '../cloud/state/stored-objects.js';

function builtIn(
  name: string,
  roleName: string,
  permission: {
    readonly description: string;
    readonly actions: readonly string[];
    readonly notActions?: readonly string[];
  },
): StoredRoleDefinition {
  const { description, actions, notActions = [] } = permission;
  const permissions = [{ actions, notActions }];
  return { name, roleName, type: 'BuiltInRole', description, permissions, assignableScopes: ['/'] };
}

/** The role that may do everything, by its GUID. */
export const OWNER_ROLE = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';

/** Roles with the same ids in all clouds. Source: REST reference, section 7.3. */
export const BUILT_IN_ROLES: readonly StoredRoleDefinition[] = [
  builtIn(OWNER_ROLE, 'Owner', {
    description: 'Lets you manage everything, including access to resources.',
    actions: ['*'],
  }),
  builtIn('b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor', {
    description: 'Lets you manage everything except access to resources.',
    actions: ['*'],
    notActions: ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write'],
  }),
  builtIn('acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader', {
    description: 'Lets you view everything, but not make any changes.',
    actions: ['*/read'],
  }),
  builtIn('18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'User Access Administrator', {
    description: 'Lets you manage user access to resources.',
    actions: ['*/read', 'Microsoft.Authorization/*'],
  }),
];

/** A built-in or custom role by its GUID. */
export function findRole(cloud: Cloud, name: string): StoredRoleDefinition | undefined {
  const wanted = name.toLowerCase();
  return BUILT_IN_ROLES.find((role) => role.name === wanted) ?? cloud.state.roleDefinitions.get(wanted);
}
