import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  readText,
  readTextOrEmpty,
} from '../../../../cloud/json-value.js';

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
export function withAccess(
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
