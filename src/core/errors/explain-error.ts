import { RestackError } from './restack-error.js';

/** The same error, with more to say. The code, and so the exit, stays. */
export function explainError(
  error: RestackError,
  more: {
    /** In the place of the message. */
    readonly message?: string;
    /** After the error's own. */
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
