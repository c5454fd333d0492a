import { type CollectDependants, indexDependants } from '../plan/check/reference-graph.js';
import type { Step } from '../kinds/resource-kind.js';
import { isPlayed, type PlanEntry, type PlayedEntry } from '../plan/restore-plan.js';
import { endsBefore } from '../stage-order.js';

/** A record in one of its stages. */
interface Standing {
  readonly entry: PlayedEntry;
  readonly stage: string;
}

/**
 * The records that stand as their stages leave them: written, read back, or lost. A stage that begins before those that
 * it is tied to have ended, because something settles slowly there, takes up each record once what it needs stands.
 */
export class StandingRecords {
  /** By stage: a set for each record would take more memory. */
  readonly #done = new Map<string, Set<PlayedEntry>>();
  readonly #waiting = new Map<PlayedEntry, (() => void)[]>();
  readonly #byId: ReadonlyMap<string, PlayedEntry>;
  readonly #collectDependants: CollectDependants<PlayedEntry>;

  constructor(entries: readonly PlanEntry[]) {
    const played = entries.filter(isPlayed);
    this.#byId = new Map(played.map((entry) => [entry.id, entry]));
    this.#collectDependants = indexDependants(played, ({ replay }) => replay.references);
  }

  /** Notes that a stage has done with a record, however it ended. */
  note(entry: PlayedEntry, stage: string): void {
    const done = this.#done.get(stage) ?? new Set();
    this.#done.set(stage, done.add(entry));
    const told = this.#waiting.get(entry) ?? [];
    this.#waiting.delete(entry);
    for (const tell of told) tell();
  }

  /**
   * Waits until everything stands that a record needs for a step: what it refers to, what it was in earlier steps, and
   * for a later step than its first also all that needs it as it is now. Undefined where nothing is to be waited for.
   */
  whenReady(entry: PlayedEntry, step: Step): Promise<void> | undefined {
    const needed = this.#listNeeded(entry, step).filter((one) => !this.#stands(one));
    return needed.length === 0 ? undefined : this.#waitFor(needed);
  }

  #listNeeded(entry: PlayedEntry, { stage }: Step): readonly Standing[] {
    const { references, steps } = entry.replay;
    const isFirst = entry.action === 'adopt' || steps[0].stage === stage;
    const others = references.flatMap((id) => this.#byId.get(id) ?? []);
    const dependants = isFirst ? [] : this.#collectDependants([entry]);
    return [...new Set([entry, ...others, ...dependants])].flatMap((one) =>
      listStages(one)
        .filter((earlier) => endsBefore(earlier, stage))
        .map((earlier) => ({ entry: one, stage: earlier })),
    );
  }

  #stands({ entry, stage }: Standing): boolean {
    return this.#done.get(stage)?.has(entry) === true;
  }

  async #waitFor(needed: readonly Standing[]): Promise<void> {
    for (const one of needed) {
      while (!this.#stands(one)) {
        await new Promise<void>((resolve) => {
          const waiting = this.#waiting.get(one.entry);
          if (waiting === undefined) this.#waiting.set(one.entry, [resolve]);
          else waiting.push(resolve);
        });
      }
    }
  }
}

/** The stages that a record takes part in: of an adopted one that of its last step. */
function listStages({ action, replay }: PlayedEntry): readonly string[] {
  const stages = replay.steps.map(({ stage }) => stage);
  return action === 'adopt' ? stages.slice(-1) : stages;
}
