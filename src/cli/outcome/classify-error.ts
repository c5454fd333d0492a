import { RestackError, SAME_COMMAND } from '../../core/errors/restack-error.js';
import {
  EXHAUSTED_HINT,
  meansExhausted,
  meansFull,
  meansRefused,
  readSystemCode,
} from '../../core/errors/system-code.js';

/**
 * The error that a command ends with. An error that a signal caused becomes `INTERRUPTED`. What this machine would not do
 * is `PERMISSION_MISSING`, or `CONFIG` where there is no room. One that nobody expected becomes `INTERNAL`. The message
 * repeats nothing of the error: a parser's message may quote a secret.
 */
export function classifyError(error: unknown, signal: AbortSignal): RestackError {
  const reason: unknown = signal.reason;
  if (signal.aborted && reason instanceof RestackError && isInterruption(error)) {
    return keepFacts(reason, error);
  }
  if (error instanceof RestackError) return error;
  const fault = findMachineFault(error);
  if (fault !== undefined) return fault;
  const kind = error instanceof Error ? error.name : typeof error;
  return new RestackError('INTERNAL', `restack failed in a way it should not (${kind}); this is a bug`, {
    cause: error,
    hints: [`run it again, and report what it prints: ${SAME_COMMAND}--debug`],
  });
}

/** The fault of this machine in an error or what caused it. */
function findMachineFault(error: unknown): RestackError | undefined {
  const seen = new Set<unknown>();
  for (let current = error; current instanceof Error && !seen.has(current); current = current.cause) {
    seen.add(current);
    const code = readSystemCode(current);
    const fault = code === undefined ? undefined : createMachineFault(code, error);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function createMachineFault(systemCode: string, cause: unknown): RestackError | undefined {
  const options = { cause, details: { systemCode } };
  if (meansExhausted(systemCode)) {
    const message = `no more files can be opened (${systemCode})`;
    return new RestackError('PERMISSION_MISSING', message, { ...options, hints: [EXHAUSTED_HINT] });
  }
  const hints = [`see which place of this machine it is: ${SAME_COMMAND}--debug`];
  if (meansFull(systemCode)) {
    return new RestackError('CONFIG', `this machine has no room for more (${systemCode})`, {
      ...options,
      hints,
    });
  }
  if (!meansRefused(systemCode)) return undefined;
  const message = `this machine refuses a file or a folder (${systemCode})`;
  return new RestackError('PERMISSION_MISSING', message, { ...options, hints });
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
