import type { Clock } from '../../../core/clock.js';
import type { Progress } from '../../../core/progress.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { AdaptiveLimit } from './lanes.js';
import { isUnfinished } from '../comparison.js';
import { isPast } from './closing-steps.js';
import { explainFailure } from './explain-failure.js';
import type { RunAccess, StageAccess } from '../kinds/kind-access.js';
import type { PendingOutcomes } from './pending-outcomes.js';
import type { JournaledCall, RestoreJournal, WriteIntent } from '../restore-journal.js';
import type { RestoreTarget } from '../../../cloud/cloud-port.js';
import {
  compareReadBack,
  compareReply,
  describeDifference,
  isSameField,
  type ReadBackDifference,
} from './read-back.js';
import { claimReply, describeReply, recallCall, recallDone, recallReply } from './recall-call.js';
import type { Doubt, Step } from '../kinds/resource-kind.js';
import {
  type PlanEntry,
  type PlayedEntry,
  type RestorePlan,
  selectPlannedBucket,
} from '../plan/restore-plan.js';
import type { Settling } from './settling/settling.js';
import type { WrittenObjects } from './settling/written-objects.js';
import type { RunState } from './run-state.js';
import type { StandingRecords } from './standing-records.js';
import { writeStep } from './write-step.js';

/** The objects that all stages of a run share. */
export interface RunContext {
  readonly plan: RestorePlan;
  /** Patient: what it shows too late is waited for. */
  readonly target: RestoreTarget;
  readonly access: RunAccess;
  readonly journal: RestoreJournal;
  readonly outcomes: PendingOutcomes;
  readonly progress: Progress;
  readonly clock: Clock;
  readonly settling: Settling;
  readonly written: WrittenObjects;
  readonly standing: StandingRecords;
  /** Bounds the calls at a time, over all stages that are under way. */
  readonly limit: AdaptiveLimit;
  /** Ends the run: once aborted, no new call begins; calls in flight end. */
  readonly signal: AbortSignal | undefined;
  /** True to begin nothing more once an object has failed or reads back different. */
  readonly failFast: boolean;
}

/** A record in one of its stages, whose end is to be noted. */
export interface EntryEnd {
  readonly entry: PlayedEntry;
  readonly step: Step;
  readonly state: RunState;
  readonly context: RunContext;
}

/** A record in one of its stages, to be worked on. */
export interface EntryWork extends EntryEnd {
  readonly access: StageAccess;
}

/** Makes the write of a record in a stage, unless an earlier attempt has, or something that it needs is lost. */
export async function writeEntry(work: EntryWork): Promise<void> {
  const { entry, step, state } = work;
  if (entry.action === 'adopt') {
    state.end(entry, 'adopted', entry.reason);
    return;
  }
  if (state.isLost(entry)) return;
  const isFirst = entry.replay.steps[0] === step;
  const lost = isFirst ? state.findLostReference(entry.replay.references) : undefined;
  if (lost !== undefined) {
    state.end(entry, 'skipped', `because ${lost.kind} ${lost.id} did not land`);
  } else if (state.stopped !== undefined) {
    endUnstarted(work);
  } else {
    await callTarget(work);
    if (entry.replay.steps.at(-1) === step) endWritten(entry, state);
  }
}

/** Ends a record that is not begun any more: as earlier attempts left it. */
export function endUnstarted({ entry, step, state, context }: EntryEnd): void {
  if (entry.action === 'adopt') {
    state.end(entry, 'adopted', entry.reason);
    return;
  }
  const known = recallDone(describeIntent(entry, step), context.journal);
  if (known === undefined) {
    state.end(entry, 'skipped', `because ${state.stopped ?? ''}`);
  } else if (entry.replay.steps.at(-1) === step) {
    state.keepReply(entry, known);
    endWritten(entry, state);
  }
}

function describeIntent({ kind, id, recordIndex }: PlanEntry, { stage }: Step): WriteIntent {
  return { stage, kind, id, recordIndex };
}

