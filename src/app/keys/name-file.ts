import { explainError } from '../../core/errors/explain-error.js';
import { RestackError } from '../../core/errors/restack-error.js';

/** Runs `work`, and puts the file's name before the message of an error: crypto knows bytes, not files. */
export function nameFile<R>(name: string, work: () => R): R {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RestackError)) throw error;
    throw explainError(error, { message: `${name}: ${error.message}` });
  }
}
