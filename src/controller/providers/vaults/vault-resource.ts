import type { Cloud } from '../../cloud/cloud.js';
import type { Reply } from '../../wire/reply.js';
import {
  badRequest,
  checkFields,
  type FieldRule,
  objectsAt,
  stringAt,
  stringsAt,
  tagsAt,
  valueAt,
} from '../../wire/request-fields.js';
import type { AccessPolicy, PermissionKind, StoredVault } from '../../cloud/state/stored-objects.js';

/** Versions of the vaults' management API: both profiles'. */
export const VAULT_API_VERSIONS = ['2015-06-01', '2016-10-01', '2018-02-14', '2019-09-01'];

const MAX_POLICIES = 1024;

/** Permission values. Source: REST reference, section 8.1. */
const PERMISSIONS: Readonly<Record<PermissionKind, readonly string[]>> = {
  keys: 'encrypt decrypt wrapKey unwrapKey sign verify get list create update import delete backup restore recover purge all'.split(
    ' ',
  ),
  secrets: 'get list set delete backup restore recover purge all'.split(' '),
  certificates:
    'get list delete create import update managecontacts getissuers listissuers setissuers deleteissuers manageissuers recover purge backup restore all'.split(
      ' ',
    ),
  storage:
    'get list delete set update regeneratekey setsas listsas getsas deletesas recover backup restore purge all'.split(
      ' ',
    ),
};

const KINDS: readonly PermissionKind[] = ['keys', 'secrets', 'certificates', 'storage'];

const POLICY_FIELDS: readonly FieldRule[] = [
  { path: 'tenantId', type: 'string', required: true },
  { path: 'objectId', type: 'string', required: true },
  { path: 'applicationId', type: 'string' },
  { path: 'permissions', type: 'object', required: true },
  ...KINDS.map((kind): FieldRule => ({ path: `permissions.${kind}`, type: 'strings' })),
];

/** The access policies that a body lists under a path. */
export function readPolicies(body: unknown, path: string): readonly AccessPolicy[] {
  return objectsAt(body, path).map((policy) => ({
    tenantId: stringAt(policy, 'tenantId') ?? '',
    objectId: stringAt(policy, 'objectId') ?? '',
    applicationId: stringAt(policy, 'applicationId'),
    permissions: Object.fromEntries(
      KINDS.filter((kind) => valueAt(policy, `permissions.${kind}`) !== undefined).map((kind) => [
        kind,
        stringsAt(policy, `permissions.${kind}`),
      ]),
    ),
  }));
}

/** Checks policies: shape, known permissions, one directory. */
export function checkPolicies(body: unknown, path: string, tenantId: string): Reply | undefined {
  const policies = objectsAt(body, path);
  if (policies.length > MAX_POLICIES)
    return badRequest(`A vault takes ${MAX_POLICIES} access policies at most.`);
  for (const policy of policies) {
    const refused = checkFields(policy, POLICY_FIELDS) ?? checkPermissions(policy);
    if (refused !== undefined) return refused;
    if (stringAt(policy, 'tenantId')?.toLowerCase() !== tenantId.toLowerCase()) {
      return badRequest('All access policies must have the tenant ID of the vault.');
    }
  }
  return undefined;
}

function checkPermissions(policy: unknown): Reply | undefined {
  for (const kind of KINDS) {
    const known = PERMISSIONS[kind].map((name) => name.toLowerCase());
    const unknown = stringsAt(policy, `permissions.${kind}`).find(
      (name) => !known.includes(name.toLowerCase()),
    );
    if (unknown !== undefined) return badRequest(`'${unknown}' is not a permission on ${kind}.`);
  }
  return undefined;
}

/** The stored vault that a resource describes. */
export function readVault(
  at: { readonly name: string; readonly subscriptionId: string; readonly resourceGroup: string },
  body: unknown,
): StoredVault {
  const flag = (name: string) => {
    const value = valueAt(body, `properties.${name}`);
    return typeof value === 'boolean' ? value : undefined;
  };
  return {
    ...at,
    tags: tagsAt(body, 'tags'),
    tenantId: stringAt(body, 'properties.tenantId') ?? '',
    sku: stringAt(body, 'properties.sku.name')?.toLowerCase() ?? 'standard',
    accessPolicies: readPolicies(body, 'properties.accessPolicies'),
    enabledForDeployment: flag('enabledForDeployment'),
    enabledForDiskEncryption: flag('enabledForDiskEncryption'),
    enabledForTemplateDeployment: flag('enabledForTemplateDeployment'),
    enableSoftDelete: flag('enableSoftDelete'),
    enablePurgeProtection: flag('enablePurgeProtection'),
  };
}

/** URL of a vault's content, with a slash at the end. */
export function vaultUri(cloud: Cloud, name: string): string {
  return `${cloud.names.url(`${name}.vault`)}/`;
}

/** A vault as its provider returns it. */
export function describeVault(vault: StoredVault, at: { readonly id: string }, cloud: Cloud): object {
  const { name, tags, sku, subscriptionId: _, resourceGroup: __, ...properties } = vault;
  return {
    id: at.id,
    name,
    type: 'Microsoft.KeyVault/vaults',
    location: cloud.names.region,
    tags: tags ?? {},
    properties: {
      sku: { family: 'A', name: sku },
      ...properties,
      vaultUri: vaultUri(cloud, name),
      provisioningState: 'Succeeded',
    },
  };
}
