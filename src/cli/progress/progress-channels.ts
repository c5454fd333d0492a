import { type Progress, silentProgress } from '../../core/progress.js';

/** Makes progress that tells several listeners the same. */
export function combineProgress(all: readonly Progress[]): Progress {
  const listeners = all.filter((progress) => progress !== silentProgress);
  const [first, second] = listeners;
  if (first === undefined) return silentProgress;
  if (second === undefined) return first;
  return {
    begin(title, options) {
      const steps = listeners.map((progress) => progress.begin(title, options));
      return {
        advance: (done, total) => steps.forEach((step) => step.advance(done, total)),
        note: (text, leftMs) => steps.forEach((step) => step.note(text, leftMs)),
        end: (outcome, summary) => steps.forEach((step) => step.end(outcome, summary)),
      };
    },
  };
}
