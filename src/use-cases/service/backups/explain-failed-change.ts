import { explainError } from '../../../core/errors/explain-error.js';
import { RestackError } from '../../../core/errors/restack-error.js';

/**
 * Explains the error of a call that changes something. Every error gets the hint that shows the state; one that leaves
 * the end of the call open (no answer, or broken off) gets the text `unknown` too. Anything that is no `RestackError`
 * stays as it is.
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
