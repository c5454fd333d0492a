import { RestackError } from '../../core/restack-error.js';
import { compareObjects } from '../comparison.js';
import { isJsonObject, type JsonObject, type JsonValue, readText } from '../json-value.js';
import type { ResourceAddress } from '../ports.js';
import type { KindAccess } from '../resource-kind.js';
import { encodeArmId } from './scope.js';
import { VAULT_RULES, VAULT_VERSION } from './vault-rules.js';

/** A captured vault, with the ids of the target. */
export interface VaultRecord {
  readonly id: string;
  readonly properties: {
    readonly tenantId: string;
    readonly accessPolicies?: readonly object[] | null;
  };
}

const NEEDED = ['get', 'list', 'set'];

/**
 * Lets the signed-in principal read and write a vault's secrets for the rest of the stage, then puts the captured
 * policies back: also those that a crashed attempt left changed. A vault whose own policies let it is not touched.
 *
 * @throws PERMISSION_MISSING when the principal is not known. Source: REST reference, section 8.1.
 */
export function ensureVaultAccess(vault: VaultRecord, access: KindAccess): Promise<void> {
  return access.once(`access to ${vault.id.toLowerCase()}`, () => openVault(vault, access));
}

async function openVault(vault: VaultRecord, access: KindAccess): Promise<void> {
  const { principalId, homeTenantId } = access.target.identity;
  const captured = listPolicies(vault);
  if (principalId === undefined) {
    throw new RestackError(
      'PERMISSION_MISSING',
      `no access policy can be added to ${vault.id}: the token names nobody`,
    );
  }
  if (captured.some((policy) => grantsAll(policy, principalId))) return;
  const address: ResourceAddress = { host: 'user', path: encodeArmId(vault.id), apiVersion: VAULT_VERSION };
  const own = createOwnPolicy(vault.properties.tenantId || homeTenantId, principalId);
  access.afterStage(() => closeVault(address, captured, access));
  await access.target.write(changeAddress(address, 'add'), { properties: { accessPolicies: [own] } });
}

/** Puts the policies back and looks whether they are as captured. */
async function closeVault(
  address: ResourceAddress,
  captured: readonly JsonObject[],
  { target }: KindAccess,
): Promise<void> {
  await target.write(changeAddress(address, 'replace'), { properties: { accessPolicies: captured } });
  const after = await target.read(address);
  const properties = after?.['properties'];
  const there = isJsonObject(properties) ? (properties['accessPolicies'] ?? []) : [];
  const policiesOf = (accessPolicies: JsonValue) => ({ properties: { accessPolicies } });
  if (compareObjects(policiesOf(captured), policiesOf(there), VAULT_RULES).length === 0) return;
  throw new RestackError(
    'READ_BACK',
    `the access policies of ${address.path} could not be put back as they were`,
  );
}

/** A vault as it is without the policy that restack adds for itself, unless that was captured. */
export function withoutOwnPolicy(
  found: JsonObject,
  vault: VaultRecord,
  principalId: string | undefined,
): JsonObject {
  const { properties } = found;
  const policies = isJsonObject(properties) ? properties['accessPolicies'] : undefined;
  const isCaptured = listPolicies(vault).some((policy) => isOf(policy, principalId));
  if (!isJsonObject(properties) || !Array.isArray(policies) || isCaptured) return found;
  const others = policies.filter((policy: JsonValue) => !isOf(policy, principalId));
  return { ...found, properties: { ...properties, accessPolicies: others } };
}

function createOwnPolicy(tenantId: string, objectId: string): JsonObject {
  return { tenantId, objectId, permissions: { keys: [], secrets: NEEDED, certificates: [] } };
}

function listPolicies({ properties }: VaultRecord): readonly JsonObject[] {
  return (properties.accessPolicies ?? []).filter((policy) => isJsonObject(policy));
}

function changeAddress(address: ResourceAddress, operation: 'add' | 'replace'): ResourceAddress {
  return { ...address, path: `${address.path}/accessPolicies/${operation}` };
}

function isOf(policy: JsonValue, principalId: string | undefined): boolean {
  return isJsonObject(policy) && readText(policy, 'objectId')?.toLowerCase() === principalId?.toLowerCase();
}

function grantsAll(policy: JsonObject, principalId: string): boolean {
  if (!isOf(policy, principalId)) return false;
  const { permissions } = policy;
  const secrets = isJsonObject(permissions) ? permissions['secrets'] : undefined;
  const granted = Array.isArray(secrets) ? secrets.map((item) => String(item).toLowerCase()) : [];
  return NEEDED.every((permission) => granted.includes(permission));
}
