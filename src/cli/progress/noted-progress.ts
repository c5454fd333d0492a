import type { Progress, ProgressStep } from '../../core/progress.js';

/** Progress with a way to add a note to the step that is going on. */
export interface NotedProgress {
  readonly progress: Progress;
  readonly note: (text: string) => void;
}

/**
 * Follows the steps, so that a note goes to the one that began last and has not ended. A note in between becomes a step
 * of its own.
 */
export function followSteps(inner: Progress): NotedProgress {
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
            step.end(outcome, summary);
          },
        };
      },
    },
    note(text) {
      const step = open.at(-1);
      if (step === undefined) inner.begin('Waiting').end('done', text);
      else step.note(text);
    },
  };
}
