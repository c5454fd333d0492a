import type { WriteReply } from '../../../cloud/cloud-port.js';
import type { JsonObject } from '../../../cloud/json-value.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import type { Step } from '../kinds/resource-kind.js';
import {
  compareObjects,
  type ComparisonRules,
  COPIES,
  type FieldDifference,
  listUnfinished,
} from '../comparison.js';

/** An object that the target holds in another way than it was sent. */
export interface ReadBackDifference {
  readonly kind: PayloadKind;
  /** Lower-case ARM id in the target. */
  readonly id: string;
  /** The target does not have the object at all. */
  readonly missing: boolean;
  readonly fields: readonly FieldDifference[];
}

/** Compares the object that is there with the one that was sent; undefined when nothing differs and it is finished. */
export function compareReadBack(
  object: {
    readonly kind: PayloadKind;
    readonly id: string;
    readonly sent: JsonObject;
    readonly rules: ComparisonRules;
  },
  found: JsonObject | undefined,
): ReadBackDifference | undefined {
  const { kind, id, sent, rules } = object;
  if (found === undefined) return { kind, id, missing: true, fields: [] };
  const fields = [...compareObjects(sent, found, rules), ...listUnfinished(sent, found)];
  return fields.length === 0 ? undefined : { kind, id, missing: false, fields };
}

/** Describes the difference in one line. The comparison hides values of secret fields. */
export function describeDifference(difference: ReadBackDifference): string {
  if (difference.missing) return 'the target does not have it, although it accepted it';
  const fields = difference.fields.map(
    ({ path, sent, found }) =>
      `${path}: sent ${show(sent)}, found ${show(found)}${path === COPIES ? EXPLAINED_COPIES : ''}`,
  );
  return fields.join('; ');
}

const EXPLAINED_COPIES =
  ' (the answer to its first write was lost, and the target showed it only after the second): disable the older one, and resume';

/** The fields in which the answer to a write already differs from what was sent. */
export function compareReply(
  { body: sent }: Pick<Step, 'body'>,
  { body }: WriteReply,
  rules: ComparisonRules,
): readonly FieldDifference[] {
  return body === undefined ? [] : compareObjects(sent, body, rules);
}

/** True when two differences show the same. */
export function isSameField(left: FieldDifference, right: FieldDifference): boolean {
  return left.path === right.path && JSON.stringify(left.found) === JSON.stringify(right.found);
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
