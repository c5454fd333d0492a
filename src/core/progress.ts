/** One thing a long use case is doing, as a person would name it. */
export interface ProgressStep {
  /** Says how far it has come. `total` may become known late. Units: bytes or objects, as `unit` of the step. */
  advance(done: number, total?: number): void;
  /** A line worth keeping in a log: a wait, a retry, a decision. */
  note(text: string): void;
  /** Ends the step. Called exactly once. */
  end(outcome: 'done' | 'failed' | 'skipped', summary?: string): void;
}

/** How a use case tells what it does. It never formats and never knows whether a terminal listens. */
export interface Progress {
  begin(
    title: string,
    options?: { readonly unit?: 'bytes' | 'objects'; readonly total?: number },
  ): ProgressStep;
}

/** Shows one step for as long as `work` runs, and how that ended. */
export async function followStep<R>(
  progress: Progress,
  { title, ...options }: { readonly title: string } & NonNullable<Parameters<Progress['begin']>[1]>,
  work: (step: ProgressStep) => Promise<R>,
): Promise<R> {
  const step = progress.begin(title, options);
  let isDone = false;
  try {
    const result = await work(step);
    isDone = true;
    return result;
  } finally {
    step.end(isDone ? 'done' : 'failed');
  }
}

const silentStep: ProgressStep = { advance() {}, note() {}, end() {} };

/** For callers that do not care. */
export const silentProgress: Progress = { begin: () => silentStep };
