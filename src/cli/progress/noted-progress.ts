import type { Progress, ProgressStep } from '../../core/progress.js';

/** Progress with a way to add a note to the step that is going on. */
export interface NotedProgress {
  readonly progress: Progress;
  readonly note: (text: string, leftMs?: number) => void;
  /** Ends what notes alone have begun. */
  readonly close: () => void;
}

/**
 * Follows the steps, so that a note goes to the one that began last and has not ended. Notes in between become a wait,
 * which is over when the next step begins. A step that a signal broke off was stopped; it has not failed.
 */
export function followSteps(inner: Progress, signal?: AbortSignal): NotedProgress {
  const open: ProgressStep[] = [];
  let wait: ProgressStep | undefined;
  const close = () => {
    wait?.end('done');
    wait = undefined;
  };
  return {
    close,
    progress: {
      begin(title, options) {
        close();
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
      if (step !== undefined) return step.note(text, leftMs);
      wait ??= inner.begin('Waiting', { isPassing: true });
      wait.note(text.replace(/^waiting: /, ''), leftMs);
    },
  };
}