function endWritten(entry: PlayedEntry, state: RunState): void {
  const followUp = entry.replay.followUp;
  const planned = selectPlannedBucket(entry.action, followUp) ?? 'failed';
  if (state.replyOf(entry)?.unchanged === true) state.end(entry, 'adopted');
  else state.end(entry, planned, planned === 'manual' ? followUp : undefined);
}

async function callTarget(work: EntryWork): Promise<void> {
  const { entry, step, state, context, access } = work;
  const { journal, outcomes } = context;
  const { replay } = entry;
  const intent = describeIntent(entry, step);
  const rules = context.plan.rulesOf(entry.kind);
  const now = context.clock.now();
  const known = await attempt(work, () =>
    recallCall(intent, { step, replay, rules }, { access, journal, now }),
  );
  if (known === undefined) return;
  if (known.call === 'done' || known.call === 'settled') {
    context.written.note(step.makes ?? replay.address, step.body);
  }
  if (known.call === 'done') {
    state.keepReply(entry, known.reply);
    return;
  }
  const awaited = step.closes === true ? state.findUnfinishedDependant(entry, step.stage) : undefined;
  if (awaited !== undefined) {
    state.end(entry, 'skipped', explainWaiting(awaited));
    return;
  }
  const isReady = known.call === 'settled' || (await attempt(work, () => prepare(step, access)));
  if (isReady !== true) return;
  const call = await journal.intend(intent, context.clock.now());
  if (known.call === 'settled') {
    outcomes.add(call.settle({ result: 'settled' }));
    return;
  }
  const doubt = known.call === 'again' ? known : undefined;
  await makeWrite(work, call, doubt);
}

/** Makes the write of a step, and keeps its outcome. */
async function makeWrite(work: EntryWork, call: JournaledCall, doubt: Doubt | undefined): Promise<void> {
  const { entry, step, state, context, access } = work;
  const rules = context.plan.rulesOf(entry.kind);
  const write = async () => writeStep(entry, step, { access, plan: context.plan, doubt });
  const answer = await attempt(work, write, call);
  if (answer === undefined) return;
  state.noteAnswer();
  state.keepShown(entry, compareReply(step, answer, rules));
  const outcome = describeReply(claimReply(answer, step, doubt !== undefined));
  // No more than the journal keeps: the bodies of a whole stage are large, and a secret's holds its value.
  state.keepReply(entry, recallReply(outcome));
  context.outcomes.add(call.settle(outcome));
}

async function prepare(step: Step, access: StageAccess): Promise<true> {
  await step.prepare?.(access);
  return true;
}

function explainWaiting({ kind, id }: PlanEntry): string {
  return `because ${kind} ${id} needs it as it is now, and is not finished: only after that it gets its captured state`;
}

/** Asks the target. Undefined when it refused, which costs this entry. */
async function attempt<R>(
  work: EntryWork,
  ask: () => Promise<R>,
  call?: JournaledCall,
): Promise<R | undefined> {
  const { entry, context } = work;
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof RestackError) || error.code === 'INTERRUPTED') throw error;
    const message = explainFailure(entry.kind, error);
    if (call !== undefined)
      context.outcomes.add(call.settle({ result: 'failed', code: error.code, message }));
    fail(work, message);
    noteTimeout(work, error);
    noteError(work, error);
    return undefined;
  }
}

/** Notes a failure that is one of time: no answer came, or what was accepted did not show while it was waited for. */
function noteTimeout({ entry, state, context }: EntryWork, error: RestackError): void {
  const isLate = error.details['systemCode'] === 'ETIMEDOUT' || context.settling.hasGivenUp(error);
  if (isLate) state.noteTimeout(entry);
}

function fail({ entry, state, context }: EntryWork, reason: string): void {
  state.end(entry, 'failed', reason);
  stopOnFailure(entry, state, context);
}

function stopOnFailure({ kind, id }: PlanEntry, state: RunState, { failFast }: RunContext): void {
  if (failFast) state.stop(`--fail-fast stopped the run at ${kind} ${id}`);
}

