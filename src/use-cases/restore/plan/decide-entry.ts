import type { JsonObject } from '../../../cloud/json-value.js';
import type { PayloadKind } from '../../../schema/payloads.js';
import { compareObjects, type ComparisonRules } from '../comparison.js';
import type { DescribedRecord } from './describe-records.js';
import type { FindExisting } from './existing-objects.js';
import { KINDS } from '../kinds/kind-registry.js';
import type { Found, NotYet, Replay, Unseen } from '../kinds/resource-kind.js';
import type { PlanEntry } from './restore-plan.js';

/** The rule for an object that the target already has and that differs. */
export type ExistingPolicy = 'adopt' | 'update' | 'skip' | 'fail';

/** The facts on which a decision rests. */
export interface DecisionGround {
  readonly find: FindExisting;
  readonly policy: ExistingPolicy;
  readonly rules: ComparisonRules;
  /** The decision about the record that holds this one inside; undefined when the set does not have it. */
  readonly outer: PlanEntry | undefined;
  /** The reason why the plan leaves the record out; undefined when it does not. */
  readonly leftOutBy?: string | undefined;
}

/** Decides about one record: create, adopt, update, skip, leave to a person, or block. */
export async function decideEntry(record: DescribedRecord, ground: DecisionGround): Promise<PlanEntry> {
  const { kind, recordIndex, id, disposition } = record;
  if (ground.leftOutBy !== undefined && disposition.action !== 'skip') {
    return { kind, recordIndex, id, action: 'skip', reason: ground.leftOutBy };
  }
  if (disposition.action !== 'replay') {
    return { kind, recordIndex, id, action: disposition.action, reason: disposition.reason };
  }
  const { replay } = disposition;
  // Inside something that is still to be made nothing is there yet.
  const found = ground.outer?.action === 'create' ? undefined : await ground.find(record, replay);
  const decision = decideAction({ kind, replay }, found, ground);
  return createEntry({ kind, recordIndex, id, replay }, decision, found);
}

/** Makes the entry of a decision, with what the target has there. */
function createEntry(
  record: Omit<DescribedRecord, 'disposition'> & { readonly replay: Replay },
  decision: Decision,
  found: Found | Unseen | NotYet | undefined,
): PlanEntry {
  const { kind, recordIndex, id, replay } = record;
  const { action, reason, differing } = decision;
  const isPlayed = action === 'create' || action === 'update' || action === 'adopt';
  const there = found === undefined ? {} : describeFound(found, replay, action);
  // Most entries by far: an object that is spread together would not share its shape with any other.
  if (isPlayed && differing === undefined && Object.keys(there).length === 0) {
    return { kind, recordIndex, id, action, reason, replay };
  }
  return { kind, recordIndex, id, ...decision, ...(isPlayed ? { replay } : {}), ...there };
}

/** Describes the target's object as far as it matters to the run, and to what hangs on it. */
function describeFound(
  found: Found | Unseen | NotYet,
  replay: Replay,
  action: PlanEntry['action'],
): Pick<PlanEntry, 'foundAt' | 'closed' | 'unseen' | 'opens' | 'directory'> {
  if ('unseen' in found) return { unseen: true };
  if ('notYet' in found) return found.directory === undefined ? {} : { directory: found.directory };
  if (action !== 'adopt' && action !== 'skip') return {};
  const { address, opens, value } = found;
  return {
    ...(action === 'adopt' && address !== undefined ? { foundAt: address } : {}),
    ...(replay.isClosed?.(value) === true ? { closed: true } : {}),
    ...(action === 'skip' && opens !== undefined ? { opens } : {}),
  };
}

type Decision = Pick<PlanEntry, 'action' | 'reason' | 'differing' | 'fixedBy'>;

function decideAction(
  { kind, replay }: { readonly kind: PayloadKind; readonly replay: Replay },
  found: Found | Unseen | NotYet | undefined,
  { rules, policy }: DecisionGround,
): Decision {
  if (found === undefined) return { action: 'create', reason: 'the target does not have it' };
  if ('unseen' in found) return { action: 'create', reason: found.unseen };
  if ('notYet' in found) return { action: 'manual', reason: found.notYet };
  if (policy === 'fail') return { action: 'blocked', reason: 'the target already has it' };
  const differing = compareObjects(selectFinalBody(replay), found.value, rules).map(({ path }) => path);
  if (differing.length === 0) {
    if (found.leftover !== undefined) return { action: 'update', reason: `equal, but ${found.leftover}` };
    return { action: 'adopt', reason: found.knownBy ?? 'the target has it, and it is equal' };
  }
  return decideDifference({ kind, replay }, { found, differing }, { rules, policy });
}

function decideDifference(
  { kind, replay }: { readonly kind: PayloadKind; readonly replay: Replay },
  { found, differing }: { readonly found: Found; readonly differing: readonly string[] },
  { rules, policy }: Pick<DecisionGround, 'rules' | 'policy'>,
): Decision {
  const difference = `the target has it with another ${differing.join(', ')}`;
  if (replay.shipped === true) {
    return { action: 'update', differing, reason: `every cloud ships it; ${difference}` };
  }
  if (policy === 'skip') return { action: 'skip', differing, reason: `--existing skip: ${difference}` };
  const fixedBy = found.fixedBy ?? explainFixed(kind, differing);
  if (fixedBy !== undefined) {
    return { action: 'blocked', differing, fixedBy, reason: `${difference}; ${fixedBy}` };
  }
  if (policy === 'update') return { action: 'update', differing, reason: `--existing update: ${difference}` };
  const isHalfMade = replay.steps
    .slice(0, -1)
    .some(({ body }) => compareObjects(body, found.value, rules).length === 0);
  const advice = isHalfMade
    ? `, as a run that ended early leaves it: take that run up (restack runs resume), or decide --existing ${kind}=update`
    : '';
  return { action: 'blocked', differing, reason: `${difference}${advice}` };
}

/** The reason why no update removes these differences; undefined when one does. */
function explainFixed(kind: PayloadKind, differing: readonly string[]): string | undefined {
  const fixed = differing.filter((path) => KINDS[kind]?.fixed?.includes(path) === true);
  return fixed.length === 0 ? undefined : `no update changes ${fixed.join(', ')}`;
}

/** The captured state: the resource as it shall be once all its steps are done. */
export function selectFinalBody(replay: Replay): JsonObject {
  return (replay.steps.at(-1) ?? replay.steps[0]).body;
}
