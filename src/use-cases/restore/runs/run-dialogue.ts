import type { Progress } from '../../../core/progress.js';

/** The voice of a run: progress, warnings and questions; and the signal that ends it. */
export interface RunDialogue {
  readonly progress: Progress;
  /** Aborted when the run is to stop; its reason is the error to throw. */
  readonly signal: AbortSignal;
  warn(message: string): void;
  /** A line on whatever step is going on. */
  readonly note?: ((text: string) => void) | undefined;
  /** @throws CANCELLED or CONFIRMATION_REQUIRED unless the answer is yes. */
  confirm(question: { readonly message: string }): Promise<void>;
}
