import type { ErrorCode } from '../../../core/errors/error-codes.js';
import type { RestackError } from '../../../core/errors/restack-error.js';
import type { Bucket } from './conservation.js';
import { type CollectDependants, indexDependants } from '../plan/check/reference-graph.js';
import type { Unfinished } from '../kinds/kind-access.js';
import type { WriteReply } from '../../../cloud/cloud-port.js';
import type { FieldDifference } from '../comparison.js';
import type { ReadBackDifference } from './read-back.js';
import {
  isPlayed,
  isPlayedAction,
  type PlanEntry,
  type PlayedEntry,
  type RestorePlan,
  selectPlannedBucket,
} from '../plan/restore-plan.js';
import { endsBefore, type StageName } from '../stage-order.js';

/** A reason why a record did not simply land. */
export interface RecordProblem {
  readonly kind: string;
  readonly id: string;
  readonly bucket: 'skipped' | 'manual' | 'failed' | 'readBack';
  readonly reason: string;
  /** True where nobody refused: the time for an answer, or for an object to show, was over. Absent otherwise. */
  readonly timedOut?: boolean;
}

/** The state of a run while it goes: the bucket of each record so far, and the reason. */
export class RunState {
  readonly ended = new Map<PlanEntry, Bucket>();
  readonly #reasons = new Map<PlanEntry, string>();
  readonly #entryOf = new Map<string, PlayedEntry>();
  readonly #compared = new Map<PlanEntry, ReadBackDifference | undefined>();
  /** Stages that run side by side end their records in any order; what is told keeps that of the plan. */
  readonly #inOrder: readonly PlanEntry[];

  readonly #unfinished: Unfinished[] = [];
  readonly #replies = new Map<PlanEntry, WriteReply>();
  readonly #shown = new Map<PlanEntry, readonly FieldDifference[]>();
  readonly #collectDependants: CollectDependants<PlayedEntry>;
  readonly #noted = new WeakSet<RestackError>();
  readonly #timedOut = new WeakSet<PlanEntry>();
  #unanswered = 0;
  #stopped: { readonly reason: string; readonly isGone: boolean } | undefined;

  constructor(plan: RestorePlan) {
    this.#inOrder = plan.entries;
    const played = plan.entries.filter(isPlayed);
    this.#collectDependants = indexDependants(played, ({ replay }) => replay.references);
    for (const entry of played) this.#entryOf.set(entry.id, entry);
    // What the plan leaves out has been decided there, with all that hangs on it.
    for (const entry of plan.entries) if (!isPlayed(entry)) this.#endUnplayed(entry);
  }

