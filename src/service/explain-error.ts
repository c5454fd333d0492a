import { RestackError } from '../core/restack-error.js';

/**
 * What a call that changes something throws: where its end is not known (no answer, or broken off), says so as `unknown`
 * tells; and always how to look. What is no error of ours stays as it is.
 */
export function explainFailedChange(
  error: unknown,
  { unknown, hint }: { readonly unknown: string; readonly hint: string },
): unknown {
  if (!(error instanceof RestackError)) return error;
  const isUnknown = error.code === 'TARGET_UNREACHABLE' || error.code === 'INTERRUPTED';
  const message = isUnknown ? `${error.message}; ${unknown} is not known` : error.message;
  return explainError(error, { message, hints: [hint] });
}

/** The same error, with more to say. The code, and so the exit, stays. */
export function explainError(
  error: RestackError,
  more: {
    /** In the place of the message. */
    readonly message?: string;
    /** After the error's own. */
    readonly hints: readonly string[];
    readonly details?: Readonly<Record<string, unknown>>;
  },
): RestackError {
  const { code, cause, exitCode } = error;
  return new RestackError(code, more.message ?? error.message, {
    cause,
    exitCode,
    hints: [...error.hints, ...more.hints],
    details: { ...error.details, ...more.details },
  });
}
