import type { SetRecords, Untold } from '../../../backup-set/content/records.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../cloud/json-value.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import { selectComparable } from '../comparison.js';
import { identifyRecords } from './compared-identity.js';
import { concealSecrets, type SecretDigest } from './conceal-secrets.js';
import { listKinds } from '../plan/describe-records.js';
import { selectRules } from '../kinds/kind-registry.js';

/**
 * The records of a set in the form in which they compare: by kind and identity, without the server's members, secrets
 * as digests.
 */
export type ComparableRecords = ReadonlyMap<PayloadKind, ReadonlyMap<string, JsonObject>>;

/** One member that differs. A side that does not have it is undefined. */
export interface FieldChange {
  /** JSON pointer (RFC 6901) into the record; empty for the record itself. */
  readonly pointer: string;
  readonly left: JsonValue | undefined;
  readonly right: JsonValue | undefined;
}

/** One record that differs. */
export interface RecordChange {
  readonly kind: PayloadKind;
  /** The identity that {@link identifyRecords} makes. */
  readonly id: string;
  readonly fields: readonly FieldChange[];
}

/**
 * Brings the records of a set into the form in which they compare.
 *
 * @param untold the things that one of the sets does not tell: they are part of neither
 */
export function selectComparableRecords(
  records: SetRecords,
  digest: SecretDigest,
  untold: readonly Untold[] = [],
): ComparableRecords {
  return new Map(
    listKinds(records).map((kind) => {
      const rules = selectRules(kind, untold);
      const all: readonly object[] = records[kind];
      const compared = all.filter(isJsonObject).map((record) => ({
        record,
        comparable: concealSecrets(selectComparable(record, rules), rules.secret, digest),
      }));
      return [kind, identifyRecords(kind, compared, digest)];
    }),
  );
}

const NOTHING: ReadonlyMap<string, JsonObject> = new Map();

/** The changes that turn the left side into the right one; empty when nothing differs. */
export function diffRecords(left: ComparableRecords, right: ComparableRecords): readonly RecordChange[] {
  const kinds = new Set([...left.keys(), ...right.keys()]);
  return [...kinds].flatMap((kind) => {
    const [from, to] = [left.get(kind) ?? NOTHING, right.get(kind) ?? NOTHING];
    const ids = [...new Set([...from.keys(), ...to.keys()])].toSorted();
    return ids.flatMap((id) => {
      const fields = [...diffValues('', from.get(id), to.get(id))];
      return fields.length === 0 ? [] : [{ kind, id, fields }];
    });
  });
}

function* diffValues(
  pointer: string,
  left: JsonValue | undefined,
  right: JsonValue | undefined,
): Generator<FieldChange> {
  if (isJsonObject(left) && isJsonObject(right)) {
    for (const member of [...new Set([...Object.keys(left), ...Object.keys(right)])].toSorted()) {
      yield* diffValues(`${pointer}/${escapeSegment(member)}`, left[member], right[member]);
    }
  } else if (JSON.stringify(left) !== JSON.stringify(right)) {
    yield { pointer, left, right };
  }
}

function escapeSegment(member: string): string {
  return member.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Inverts changes: the same difference, seen from the other side. */
export function invertDiff(changes: readonly RecordChange[]): readonly RecordChange[] {
  return changes.map(({ kind, id, fields }) => ({
    kind,
    id,
    fields: fields.map(({ pointer, left, right }) => ({ pointer, left: right, right: left })),
  }));
}

/** Applies changes to the left side. @returns the right side */
export function applyDiff(left: ComparableRecords, changes: readonly RecordChange[]): ComparableRecords {
  const result = new Map([...left].map(([kind, byId]) => [kind, new Map(byId)]));
  for (const { kind, id, fields } of changes) {
    const byId = result.get(kind) ?? new Map<string, JsonObject>();
    result.set(kind, byId);
    const changed = fields.reduce<JsonValue | undefined>(
      (value, { pointer, right }) => setAt(value, pointer.split('/').slice(1), right),
      byId.get(id),
    );
    if (isJsonObject(changed)) byId.set(id, changed);
    else byId.delete(id);
  }
  return result;
}

function setAt(
  value: JsonValue | undefined,
  [segment, ...rest]: readonly string[],
  replacement: JsonValue | undefined,
): JsonValue | undefined {
  if (segment === undefined) return replacement;
  const member = segment.replaceAll('~1', '/').replaceAll('~0', '~');
  const object = isJsonObject(value) ? value : {};
  const { [member]: before, ...others } = object;
  const after = setAt(before, rest, replacement);
  return after === undefined ? others : { ...others, [member]: after };
}