/** Tells the loss of an object from that of the target, after which asking on makes no sense. */
function noteError({ entry, state, context }: EntryWork, error: RestackError): void {
  const reason = explainFailure(entry.kind, error);
  // It was asked again and again: it is this object that does not answer, or refuses.
  if (context.settling.hasGivenUp(error)) return;
  if (error.code === 'TARGET_AUTH') state.loseTarget(reason);
  else if (error.code === 'TARGET_UNREACHABLE') state.noteNoAnswer(reason, error);
  else if (error.details['status'] !== undefined) state.noteAnswer();
}

/** Undoes an outcome, so that whoever takes the run up makes a call again that was done and did not last. */
async function undoOutcome({ entry, step, context }: EntryWork): Promise<void> {
  const call = await context.journal.intend(describeIntent(entry, step), context.clock.now());
  await call.settle({ result: 'failed', code: 'READ_BACK', message: '' });
}

/** Reads a record back, and compares it with what was sent. */
export async function readBackEntry(work: EntryWork): Promise<void> {
  const { entry, step, state, context, access } = work;
  const { kind, id, foundAt, replay } = entry;
  if (isNotReadBack(work)) return;
  if (state.isTargetGone) {
    state.end(entry, 'failed', `could not be read back: ${state.stopped ?? ''}`);
    return;
  }
  const object = { kind, id, sent: step.body, rules: context.plan.rulesOf(kind) };
  try {
    let shown: ReadBackDifference | undefined;
    await access.readUntil(foundAt ?? replay.address, {
      read: () => readWritten(work),
      isWritten: (there) => {
        shown = compareReadBack(object, there);
        return !isLate(entry, shown, state);
      },
    });
    state.noteAnswer();
    const difference = shown ?? (await findRepetition(work));
    state.compared(entry, difference);
    if (difference !== undefined) await noteDifference(work, difference);
  } catch (error) {
    if (!(error instanceof RestackError) || error.code === 'INTERRUPTED') throw error;
    fail(work, `could not be read back: ${explainFailure(kind, error)}`);
    noteTimeout(work, error);
    noteError(work, error);
  }
}

/** True for an object that is lost, or that a later step has changed by now. */
function isNotReadBack({ entry, step, state, context: { journal } }: EntryWork): boolean {
  return state.isLost(entry) || isPast(entry, step, { journal, find: (id) => state.find(id) });
}

/**
 * True when the target shows something else than it has accepted. What it said of the object when it took it in is no
 * late answer, and neither is anything about an object that was only found, but for the cloud's own work on it.
 */
function isLate(entry: PlanEntry, difference: ReadBackDifference | undefined, state: RunState): boolean {
  if (difference === undefined) return false;
  if (difference.fields.some(isUnfinished)) return true;
  if (entry.action === 'adopt') return false;
  if (state.replyOf(entry)?.unchanged === true) return false;
  if (difference.missing) return true;
  const shown = state.shownOf(entry);
  return difference.fields.some((field) => !shown.some((said) => isSameField(said, field)));
}

/** Looks for a second write of the same, where it was made without knowing whether the first had been. */
async function findRepetition({
  entry,
  step,
  state,
  access,
}: EntryWork): Promise<ReadBackDifference | undefined> {
  if (state.replyOf(entry)?.doubted !== true) return undefined;
  const field = await step.findRepetition?.(access);
  return field === undefined
    ? undefined
    : { kind: entry.kind, id: entry.id, missing: false, fields: [field] };
}

/** Reads the object as the target has it now. */
async function readWritten({
  entry,
  step,
  state,
  context,
  access,
}: EntryWork): ReturnType<RestoreTarget['read']> {
  const { foundAt, replay } = entry;
  const written = { reply: state.replyOf(entry), foundAt };
  return await (step.readBack?.(access, written) ?? context.target.read(foundAt ?? replay.address));
}

async function noteDifference(work: EntryWork, difference: ReadBackDifference): Promise<void> {
  const { entry, step, state, context } = work;
  const isLast = entry.replay.steps.at(-1) === step;
  if (entry.action !== 'adopt' && (isLast || difference.missing)) await undoOutcome(work);
  if (difference.missing) {
    state.end(entry, 'failed', describeDifference(difference));
    // What was accepted has been looked for as long as the run has patience.
    if (entry.action !== 'adopt') state.noteTimeout(entry);
  }
  stopOnFailure(entry, state, context);
}
