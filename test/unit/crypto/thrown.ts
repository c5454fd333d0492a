import { findingOf } from '../../../src/core/errors/finding-error.js';
import { RestackError } from '../../../src/core/errors/restack-error.js';

/** The error that `action` throws; fails when it throws none, or one of another class. */
export function catchRestackError(action: () => unknown): RestackError {
  let result: unknown;
  try {
    result = action();
  } catch (error) {
    if (error instanceof RestackError) return error;
    throw error;
  }
  throw new Error(`expected an error, got ${typeof result}`);
}

/** The code of the finding that `action` throws. */
export function catchFindingCode(action: () => unknown): string | undefined {
  return findingOf(catchRestackError(action))?.code;
}
