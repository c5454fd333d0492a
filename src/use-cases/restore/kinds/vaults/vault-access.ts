import { VAULT_VERSION } from '../../../../cloud/api-versions.js';
import { encodeArmId, normalizeArmId } from '../../../../cloud/arm-id.js';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  readText,
  readTextOrEmpty,
} from '../../../../cloud/json-value.js';
import { RestackError } from '../../../../core/errors/restack-error.js';
import { compareObjects } from '../../comparison.js';
import type { ResourceAddress } from '../../../../cloud/cloud-port.js';
import type { KindAccess } from '../resource-kind.js';
import { VAULT_RULES } from './vault-rules.js';

/** A captured vault, with the ids of the target. */
export interface VaultRecord {
  readonly id: string;
  readonly properties: {
    readonly tenantId: string;
    readonly accessPolicies?: readonly object[] | null;
  };
}

/** A vault of the target without the access that restack gives itself for a while. */
export interface VaultView {
  readonly value: JsonObject;
  /** True when that access is still there: the run that gave it has not taken it away. */
  readonly leftOpen: boolean;
}

/** The address of a vault. */
export function formatVaultAddress({ id }: Pick<VaultRecord, 'id'>): ResourceAddress {
  return { host: 'user', path: encodeArmId(id), apiVersion: VAULT_VERSION };
}

/**
 * Views a vault without the policy that restack adds for itself. The policy is recognised by being exactly the captured
 * one of the signed-in principal with that access added; any other policy is somebody's own, and stays.
 */
export function viewVault(
  found: JsonObject,
  vault: VaultRecord,
  { identity }: Pick<KindAccess['target'], 'identity'>,
): VaultView {
  const { principalId } = identity;
  const whole = { value: found, leftOpen: false };
  if (principalId === undefined) return whole;
  const policies = listPolicies(found);
  const captured = selectOwnPolicy(listPolicies(vault), principalId);
  const own = selectOwnPolicy(policies, principalId);
  const added = withAccess(captured, { tenantId: selectTenant(vault, identity), objectId: principalId });
  if (own === undefined || !areEqual([own], [added])) return whole;
  if (captured !== undefined && areEqual([own], [captured])) return whole;
  const others = policies.filter((policy) => policy !== own);
  const accessPolicies = captured === undefined ? others : [...others, captured];
  const properties = isJsonObject(found['properties']) ? found['properties'] : {};
  return { value: { ...found, properties: { ...properties, accessPolicies } }, leftOpen: true };
}

/** Views the vault as a plan finds it, read once for all who ask; undefined when it is not there. */
export function viewPlannedVault(vault: VaultRecord, access: KindAccess): Promise<VaultView | undefined> {
  return access.once(`vault ${vault.id.toLowerCase()}`, async () => {
    const found = await access.target.read(formatVaultAddress(vault));
    return found === undefined ? undefined : viewVault(found, vault, access.target);
  });
}

/**
 * Lets the signed-in principal read and write a vault's secrets for the rest of the stage, then puts the policies back
 * as they were: also those that a crashed attempt left changed. A vault whose own policies grant the access is not
 * touched.
 *
 * @throws PERMISSION_MISSING when the principal is not known. Source: REST reference, section 8.1.
 */
export function ensureVaultAccess(vault: VaultRecord, access: KindAccess): Promise<void> {
  return access.once(`access to ${vault.id.toLowerCase()}`, () => openVault(vault, access));
}

async function openVault(vault: VaultRecord, access: KindAccess): Promise<void> {
  const { target } = access;
  const { principalId } = target.identity;
  if (principalId === undefined) {
    throw new RestackError(
      'PERMISSION_MISSING',
      `no access policy can be added to ${vault.id}: the token names nobody`,
    );
  }
  const address = formatVaultAddress(vault);
  const found = await target.read(address);
  const view = found === undefined ? undefined : viewVault(found, vault, target);
  const before = listPolicies(view?.value ?? vault);
  const own = selectOwnPolicy(before, principalId);
  if (own !== undefined && grantsAccess(own)) return;
  access.afterStage(normalizeArmId(vault.id), (closing) =>
    closeVault(address, before, { ...access, target: closing }),
  );
  // Also where that policy is still seen: an attempt that has just taken it away may be seen late.
  const added = withAccess(undefined, {
    tenantId: selectTenant(vault, target.identity),
    objectId: principalId,
  });
  await target.write(changeAddress(address, 'add'), { properties: { accessPolicies: [added] } });
}

