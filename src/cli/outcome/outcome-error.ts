import type { ErrorCode } from '../../core/errors/error-codes.js';
import { RestackError } from '../../core/errors/restack-error.js';

/** The error for work that was done and ended in failure; undefined when it did not. */
export function createOutcomeError(
  outcome: ErrorCode | undefined,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): RestackError | undefined {
  return outcome === undefined ? undefined : new RestackError(outcome, message, { details });
}
