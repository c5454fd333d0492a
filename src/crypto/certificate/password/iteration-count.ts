import { RestackError } from '../../../core/errors/restack-error.js';

/**
 * The most iterations that are done. No honest writer asks for more; a file that does would stop the process for
 * minutes.
 */
const MAX_ITERATIONS = 10_000_000;

/** The most iterations that one file gets: as many as one MAC and two encrypted parts may ask for. */
const MAX_ITERATIONS_IN_ALL = 5 * MAX_ITERATIONS;

/** Bounds the work that a file of many encrypted parts can ask for, each of them a modest amount. */
export interface IterationBudget {
  /** @throws UNSUPPORTED when it, or all together, is too much. */
  spend(iterations: number): void;
}

/** Makes the budget of one file. */
export function createIterationBudget(limit = MAX_ITERATIONS_IN_ALL): IterationBudget {
  let left = limit;
  return {
    spend(iterations) {
      assertIterationCount(iterations);
      left -= iterations;
      if (left >= 0) return;
      throw new RestackError(
        'UNSUPPORTED',
        `the file asks for more than ${limit} iterations of key derivation in all`,
      );
    },
  };
}

/**
 * Guards the work that a file can ask for before its password is known.
 *
 * @throws UNSUPPORTED for 0 and for more than 10,000,000 iterations.
 */
export function assertIterationCount(iterations: number): void {
  if (iterations >= 1 && iterations <= MAX_ITERATIONS) return;
  throw new RestackError(
    'UNSUPPORTED',
    `the file asks for ${iterations} iterations of key derivation, expected 1 to ${MAX_ITERATIONS}`,
  );
}
