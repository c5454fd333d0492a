import { selectLastSegment } from '../../cloud/arm-id.js';
import {
  isJsonObject,
  joinMembers,
  type JsonObject,
  type JsonValue,
  readText,
} from '../../cloud/json-value.js';

/**
 * The differences between a sent object and the one read back that are tolerated. What was sent is compared in full;
 * members that nobody sent and no rule names are the server's own addition, at any depth.
 *
 * Paths are member names joined by `.`; the elements of an array are `[]`: `properties.addonPlans[].planId`.
 */
export interface ComparisonRules {
  /** Members that the server makes: never sent, never compared. */
  readonly serverOwned: readonly string[];
  /**
   * Members that may be left out, and that count all the same where only the target has them: `tags.*` are all members of
   * `tags`.
   */
  readonly optional?: readonly string[];
  /** Values that the server shows where nothing was sent. */
  readonly defaults?: Readonly<Record<string, JsonValue>>;
  /** Texts whose case means nothing: ids, names of locations, GUIDs. */
  readonly anyCase?: readonly string[];
  /** Lists whose order means nothing. */
  readonly anyOrder?: readonly string[];
  /** Ids of which only the name counts, the part after the last slash: the server shortens them. */
  readonly byName?: readonly string[];
  /** Another spelling of a member's path, and the one that is sent. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Members that are never shown, neither in a difference nor anywhere else. */
  readonly secret?: readonly string[];
}

/** Rules by which some members are neither sent nor compared, as those that the server makes. */
export function leaveOutMembers(rules: ComparisonRules, members: readonly string[]): ComparisonRules {
  return members.length === 0 ? rules : { ...rules, serverOwned: [...rules.serverOwned, ...members] };
}

/** A member that the target holds in another way than it was sent. Absent values are undefined. */
export interface FieldDifference {
  readonly path: string;
  readonly sent: JsonValue | undefined;
  readonly found: JsonValue | undefined;
}

const HIDDEN = '(hidden)';

/** The path of a difference in how often the target has a thing, which no member of it tells. */
export const COPIES = 'copies';

/** The members of a record that are the caller's to send: neither server-owned nor null. */
export function selectOwnMembers(record: object, rules: ComparisonRules): JsonObject {
  const { serverOwned, aliases } = indexRules(rules);
  const own = canonicalizeAt(record, '', { ...NO_RULES, serverOwned, aliases });
  return isJsonObject(own) ? own : {};
}

/** The form that all spellings of a record share, as {@link compareObjects} compares it. */
export function selectComparable(record: object, rules: ComparisonRules): JsonObject {
  const comparable = canonicalize(record, rules);
  return isJsonObject(comparable) ? comparable : {};
}

/**
 * Compares the object that is there with the one that was sent. Empty when nothing differs. An object that its cloud could
 * not make differs, although its members are as they were sent: what uses it will not work.
 */
export function compareObjects(
  sent: JsonObject,
  found: JsonObject,
  rules: ComparisonRules,
): readonly FieldDifference[] {
  const pair = { path: '', sent: canonicalize(sent, rules), found: canonicalize(found, rules) };
  const differences = [...listDifferences(pair, indexRules(rules)), ...listStates(sent, found, FAILED)];
  const secret = new Set(rules.secret);
  return differences.map((difference) =>
    secret.has(difference.path) ? { path: difference.path, sent: HIDDEN, found: HIDDEN } : difference,
  );
}

const FAILED = /^(?:failed|cancell?ed)$/i;
const UNFINISHED = /^(?:accepted|creating|updating|deleting|provisioning|running|pending|inprogress)$/i;

/** The states in which the cloud is still at work on an object. Any that is not known counts as an end. */
export function listUnfinished(sent: JsonObject, found: JsonObject): readonly FieldDifference[] {
  return listStates(sent, found, UNFINISHED);
}

/** True for a difference that the cloud's work on the object may still take away. */
export function isUnfinished({ path, found }: FieldDifference): boolean {
  return /(?:^|\.)provisioningState$/.test(path) && typeof found === 'string' && UNFINISHED.test(found);
}

/** The states of a kind that an object shows: most have them in `properties`, some beside. Records may hold the same. */
function listStates(sent: JsonObject, found: JsonObject, kind: RegExp): readonly FieldDifference[] {
  const places = [
    ['properties.provisioningState', sent['properties'], found['properties']],
    ['provisioningState', sent, found],
  ] as const;
  return places.flatMap(([path, before, after]) => {
    const state = readText(after, 'provisioningState');
    const isNew = state !== undefined && state !== readText(before, 'provisioningState');
    return isNew && kind.test(state) ? [{ path, sent: undefined, found: state }] : [];
  });
}

/** True when two records are equal, whichever of them is looked at first. */
export function areEqual(left: JsonObject, right: JsonObject, rules: ComparisonRules): boolean {
  return [compareObjects(left, right, rules), compareObjects(right, left, rules)].every(
    (differences) => differences.length === 0,
  );
}

/** Lists the differences of a pair of canonical values. */
function listDifferences(pair: FieldDifference, rules: IndexedRules): FieldDifference[] {
  const { path, sent, found } = pair;
  if (isJsonObject(sent) && isJsonObject(found)) {
    const counted = Object.keys(found).filter((member) => isCounted(path, member, rules));
    return [...new Set([...Object.keys(sent), ...counted])].flatMap((member) =>
      listDifferences({ path: join(path, member), sent: sent[member], found: found[member] }, rules),
    );
  }
  if (JSON.stringify(sent) === JSON.stringify(found)) return [];
  return isList(sent) && isList(found) && isListKept({ path, sent, found }, rules) ? [] : [pair];
}