/** The writes that opening and closing a vault takes, as {@link ensureVaultAccess} does it. */
export function countOpenings({ value }: Pick<VaultView, 'value'>, principalId: string | undefined): number {
  const own = principalId === undefined ? undefined : selectOwnPolicy(listPolicies(value), principalId);
  return own !== undefined && grantsAccess(own) ? 0 : WRITES_TO_OPEN;
}

/** One adds the policy, one puts back what was there. */
export const WRITES_TO_OPEN = 2;

/** Puts the policies back and checks that they are as they were. */
async function closeVault(
  address: ResourceAddress,
  before: readonly JsonObject[],
  { target, readUntil }: KindAccess,
): Promise<void> {
  await target.write(changeAddress(address, 'replace'), { properties: { accessPolicies: before } });
  const isWritten = (found: JsonObject | undefined) => areEqual(before, listPolicies(found ?? {}));
  const read = () => target.read(address);
  if (isWritten(await readUntil(address, { read, isWritten }))) return;
  throw new RestackError(
    'READ_BACK',
    `the access policies of ${address.path} could not be put back as they were`,
  );
}

function areEqual(left: readonly JsonObject[], right: readonly JsonObject[]): boolean {
  const policiesOf = (accessPolicies: readonly JsonObject[]) => ({ properties: { accessPolicies } });
  return compareObjects(policiesOf(left), policiesOf(right), VAULT_RULES).length === 0;
}

function selectTenant({ properties }: VaultRecord, identity: KindAccess['target']['identity']): string {
  return properties.tenantId || identity.homeTenantId;
}

function changeAddress(address: ResourceAddress, operation: 'add' | 'replace'): ResourceAddress {
  return { ...address, path: `${address.path}/accessPolicies/${operation}` };
}

/** The permissions that replaying secrets needs. Source: REST reference, section 8.1. */
const NEEDED = ['get', 'list', 'set'];

/** The access policies of a vault, captured or found. */
export function listPolicies(vault: { readonly properties?: object | JsonValue }): readonly JsonObject[] {
  const { properties } = vault;
  const policies: unknown = isJsonObject(properties) ? properties['accessPolicies'] : undefined;
  return Array.isArray(policies)
    ? policies.filter((policy): policy is JsonObject => isJsonObject(policy))
    : [];
}

/** The policy of a principal by itself. A policy for the principal through an application is another one. */
export function selectOwnPolicy(
  policies: readonly JsonObject[],
  principalId: string,
): JsonObject | undefined {
  return policies.find(
    (policy) =>
      readText(policy, 'objectId')?.toLowerCase() === principalId.toLowerCase() &&
      readTextOrEmpty(policy, 'applicationId') === '',
  );
}

/** Adds to a principal's policy the access that restack needs; permissions only grow. */
function withAccess(
  policy: JsonObject | undefined,
  who: { readonly tenantId: string; readonly objectId: string },
): JsonObject {
  if (policy === undefined) return { ...who, permissions: { keys: [], secrets: NEEDED, certificates: [] } };
  const { permissions } = policy;
  const secrets = [...new Set([...listGranted(policy), ...NEEDED])];
  return { ...policy, permissions: { ...(isJsonObject(permissions) ? permissions : {}), secrets } };
}

/** True when the policy lets secrets be replayed. */
export function grantsAccess(policy: JsonObject): boolean {
  const granted = listGranted(policy);
  return NEEDED.every((permission) => granted.includes(permission));
}

/** The permissions for secrets, lower case. */
function listGranted({ permissions }: JsonObject): readonly string[] {
  const secrets: unknown = isJsonObject(permissions) ? permissions['secrets'] : undefined;
  return Array.isArray(secrets) ? secrets.map((item) => String(item).toLowerCase()) : [];
}
