/** One step of a long use case, named as a person would name it. */
export interface ProgressStep {
  /** Tells how much is done. `total` may become known late. Units: bytes or objects, as `unit` of the step. */
  advance(done: number, total?: number): void;
  /**
   * Adds a line worth keeping in a log: a wait, a retry, a decision. `leftMs` is the longest that a wait can still take;
   * a terminal counts it down.
   */
  note(text: string, leftMs?: number): void;
  /** Ends the step. Called exactly once. */
  end(outcome: 'done' | 'failed' | 'skipped', summary?: string): void;
}

/**
 * The listener to which a use case tells its steps. The use case never formats, and never knows whether a terminal
 * listens.
 */
export interface Progress {
  begin(
    title: string,
    options?: {
      readonly unit?: 'bytes' | 'objects';
      readonly total?: number;
      /** True for a mere wait, of which a terminal keeps nothing once it is over. */
      readonly isPassing?: boolean;
    },
  ): ProgressStep;
}

/** A step that is shown for as long as some work runs. */
export interface FollowedStep<R> extends NonNullable<Parameters<Progress['begin']>[1]> {
  readonly title: string;
  /** The result in a few words. */
  readonly summarize?: (result: R) => string;
}

/** Shows one step for as long as `work` runs, and tells how it ended. */
export async function followStep<R>(
  progress: Progress,
  { title, summarize, ...options }: FollowedStep<R>,
  work: (step: ProgressStep) => Promise<R>,
): Promise<R> {
  const step = progress.begin(title, options);
  try {
    const result = await work(step);
    step.end('done', summarize?.(result));
    return result;
  } catch (error) {
    step.end('failed');
    throw error;
  }
}

/** Counts bytes for a step. The count throws the signal's reason once it is aborted, and so stops the work. */
export function countBytes(step: ProgressStep, signal: AbortSignal): (bytes: number) => void {
  let done = 0;
  return (bytes) => {
    signal.throwIfAborted();
    step.advance((done += bytes));
  };
}

const silentStep: ProgressStep = { advance() {}, note() {}, end() {} };

/** Progress that nobody listens to. */
export const silentProgress: Progress = { begin: () => silentStep };
