import { RestackError } from './restack-error.js';

/** Makes the same error with another message, or with further hints. The code, and so the exit, stays. */
export function explainError(
  error: RestackError,
  more: {
    /** The message in place of the error's own. */
    readonly message?: string;
    /** The hints that follow the error's own. */
    readonly hints?: readonly string[];
    readonly details?: Readonly<Record<string, unknown>>;
  },
): RestackError {
  const { code, cause, exitCode } = error;
  return new RestackError(code, more.message ?? error.message, {
    cause,
    exitCode,
    hints: [...error.hints, ...(more.hints ?? [])],
    details: { ...error.details, ...more.details },
  });
}
