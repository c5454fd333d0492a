import { RestackError } from '../../core/errors/restack-error.js';
import { EXHAUSTED_HINT, meansExhausted, readSystemCode } from '../../core/errors/system-code.js';

/**
 * The error that a command ends with. Where the process may open no more files, it is `PERMISSION_MISSING`. An error that a signal caused becomes `INTERRUPTED`. One that nobody expected
 * becomes `INTERNAL`, and its message repeats nothing of it: a parser's message may quote a secret.
 */
export function classifyError(error: unknown, signal: AbortSignal): RestackError {
  const reason: unknown = signal.reason;
  if (signal.aborted && reason instanceof RestackError && isInterruption(error)) {
    return keepFacts(reason, error);
  }
  if (error instanceof RestackError) return error;
  const exhausted = findExhaustion(error);
  if (exhausted !== undefined) {
    return new RestackError('PERMISSION_MISSING', `no more files can be opened (${exhausted})`, {
      cause: error,
      hints: [EXHAUSTED_HINT],
      details: { systemCode: exhausted },
    });
  }
  const kind = error instanceof Error ? error.name : typeof error;
  return new RestackError('INTERNAL', `restack failed in a way it should not (${kind}); this is a bug`, {
    cause: error,
    hints: ['run the same command again with --debug, and report what it prints'],
  });
}

/** The code of a process that may open no more files, in an error or what caused it. */
function findExhaustion(error: unknown): string | undefined {
  const seen = new Set<unknown>();
  for (let current = error; current instanceof Error && !seen.has(current); current = current.cause) {
    seen.add(current);
    const code = readSystemCode(current);
    if (code !== undefined && meansExhausted(code)) return code;
  }
  return undefined;
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
