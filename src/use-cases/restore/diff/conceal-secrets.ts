import { isJsonObject, type JsonObject, type JsonValue } from '../../../cloud/json-value.js';

/** Makes a text that tells whether two secrets are equal, and nothing else about them. */
export type SecretDigest = (secret: string) => string;

/** Replaces the secrets of an object by their digests. `paths` as in the kind's rules. */
export function concealSecrets(
  value: JsonObject,
  paths: readonly string[] | undefined,
  digest: SecretDigest,
): JsonObject {
  return (paths ?? []).reduce((concealed, path) => concealAt(concealed, path.split('.'), digest), value);
}

function concealAt(
  value: JsonObject,
  [member = '', ...rest]: readonly string[],
  digest: SecretDigest,
): JsonObject {
  const inner = value[member];
  if (inner === undefined) return value;
  return { ...value, [member]: concealValue(inner, rest, digest) };
}

function concealValue(value: JsonValue, rest: readonly string[], digest: SecretDigest): JsonValue {
  if (rest.length > 0) return isJsonObject(value) ? concealAt(value, rest, digest) : value;
  return digest(typeof value === 'string' ? value : JSON.stringify(value));
}
