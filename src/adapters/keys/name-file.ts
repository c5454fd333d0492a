import { explainError } from '../../core/errors/explain-error.js';
import { RestackError } from '../../core/errors/restack-error.js';

/** Runs `work`, and puts the file's name before the message of an error: crypto knows bytes, not files. */
export function nameFile<R>(name: string, work: () => R): R {
  try {
    return work();
  } catch (error) {
    throw nameFileIn(error, name);
  }
}

/** As {@link nameFile}, for work that takes time. */
export async function nameFileLater<R>(name: string, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    throw nameFileIn(error, name);
  }
}

function nameFileIn(error: unknown, name: string): unknown {
  if (!(error instanceof RestackError) || error.code === 'INTERRUPTED') return error;
  return explainError(error, { message: `${name}: ${error.message}` });
}
