import { isObject } from '../core/is-object.js';

/** A value as JSON can hold it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object as JSON can hold it. */
export interface JsonObject {
  readonly [member: string]: JsonValue | undefined;
}

/** True for a JSON object; false for an array and null. Takes values that JSON can hold, such as parsed ones. */
export function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value);
}

/** The levels of an answer: none of a cloud comes near. Deeper ones end in an overflow of the stack. */
const DEPTH_LIMIT = 200;

/**
 * The value of a text; undefined for none, for an empty one, for what is not JSON, for what is nested more than 200
 * levels deep, and for a number beyond all that can be written again.
 */
export function parseJson(text: string | null | undefined): unknown {
  // A byte order mark, which some servers send, goes with the space around it.
  const json = text?.trim() ?? '';
  if (json === '') return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return isWithin(value, DEPTH_LIMIT) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  for (const inner of Object.values(value)) if (!isWithin(inner, levels - 1)) return false;
  return true;
}

/** The text of a member; undefined when it is absent or no string, and for what is no object. */
export function readText(value: unknown, member: string): string | undefined {
  const text = isObject(value) ? value[member] : undefined;
  return typeof text === 'string' ? text : undefined;
}

/** The text of a member; empty where {@link readText} finds none. */
export function readTextOrEmpty(value: unknown, member: string): string {
  return readText(value, member) ?? '';
}

/** The object that a member is; an empty one when it is absent or something else. */
export function readObject(value: JsonObject, member: string): JsonObject {
  const inner = value[member];
  return isJsonObject(inner) ? inner : {};
}

/** The texts of a list; those of its elements that are none are passed over. */
export function readTexts(value: JsonObject, member: string): readonly string[] {
  const list = value[member];
  return Array.isArray(list) ? list.filter((item: unknown): item is string => typeof item === 'string') : [];
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
