import type { Cloud } from '../../cloud/cloud.js';
import type { RoutedCall } from '../../wire/call.js';
import { empty, ok, type Reply } from '../../wire/reply.js';
import { badRequest, checkFields, type FieldRule } from '../../wire/request-fields.js';
import { type Route, routesOf } from '../../cloud/route.js';
import { KEY_VAULT_WIRE } from '../../wire/wire.js';
import type { AccessPolicy, PermissionKind } from '../../cloud/state/stored-objects.js';
import { checkWritable } from '../subscriptions/subscription-rules.js';
import { checkPolicies, readPolicies, VAULT_API_VERSIONS } from './vault-resource.js';
import { checkVault, findVault, VAULTS_PATH } from './vaults.js';

const FIELDS: readonly FieldRule[] = [
  { path: 'properties', type: 'object', required: true },
  { path: 'properties.accessPolicies', type: 'array', required: true },
];

/** Access policies changed without writing the vault. Source: REST reference, section 8.1. */
export const ACCESS_POLICY_ROUTES: readonly Route[] = routesOf(
  { hosts: ['user'], apiVersions: VAULT_API_VERSIONS, wire: KEY_VAULT_WIRE },
  { [`${VAULTS_PATH}/{vault}/accessPolicies/{operation}`]: { PUT: changePolicies } },
);

type ChangePolicies = (
  known: readonly AccessPolicy[],
  given: readonly AccessPolicy[],
) => readonly AccessPolicy[];

/** The vault's new policies, made of the old and the given ones, by operation. */
const OPERATIONS: Readonly<Record<string, ChangePolicies>> = {
  add: addPolicies,
  replace: (_known, given) => given,
  remove: removePolicies,
};

function changePolicies(call: RoutedCall, cloud: Cloud): Reply {
  const vault = findVault(call, cloud);
  const change = findOperation(call);
  const refused = checkChange(call, cloud);
  if (refused !== undefined || vault === undefined || change === undefined) return refused ?? empty(404);
  const accessPolicies = change(vault.accessPolicies, readPolicies(call.body, 'properties.accessPolicies'));
  cloud.state.vaults.set(vault.name, { ...vault, accessPolicies });
  const { subscriptionId = '', resourceGroup = '' } = call.params;
  return ok({
    id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${vault.name}/accessPolicies/`,
    type: 'Microsoft.KeyVault/vaults/accessPolicies',
    location: cloud.names.region,
    properties: { accessPolicies },
  });
}

function checkChange(call: RoutedCall, cloud: Cloud): Reply | undefined {
  return (
    checkVault(call, cloud) ??
    checkWritable(call, cloud) ??
    checkOperation(call) ??
    checkFields(call.body, FIELDS) ??
    checkPolicies(call.body, 'properties.accessPolicies', findVault(call, cloud)?.tenantId ?? '')
  );
}

function findOperation(call: RoutedCall): ChangePolicies | undefined {
  const name = call.params['operation']?.toLowerCase() ?? '';
  return Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
}

function checkOperation(call: RoutedCall): Reply | undefined {
  if (findOperation(call) !== undefined) return undefined;
  const name = call.params['operation']?.toLowerCase() ?? '';
  return badRequest(`The operation '${name}' is not add, replace or remove.`);
}

function isSamePrincipal(left: AccessPolicy, right: AccessPolicy): boolean {
  const isApplication = left.applicationId?.toLowerCase() === right.applicationId?.toLowerCase();
  return isApplication && left.objectId.toLowerCase() === right.objectId.toLowerCase();
}

function addPolicies(
  known: readonly AccessPolicy[],
  given: readonly AccessPolicy[],
): readonly AccessPolicy[] {
  const merged = [...known];
  for (const policy of given) {
    const index = merged.findIndex((candidate) => isSamePrincipal(candidate, policy));
    const twin = merged[index];
    if (twin === undefined) merged.push(policy);
    else merged[index] = { ...twin, permissions: combine(twin, policy, unite) };
  }
  return merged;
}

/** Takes the named permissions away; a policy without any goes. */
function removePolicies(
  known: readonly AccessPolicy[],
  given: readonly AccessPolicy[],
): readonly AccessPolicy[] {
  const left = known.map((policy) => {
    const removed = given.find((candidate) => isSamePrincipal(candidate, policy));
    return removed === undefined ? policy : { ...policy, permissions: combine(policy, removed, subtract) };
  });
  return left.filter((policy) => Object.values(policy.permissions).some((names) => names.length > 0));
}

function combine(
  left: AccessPolicy,
  right: AccessPolicy,
  merge: (left: readonly string[], right: readonly string[]) => readonly string[],
): AccessPolicy['permissions'] {
  const kinds: readonly PermissionKind[] = ['keys', 'secrets', 'certificates', 'storage'];
  const permissions: Partial<Record<PermissionKind, readonly string[]>> = {};
  for (const kind of kinds) {
    const isNamed = left.permissions[kind] !== undefined || right.permissions[kind] !== undefined;
    if (isNamed) permissions[kind] = merge(left.permissions[kind] ?? [], right.permissions[kind] ?? []);
  }
  return permissions;
}

function unite(left: readonly string[], right: readonly string[]): readonly string[] {
  const known = new Set(left.map((name) => name.toLowerCase()));
  return [...left, ...right.filter((name) => !known.has(name.toLowerCase()))];
}

function subtract(left: readonly string[], right: readonly string[]): readonly string[] {
  const removed = new Set(right.map((name) => name.toLowerCase()));
  return left.filter((name) => !removed.has(name.toLowerCase()));
}
