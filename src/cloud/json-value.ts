/** A value as JSON can hold it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object as JSON can hold it. */
export interface JsonObject {
  readonly [member: string]: JsonValue | undefined;
}

/** True for a JSON object, false for an array and null. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject;
export function isJsonObject(value: unknown): value is JsonObject;
export function isJsonObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a member; undefined when it is absent or no string. */
export function readText(value: JsonObject, member: string): string | undefined {
  const text = value[member];
  return typeof text === 'string' ? text : undefined;
}

/**
 * Puts members together, as `Object.fromEntries` does. That makes a hash table of every object, which takes several
 * times the memory of one that shares its shape with others; a plan holds tens of thousands.
 */
export function joinMembers(members: Iterable<readonly [string, JsonValue]>): JsonObject {
  const object: Record<string, JsonValue> = {};
  for (const [name, value] of members) {
    // `__proto__` and its like: an assignment would not make a member.
    if (name in object) {
      Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
    } else object[name] = value;
  }
  return object;
}
