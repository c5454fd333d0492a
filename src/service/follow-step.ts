import type { Progress } from '../core/progress.js';

/** Shows one step of progress for as long as `work` runs. */
export async function followStep<T>(progress: Progress, title: string, work: () => Promise<T>): Promise<T> {
  const step = progress.begin(title);
  let isDone = false;
  try {
    const result = await work();
    isDone = true;
    return result;
  } finally {
    step.end(isDone ? 'done' : 'failed');
  }
}
