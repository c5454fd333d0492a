import type { PlannedStage } from '../plan/restore-plan.js';
import { type RunContext, runStage, type StageOutcome } from './run-stage.js';
import type { RunState } from './run-state.js';

/**
 * Runs all stages of a plan, each as soon as those that it is tied to have ended, read-back included.
 *
 * After a failure that is no object's own, nothing more begins, and what is under way comes to its end.
 * @returns the outcomes in the order of the stages.
 * @throws the first such failure; INTERRUPTED (the signal's reason) when the signal was aborted.
 */
export async function runStages(
  stages: readonly PlannedStage[],
  state: RunState,
  context: RunContext,
): Promise<readonly StageOutcome[]> {
  const ends = new Map<string, Promise<StageOutcome | undefined>>();
  let failure: { readonly error: unknown } | undefined;
  const runWhenDue = async (planned: PlannedStage) => {
    await Promise.all(planned.stage.after.flatMap((name) => ends.get(name) ?? []));
    if (failure !== undefined) return undefined;
    try {
      context.signal?.throwIfAborted();
      return await runStage(planned, state, context);
    } catch (error) {
      failure ??= { error };
      return undefined;
    }
  };
  for (const planned of stages) ends.set(planned.stage.name, runWhenDue(planned));
  const outcomes = await Promise.all(ends.values());
  if (failure !== undefined) throw failure.error;
  return outcomes.filter((outcome) => outcome !== undefined);
}
