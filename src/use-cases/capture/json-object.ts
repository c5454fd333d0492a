/** A value as JSON can hold it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object as JSON can hold it. */
export interface JsonObject {
  readonly [member: string]: JsonValue | undefined;
}

/** The object that a member is; an empty one when it is absent or something else. */
export function readObject(value: JsonObject, member: string): JsonObject {
  const inner = value[member];
  return isJsonObject(inner) ? inner : {};
}

/** The text of a member; empty when it is absent or something else. */
export function readText(value: JsonObject, member: string): string {
  const text = value[member];
  return typeof text === 'string' ? text : '';
}

/** The texts of a list; those of its elements that are none are passed over. */
export function readTexts(value: JsonObject, member: string): readonly string[] {
  const list = value[member];
  return Array.isArray(list) ? list.filter((item: unknown): item is string => typeof item === 'string') : [];
}

function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
