import type { Progress, ProgressStep } from '../../core/progress.js';

/** Progress with a way to add a note to the step that is going on. */
export interface NotedProgress {
  readonly progress: Progress;
  readonly note: (text: string, leftMs?: number) => void;
}

/**
 * Follows the steps, so that a note goes to the one that began last and has not ended. A note in between becomes a step
 * of its own. A step that a signal broke off was stopped; it has not failed.
 */
export function followSteps(inner: Progress, signal?: AbortSignal): NotedProgress {
  const open: ProgressStep[] = [];
  return {
    progress: {
      begin(title, options) {
        const step = inner.begin(title, options);
        open.push(step);
        return {
          advance: (done, total) => step.advance(done, total),
          note: (text, leftMs) => step.note(text, leftMs),
          end(outcome, summary) {
            open.splice(open.indexOf(step), 1);
            const isStopped = outcome === 'failed' && signal?.aborted === true;
            if (isStopped) step.end('skipped', 'stopped');
            else step.end(outcome, summary);
          },
        };
      },
    },
    note(text, leftMs) {
      const step = open.at(-1);
      if (step === undefined) inner.begin('Waiting').end('done', text);
      else step.note(text, leftMs);
    },
  };
}
