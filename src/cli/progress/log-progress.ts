import { formatDuration } from '../../core/clock.js';
import type { Progress, ProgressStep } from '../../core/progress.js';
import { escapeForTerminal } from '../../core/terminal-text.js';
import { describeLeft, describeStep, type StepState } from './progress-text.js';

const INTERVAL_MS = 5_000;

const ENDINGS = { done: 'done', failed: 'FAILED', skipped: 'skipped' } as const;

/** Progress as plain lines for a log: each step when it ends, and every five seconds while it runs. */
export function createLogProgress(options: {
  /** Takes one line without its end. */
  readonly write: (line: string) => void;
  readonly monotonicMs: () => number;
}): Progress {
  return {
    begin(title, { unit = 'objects', total } = {}) {
      return createStep(escapeForTerminal(title), { unit, done: 0, total }, options);
    },
  };
}

function createStep(
  title: string,
  initial: StepState,
  { write, monotonicMs }: Parameters<typeof createLogProgress>[0],
): ProgressStep {
  const startedMs = monotonicMs();
  let writtenMs = startedMs;
  let state = initial;
  return {
    advance(done, total) {
      state = { ...state, done, total: total ?? state.total };
      if (monotonicMs() - writtenMs < INTERVAL_MS) return;
      writtenMs = monotonicMs();
      write(`${title}: ${describeStep(state)}`);
    },
    note(text, leftMs) {
      write(`${title}: ${escapeForTerminal(text)}${describeLeft(leftMs)}`);
    },
    end(outcome, summary) {
      const elapsedMs = monotonicMs() - startedMs;
      const parts: string[] = [ENDINGS[outcome]];
      if (summary !== undefined) parts.push(escapeForTerminal(summary));
      if (elapsedMs >= 1_000) parts.push(formatDuration(elapsedMs));
      write(`${title}: ${parts.join(', ')}`);
    },
  };
}
