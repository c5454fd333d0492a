import { groupByKey } from '../../../core/group-by-key.js';
import type { ProgressStep } from '../../../core/progress.js';
import { groupLanes, type Lane, type LaneQueue, queueLanes, workSideBySide } from './lanes.js';
import type { StageAccess, Unfinished } from '../kinds/kind-access.js';
import type { Step } from '../kinds/resource-kind.js';
import type { PlannedStage, PlayedEntry } from '../plan/restore-plan.js';
import type { RunState } from './run-state.js';
import { endUnstarted, type EntryWork, readBackEntry, type RunContext, writeEntry } from './run-entry.js';

/** The stages that one is tied to. */
export interface StageTies {
  /** Resolves once they have ended; never rejects. */
  readonly over: Promise<void>;
  readonly isOver: () => boolean;
  /** True when nothing more may begin. */
  readonly isBroken: () => boolean;
}

/** The outcome of a stage. */
export interface StageOutcome {
  readonly name: string;
  readonly kind: string;
  readonly title: string;
  /** Objects with work in this stage, known before the first write. */
  readonly objects: number;
  /** By the monotonic clock; null where the stage was not begun. */
  readonly startedMs: number | null;
  readonly durationMs: number;
  /**
   * `partial`: some objects were lost, or access that the run gave itself stays; `failed`: all objects were lost;
   * `skipped`: there was nothing to do.
   */
  readonly state: 'done' | 'partial' | 'failed' | 'skipped';
}

/** The run that a stage belongs to. */
export interface StageGround {
  readonly state: RunState;
  readonly context: RunContext;
  readonly ties: StageTies;
}

/**
 * Runs one stage: all its writes, then reads everything back. While something settles slowly, each record goes its own
 * way: it begins once all that it needs stands, and is read back as soon as it is written.
 *
 * An object that fails is noted in the state, and so are those that need it; the others go on.
 * @throws INTERRUPTED (the signal's reason) after the calls in flight have ended.
 */
export async function runStage(planned: PlannedStage, ground: StageGround): Promise<StageOutcome> {
  const { stage, entries } = planned;
  const { state, context } = ground;
  const { name, kind, title } = stage;
  if (entries.length === 0)
    return { name, kind, title, objects: 0, startedMs: null, durationMs: 0, state: 'skipped' };
  if (state.stopped !== undefined) return skipStage(planned, state, context);
  const startedMs = context.clock.monotonicMs();
  const progress = context.progress.begin(title, { unit: 'objects', total: entries.length });
  const access = context.access.openStage();
  const unfinished: Unfinished[] = [];
  try {
    await workThrough({ ...ground, planned, access, progress, unfinished });
    await context.outcomes.drain();
  } catch (error) {
    progress.end('failed');
    await Promise.allSettled([context.outcomes.drain()]);
    throw error;
  } finally {
    state.forgetReplies(entries);
    const left = await access.finishStage();
    unfinished.push(...left);
    state.noteUnfinished(left);
  }
  for (const entry of entries) context.standing.note(entry, name);
  const lost = entries.filter((entry) => state.isLost(entry)).length;
  progress.end(lost === 0 ? 'done' : 'failed', lost === 0 ? undefined : `${lost} of ${entries.length} lost`);
  return {
    name,
    kind,
    title,
    objects: entries.length,
    startedMs,
    durationMs: context.clock.monotonicMs() - startedMs,
    state: lost === 0 && unfinished.length > 0 ? 'partial' : selectState(lost, entries.length),
  };
}

/** Skips a stage: each entry that no earlier attempt has ended is noted as not reached. Nothing is asked. */
function skipStage(planned: PlannedStage, state: RunState, context: RunContext): StageOutcome {
  const { stage, entries } = planned;
  for (const entry of entries) {
    const step = findStep(entry, planned);
    if (step !== undefined) endUnstarted({ entry, step, state, context });
    context.standing.note(entry, stage.name);
  }
  const { name, kind, title } = stage;
  const lost = entries.filter((entry) => state.isLost(entry)).length;
  const outcome = selectState(lost, entries.length);
  return { name, kind, title, objects: entries.length, startedMs: null, durationMs: 0, state: outcome };
}

function findStep({ replay }: PlayedEntry, { stage }: PlannedStage): Step | undefined {
  return replay.steps.find((step) => step.stage === stage.name);
}

function selectState(lost: number, objects: number): StageOutcome['state'] {
  if (lost === 0) return 'done';
  return lost === objects ? 'failed' : 'partial';
}

interface StageWork extends StageGround {
  readonly planned: PlannedStage;
  readonly access: StageAccess;
  readonly progress: ProgressStep;
  /** Access that could not be taken back. */
  readonly unfinished: Unfinished[];
}