/** True for a member that counts although nobody sent it. */
function isCounted(path: string, member: string, { optional }: IndexedRules): boolean {
  return optional.has(join(path, member)) || optional.has(join(path, '*'));
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

interface ListPair {
  readonly path: string;
  readonly sent: readonly JsonValue[];
  readonly found: readonly JsonValue[];
}

/** True when each element that was sent is there, in its place or, where order means nothing, in one of its own. */
function isListKept({ path, sent, found }: ListPair, rules: IndexedRules): boolean {
  if (sent.length !== found.length || !sent.some((element) => typeof element === 'object')) return false;
  const isKept = (from: number, to: number) => {
    const pair = { path: `${path}[]`, sent: sent[from], found: found[to] };
    return listDifferences(pair, rules).length === 0;
  };
  if (!rules.anyOrder.has(path)) return sent.every((_, index) => isKept(index, index));
  // An element can be kept by several others: one that took its place moves on where it can.
  const takenBy = new Map<number, number>();
  const findPlace = (from: number, tried: Set<number>): boolean =>
    found.some((_, to) => {
      if (tried.has(to) || !isKept(from, to)) return false;
      tried.add(to);
      const holder = takenBy.get(to);
      if (holder !== undefined && !findPlace(holder, tried)) return false;
      takenBy.set(to, from);
      return true;
    });
  return sent.every((_, from) => findPlace(from, new Set()));
}

function join(path: string, member: string): string {
  return path === '' ? member : `${path}.${member}`;
}

/**
 * Brings an object into the form that all its spellings share: server's members gone, defaults filled in, case and
 * order settled.
 */
function canonicalize(value: unknown, rules: ComparisonRules): JsonValue | undefined {
  return canonicalizeAt(value, '', indexRules(rules));
}

/** Members of every resource that the server makes, whatever its kind. */
const ALWAYS_SERVER_OWNED = ['systemData'];

const NO_RULES: IndexedRules = {
  serverOwned: new Set(),
  optional: new Set(),
  anyCase: new Set(),
  anyOrder: new Set(),
  byName: new Set(),
  aliases: new Map(),
  defaults: [],
};

const INDEXES = new WeakMap<ComparisonRules, IndexedRules>();

/** Indexes the rules of a kind once: every object of it is compared by them. */
function indexRules(rules: ComparisonRules): IndexedRules {
  const known = INDEXES.get(rules);
  if (known !== undefined) return known;
  const index = {
    serverOwned: new Set([...rules.serverOwned, ...ALWAYS_SERVER_OWNED]),
    optional: new Set(rules.optional),
    anyCase: new Set(rules.anyCase),
    anyOrder: new Set(rules.anyOrder),
    byName: new Set(rules.byName),
    aliases: new Map(Object.entries(rules.aliases ?? {})),
    defaults: Object.entries(rules.defaults ?? {}),
  };
  INDEXES.set(rules, index);
  return index;
}

interface IndexedRules {
  readonly serverOwned: ReadonlySet<string>;
  readonly optional: ReadonlySet<string>;
  readonly anyCase: ReadonlySet<string>;
  readonly anyOrder: ReadonlySet<string>;
  readonly byName: ReadonlySet<string>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly defaults: readonly (readonly [string, JsonValue])[];
}

function canonicalizeAt(value: unknown, path: string, rules: IndexedRules): JsonValue | undefined {
  if (Array.isArray(value)) return canonicalizeArray(value, path, rules);
  if (isJsonObject(value)) return canonicalizeObject(value, path, rules);
  if (typeof value === 'string') return canonicalizeText(value, path, rules);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return undefined;
}

function canonicalizeText(text: string, path: string, rules: IndexedRules): string {
  if (rules.byName.has(path)) return selectLastSegment(text).toLowerCase();
  return rules.anyCase.has(path) ? text.toLowerCase() : text;
}

function canonicalizeArray(values: readonly unknown[], path: string, rules: IndexedRules): JsonValue {
  const elements = values.map((element) => canonicalizeAt(element, `${path}[]`, rules) ?? null);
  if (!rules.anyOrder.has(path)) return elements;
  return elements
    .map((element) => ({ element, key: JSON.stringify(element) }))
    .toSorted((left, right) => (left.key < right.key ? -1 : Number(left.key > right.key)))
    .map(({ element }) => element);
}

function canonicalizeObject(value: JsonObject, path: string, rules: IndexedRules): JsonObject {
  const members = new Map<string, JsonValue>();
  for (const [fullPath, fallback] of rules.defaults) {
    const member = selectMember(fullPath, path);
    if (member !== undefined) members.set(member, fallback);
  }
  for (const [name, raw] of Object.entries(value)) {
    const at = join(path, name);
    const alias = rules.aliases.get(at);
    if (rules.serverOwned.has(alias ?? at)) continue;
    const canonical = canonicalizeAt(raw, alias ?? at, rules);
    if (canonical === undefined) continue;
    members.set(alias === undefined ? name : (selectMember(alias, path) ?? name), canonical);
  }
  return joinMembers([...members].toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** The member `name` of a path `path.name`; undefined for any other path. */
function selectMember(fullPath: string, path: string): string | undefined {
  const dot = fullPath.lastIndexOf('.');
  return fullPath.slice(0, Math.max(dot, 0)) === path ? fullPath.slice(dot + 1) : undefined;
}
