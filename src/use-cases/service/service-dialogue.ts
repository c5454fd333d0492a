import type { Progress } from '../../core/progress.js';

/** The voice of the use cases: progress, warnings, questions, and the commands that they suggest. */
export interface ServiceDialogue {
  readonly progress: Progress;
  /** The time by the cloud's clock. */
  now(): Date;
  warn(message: string): void;
  /** @throws CANCELLED or CONFIRMATION_REQUIRED unless the answer is yes. */
  confirm(question: { readonly message: string }): Promise<void>;
  /** A whole command for the same cloud, to be typed as it stands. */
  formatCommand(words: readonly string[]): string;
}
