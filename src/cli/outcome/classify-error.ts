import { RestackError } from '../../core/errors/restack-error.js';

/**
 * The error that a command ends with. An error that a signal caused becomes `INTERRUPTED`. One that nobody expected
 * becomes `INTERNAL`, and its message repeats nothing of it: a parser's message may quote a secret.
 */
export function classifyError(error: unknown, signal: AbortSignal): RestackError {
  const reason: unknown = signal.reason;
  if (signal.aborted && reason instanceof RestackError && isInterruption(error)) {
    return keepFacts(reason, error);
  }
  if (error instanceof RestackError) return error;
  const kind = error instanceof Error ? error.name : typeof error;
  return new RestackError('INTERNAL', `restack failed in a way it should not (${kind}); this is a bug`, {
    cause: error,
    hints: ['run the same command again with --debug, and report what it prints'],
  });
}

function isInterruption(error: unknown): boolean {
  return error instanceof RestackError ? error.code === 'INTERRUPTED' : true;
}

function keepFacts(reason: RestackError, error: unknown): RestackError {
  if (error === reason || !(error instanceof RestackError)) return reason;
  return new RestackError('INTERRUPTED', error.message, {
    cause: error.cause,
    hints: error.hints,
    details: { ...reason.details, ...error.details },
    exitCode: reason.exitCode,
  });
}
