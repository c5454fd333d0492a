import { RestackError } from '../../../core/errors/restack-error.js';

/**
 * The most iterations that are done. No honest writer asks for more; a file that does would stop the process for
 * minutes.
 */
const MAX_ITERATIONS = 10_000_000;

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