  #endUnplayed(entry: PlanEntry): void {
    // Nothing writes or looks at it: it is in no bucket.
    if (isPlayedAction(entry.action)) return;
    this.ended.set(entry, selectPlannedBucket(entry.action, undefined) ?? 'failed');
    this.#reasons.set(entry, entry.reason);
  }

  /** Marks a record's end. A failure or a skip stays, whatever comes later. */
  end(entry: PlanEntry, bucket: Bucket, reason?: string): void {
    if (this.isLost(entry)) return;
    this.ended.set(entry, bucket);
    if (reason !== undefined) this.#reasons.set(entry, reason);
  }

  /** Notes that the time for an answer about a record was over, or for it to show. */
  noteTimeout(entry: PlanEntry): void {
    this.#timedOut.add(entry);
  }

  /** True when a record is lost: nothing more is done for it, and records that need it cannot have it. */
  isLost(entry: PlanEntry): boolean {
    const bucket = this.ended.get(entry);
    return bucket === 'failed' || bucket === 'skipped';
  }

  /** The number of records that were to be replayed and did not land. */
  get lostCount(): number {
    return [...this.ended.keys()].filter((entry) => entry.replay !== undefined && this.isLost(entry)).length;
  }

  /** The first of the references whose record did not land; undefined when all did or are the cloud's own. */
  findLostReference(references: readonly string[]): PlanEntry | undefined {
    for (const reference of references) {
      const entry = this.#entryOf.get(reference);
      if (entry !== undefined && this.isLost(entry)) return entry;
    }
    return undefined;
  }

  /**
   * The first record that needs another one and did not land, landed in another way than it was sent, or is still open
   * to this run; undefined when all are as they shall be. Only what has ended before `stage` begins counts: of all else
   * some may be under way.
   */
  findUnfinishedDependant(entry: PlayedEntry, stage: StageName): PlanEntry | undefined {
    const open = new Set(this.#unfinished.map(({ id }) => id));
    for (const dependant of this.#collectDependants([entry])) {
      const first = dependant.replay.steps[0].stage;
      if (dependant === entry || !endsBefore(first, stage)) continue;
      if (this.isLost(dependant) || this.#compared.get(dependant) !== undefined) return dependant;
      if (open.has(dependant.id)) return dependant;
    }
    return undefined;
  }

  /** The record with this id that is replayed; undefined when there is none. */
  find(id: string): PlayedEntry | undefined {
    return this.#entryOf.get(id);
  }

  /** Keeps the target's answer to the newest write of a record, until its stage is over. */
  keepReply(entry: PlanEntry, reply: WriteReply): void {
    this.#replies.set(entry, reply);
  }

  replyOf(entry: PlanEntry): WriteReply | undefined {
    return this.#replies.get(entry);
  }

  /** Keeps the fields in which the answer to a write differs from what was sent, until its stage is over. */
  keepShown(entry: PlanEntry, fields: readonly FieldDifference[]): void {
    this.#shown.set(entry, fields);
  }

  shownOf(entry: PlanEntry): readonly FieldDifference[] {
    return this.#shown.get(entry) ?? [];
  }

  forgetReplies(entries: readonly PlanEntry[]): void {
    for (const entry of entries) {
      this.#replies.delete(entry);
      this.#shown.delete(entry);
    }
  }

  /** The reason why nothing more is begun; undefined as long as the run goes on. */
  get stopped(): string | undefined {
    return this.#stopped?.reason;
  }

  /** True once not even looking at the target makes sense. */
  get isTargetGone(): boolean {
    return this.#stopped?.isGone === true;
  }

  /** Begins nothing more, because a person wants it so. The first reason stays. */
  stop(reason: string): void {
    this.#stopped ??= { reason, isGone: false };
  }

  /** Begins nothing more, and asks nothing more. */
  loseTarget(reason: string): void {
    if (!this.isTargetGone) this.#stopped = { reason: `the target was lost: ${reason}`, isGone: true };
  }

  noteAnswer(): void {
    this.#unanswered = 0;
  }

  /**
   * Notes a request without an answer. One can be the fault of one object; several in a row say that the target is
   * gone. What was asked once for several objects counts once.
   */
  noteNoAnswer(reason: string, error: RestackError): void {
    if (this.#noted.has(error)) return;
    this.#noted.add(error);
    this.#unanswered += 1;
    if (this.#unanswered >= UNANSWERED_LIMIT) this.loseTarget(reason);
  }

  /** Keeps the newest comparison of a record: a later stage may set right a difference that an earlier one left. */
  compared(entry: PlanEntry, difference: ReadBackDifference | undefined): void {
    this.#compared.set(entry, difference);
  }

  /** Keeps the access that the run gave itself and could not take back. */
  noteUnfinished(unfinished: readonly Unfinished[]): void {
    this.#unfinished.push(...unfinished);
  }

  /** The codes of the access that could not be taken back. */
  get unfinishedCodes(): readonly ErrorCode[] {
    return this.#unfinished.map(({ error }) => (error.code === 'READ_BACK' ? 'READ_BACK' : 'PARTIAL'));
  }

  get comparedCount(): number {
    return this.#compared.size;
  }

  /** In the order of the plan. */
  listDifferences(): readonly ReadBackDifference[] {
    return this.#inOrder.flatMap((entry) => this.#compared.get(entry) ?? []);
  }

  /** Records that did not simply land, in the order of the plan. */
  listProblems(describe: (difference: ReadBackDifference) => string): readonly RecordProblem[] {
    const problems: RecordProblem[] = [];
    for (const entry of this.#inOrder) {
      const { kind, id } = entry;
      const bucket = this.ended.get(entry);
      if (bucket === 'skipped' || bucket === 'manual' || bucket === 'failed') {
        const late = bucket === 'failed' && this.#timedOut.has(entry) ? { timedOut: true } : {};
        problems.push({ kind, id, bucket, reason: this.#reasons.get(entry) ?? entry.reason, ...late });
      }
      const difference = this.#compared.get(entry);
      if (difference !== undefined)
        problems.push({ kind, id, bucket: 'readBack', reason: describe(difference) });
    }
    for (const { id, error } of this.#unfinished) {
      const bucket = error.code === 'READ_BACK' ? 'readBack' : 'failed';
      const reason = `restack’s own access could not be taken away again: ${error.message}`;
      problems.push({ kind: 'vault', id, bucket, reason });
    }
    return problems;
  }
}

const UNANSWERED_LIMIT = 3;