/** Writes all entries, then reads them back; what is written while something settles slowly is read back at once. */
async function workThrough(work: StageWork): Promise<void> {
  const { planned, context, progress } = work;
  const { settling } = context;
  const written: Lane[] = [];
  let done = 0;
  const finisher = createFinisher(work);
  const readBack = async (lane: Lane) => {
    await forEachEntry(lane, work, readBackEntry);
    if (context.signal?.aborted !== true) await finisher.finish(lane);
  };
  const readBackAll = () => {
    const all = queueLanes(written.splice(0), () => undefined);
    return forEachLane(all, context, readBack);
  };
  const early: Promise<readonly PromiseSettledResult<void>[]>[] = [];
  const forget = settling.onSlow(() => {
    early.push(Promise.allSettled([readBackAll(), finisher.finishHolders()]));
  });
  const lanes = queueLanes(groupLanes(planned.entries), (lane) => whenReady(lane, work));
  const writeAll = async () => {
    await forEachLane(lanes, context, async (lane) => {
      await forEachEntry(lane, work, async (entry) => {
        await writeEntry(entry);
        done += 1;
        progress.advance(done);
      });
      if (settling.isSlow) await readBack(lane);
      else written.push(lane);
    });
    await readBackAll();
  };
  const [end] = await Promise.allSettled([writeAll()]);
  forget();
  const ends = [end, ...(await Promise.all(early)).flat()];
  for (const one of ends) if (one.status === 'rejected') throw one.reason;
}

/** Waits for what a lane needs, where its stage has begun before those that it is tied to have ended. */
function whenReady(lane: Lane, { planned, context, ties }: StageWork): Promise<boolean> | undefined {
  if (ties.isOver()) return undefined;
  const waits = lane.flatMap((entry) => {
    const step = findStep(entry, planned);
    return step === undefined ? [] : (context.standing.whenReady(entry, step) ?? []);
  });
  if (waits.length === 0) return undefined;
  return Promise.race([ties.over, Promise.all(waits)]).then(() => !ties.isBroken());
}

/** Finishes lanes. */
interface Finisher {
  /** Lets what needs the lane go on, where nothing about its holder is left to do. */
  finish(lane: Lane): Promise<void>;
  /** Does now what is left to do about holders of which all lanes are finished. */
  finishHolders(): Promise<void>;
}

/**
 * Finishes lanes without waiting for the others of their stage. A vault is closed again at the end of the stage; while
 * something settles slowly, as soon as all that the stage does in it is done.
 */
function createFinisher({ planned, state, context, access, unfinished }: StageWork): Finisher {
  const insideOf = ({ replay }: PlayedEntry) => replay.inside ?? '';
  const inside = groupByKey(planned.entries, insideOf);
  const left = new Map([...inside].map(([id, entries]) => [id, entries.length]));
  const note = (entries: readonly PlayedEntry[]) => {
    for (const entry of entries) context.standing.note(entry, planned.stage.name);
  };
  const finishHolder = async (holder: string) => {
    if (left.get(holder) !== 0 || !access.hasPutOff(holder)) return;
    const open = await access.finishStage(holder);
    unfinished.push(...open);
    // Before anything that needs it goes on: a subscription is not disabled while a vault in it is still open.
    state.noteUnfinished(open);
    note(inside.get(holder) ?? []);
  };
  return {
    async finish(lane) {
      const holder = lane[0] === undefined ? '' : insideOf(lane[0]);
      left.set(holder, (left.get(holder) ?? 0) - lane.length);
      if (!access.hasPutOff(holder)) note(lane);
      else if (context.settling.isSlow) await finishHolder(holder);
    },
    async finishHolders() {
      await Promise.all([...left.keys()].map(finishHolder));
    },
  };
}

async function forEachEntry(
  lane: Lane,
  { planned, state, context, access }: StageWork,
  act: (work: EntryWork) => Promise<void>,
): Promise<void> {
  for (const entry of lane) {
    context.outcomes.throwIfLost();
    const step = findStep(entry, planned);
    if (step !== undefined && context.signal?.aborted !== true)
      await act({ entry, step, state, context, access });
  }
}

async function forEachLane(
  lanes: LaneQueue,
  context: RunContext,
  act: (lane: Lane) => Promise<void>,
): Promise<void> {
  // All take the next lane from one queue, so that no more of them wait than can go on side by side.
  const results = await workSideBySide(lanes, context, async (isBesideWaits) => {
    for (let lane = await lanes.take(); lane !== undefined; lane = await lanes.take()) {
      const taken = lane;
      await (isBesideWaits ? act(taken) : context.limit.run(() => act(taken)));
    }
  });
  context.signal?.throwIfAborted();
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
