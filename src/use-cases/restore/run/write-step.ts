import type { WriteReply } from '../../../cloud/cloud-port.js';
import { isJsonObject, type JsonObject, type JsonValue, readText } from '../../../cloud/json-value.js';
import type { Doubt, KindAccess, Step } from '../kinds/resource-kind.js';
import type { PlayedEntry, RestorePlan } from '../plan/restore-plan.js';

/** The means of one write. */
export interface WriteMeans {
  readonly access: KindAccess;
  readonly plan: Pick<RestorePlan, 'untold'>;
  /** There when an earlier attempt may have made the write. */
  readonly doubt: Doubt | undefined;
}

/**
 * Makes the write of a step. An object that may be there already keeps the members that the set does not tell, such as
 * the state that a person has given an offer.
 */
export async function writeStep(
  { kind, action, replay }: Pick<PlayedEntry, 'kind' | 'action' | 'replay'>,
  step: Step,
  { access, plan, doubt }: WriteMeans,
): Promise<WriteReply> {
  const written = await step.write?.(access, doubt);
  if (written !== undefined) return written;
  const { target } = access;
  const { address } = replay;
  const members = plan.untold.flatMap((untold) => untold.members[kind] ?? []);
  const mayBeThere = members.length > 0 && (action === 'update' || doubt !== undefined);
  const found = mayBeThere ? await target.read(address) : undefined;
  return target.write(address, found === undefined ? step.body : keepMembers(step.body, found, members));
}

/** A body with some members as an object has them; elements of lists are the same when they name the same plan. */
export function keepMembers(body: JsonObject, found: JsonObject, paths: readonly string[]): JsonObject {
  return paths.reduce((kept, path) => keepAt(kept, found, path.split('.')), body);
}

function keepAt(body: JsonObject, found: JsonObject, [name = '', ...rest]: readonly string[]): JsonObject {
  const member = name.replace(/\[\]$/, '');
  const [own, other] = [body[member], found[member]];
  if (rest.length === 0) return other === undefined ? body : { ...body, [member]: other };
  if (member !== name) {
    return isList(own) && isList(other) ? { ...body, [member]: keepInList(own, other, rest) } : body;
  }
  if (!isJsonObject(own) || !isJsonObject(other)) return body;
  return { ...body, [member]: keepAt(own, other, rest) };
}

function keepInList(own: readonly JsonValue[], other: readonly JsonValue[], rest: readonly string[]) {
  return own.map((element) => {
    const planId = readText(element, 'planId')?.toLowerCase();
    if (planId === undefined) return element;
    const same = other.find((candidate) => readText(candidate, 'planId')?.toLowerCase() === planId);
    return isJsonObject(element) && isJsonObject(same) ? keepAt(element, same, rest) : element;
  });
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
