import { isJsonObject, type JsonObject, readText } from '../../../cloud/json-value.js';
import { compareObjects, type ComparisonRules } from '../comparison.js';
import type { EarlierCall, RestoreJournal, WriteIntent } from '../restore-journal.js';
import type { WriteReply } from '../../../cloud/cloud-port.js';
import type { KindAccess, Replay, Step } from '../kinds/resource-kind.js';

/** A write as it would be made now. */
export interface RecalledWrite {
  readonly step: Step;
  readonly replay: Replay;
  readonly rules: ComparisonRules;
}

type DoneCall = Extract<EarlierCall, { readonly result: 'done' }>;
type SettledCall = Extract<EarlierCall, { readonly result: 'settled' }>;

/**
 * The state of a call after earlier attempts. `settled`: their journal leaves it open, and the target shows that it was
 * made. `again`: it is still open, and is made as if it had never been; `ageMs` have passed since it was about to be
 * made, in doubt the least that is possible.
 */
export type RecalledCall =
  | { readonly call: 'done'; readonly reply: WriteReply }
  | { readonly call: 'settled' | 'todo' }
  | { readonly call: 'again'; readonly ageMs: number };

/**
 * Finds out whether an earlier attempt of the run has made this call already.
 *
 * A call that failed counts as open: its answer may have been lost after it took effect.
 * @throws the errors of reading the target.
 */
export async function recallCall(
  intent: WriteIntent,
  write: RecalledWrite,
  {
    access,
    journal,
    now,
  }: { readonly access: KindAccess; readonly journal: RestoreJournal; readonly now: Date },
): Promise<RecalledCall> {
  const reply = recallDone(intent, journal);
  if (reply !== undefined) return { call: 'done', reply };
  const earlier = journal.recall?.(intent);
  if (earlier === undefined) return { call: 'todo' };
  if (await isApplied(write, access)) return { call: 'settled' };
  const begunMs = 'begunMs' in earlier ? earlier.begunMs : undefined;
  return { call: 'again', ageMs: begunMs === undefined ? 0 : Math.max(0, now.getTime() - begunMs) };
}

/** The reply to a call that an earlier attempt has made for certain; undefined where that is not certain. */
export function recallDone(intent: WriteIntent, journal: RestoreJournal): WriteReply | undefined {
  const earlier = journal.recall?.(intent);
  return earlier?.result === 'done' || earlier?.result === 'settled' ? recallReply(earlier) : undefined;
}

/**
 * Claims the reply of a step that settles doubts itself: such a step finds its own work unchanged, and it is the run's
 * all the same.
 */
export function claimReply(reply: WriteReply, step: Step, isDoubted: boolean): WriteReply {
  if (!isDoubted || step.settlesDoubt !== true) return reply;
  return { status: reply.status, body: reply.body, doubted: true };
}

/**
 * True when the target shows that the write took effect. A body without members leaves nothing to recognise; such a
 * step is safe to repeat.
 */
async function isApplied({ step, replay, rules }: RecalledWrite, access: KindAccess): Promise<boolean> {
  if (step.settlesDoubt === true || Object.keys(step.body).length === 0) return false;
  const found = await (step.readBack?.(access, { reply: undefined, foundAt: undefined }) ??
    access.target.read(replay.address));
  return found !== undefined && isFinal(found) && compareObjects(step.body, found, rules).length === 0;
}

/** True unless the object is still being made: such an object proves nothing. */
function isFinal(found: JsonObject): boolean {
  const properties = found['properties'];
  const state = isJsonObject(properties) ? readText(properties, 'provisioningState') : undefined;
  return state === undefined || state.toLowerCase() === 'succeeded';
}

/** Describes a reply for the journal: never its body, which can hold a secret. */
export function describeReply({ status, body, unchanged, doubted }: WriteReply): DoneCall {
  const at = body === undefined ? undefined : readText(body, 'id');
  return {
    result: 'done',
    status,
    ...(at === undefined ? {} : { at }),
    ...(unchanged === true ? { unchanged } : {}),
    ...(doubted === true ? { doubted } : {}),
  };
}

/** Restores a reply from the journal: of its body no more than the id. */
export function recallReply(made: DoneCall | SettledCall): WriteReply {
  if (made.result !== 'done') return { status: 200, body: undefined };
  const { status, at, unchanged, doubted } = made;
  return {
    status,
    body: at === undefined ? undefined : { id: at },
    ...(unchanged === true ? { unchanged } : {}),
    ...(doubted === true ? { doubted } : {}),
  };
}
