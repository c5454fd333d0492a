import type { RestoreJournal } from '../restore-journal.js';
import type { Step } from '../kinds/resource-kind.js';
import type { PlayedEntry } from '../plan/restore-plan.js';

/** The journal of earlier attempts, and the plan's records by id. */
interface Past {
  readonly journal: RestoreJournal;
  /** The record with this id that is replayed. */
  readonly find: (id: string) => PlayedEntry | undefined;
}

/**
 * True when an earlier attempt went past a step, so that its object cannot be seen as the step left it: a later step
 * has changed it, or looking would write into something that is closed. A step is begun only after everything before it
 * was read back, and a closing one only after all that needs its record has landed and was equal.
 */
export function isPast(entry: PlayedEntry, step: Step, { journal, find }: Past): boolean {
  const wasBegun = ({ kind, id, recordIndex }: PlayedEntry, { stage }: Step) =>
    journal.recall?.({ stage, kind, id, recordIndex }) !== undefined;
  const steps: readonly Step[] = entry.replay.steps;
  if (steps.slice(steps.indexOf(step) + 1).some((later) => wasBegun(entry, later))) return true;
  if (step.opensToRead !== true) return false;
  return listHolders(entry, find).some((holder) =>
    holder.replay.steps.some((last) => last.closes === true && wasBegun(holder, last)),
  );
}

/** The records that hold a record inside, from the nearest on. */
function listHolders(entry: PlayedEntry, find: Past['find']): readonly PlayedEntry[] {
  const holders: PlayedEntry[] = [];
  let inside = entry.replay.inside;
  while (inside !== undefined) {
    const holder = find(inside);
    if (holder === undefined || holders.includes(holder)) break;
    holders.push(holder);
    inside = holder.replay.inside;
  }
  return holders;
}
