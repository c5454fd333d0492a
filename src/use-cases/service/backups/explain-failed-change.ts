import { explainError } from '../../../core/errors/explain-error.js';
import { RestackError } from '../../../core/errors/restack-error.js';

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
