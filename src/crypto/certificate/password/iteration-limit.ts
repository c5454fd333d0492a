import { RestackError } from '../../../core/errors/restack-error.js';

/** No honest writer asks for more; a file that does would keep a person waiting before the password is known. */
export const MAX_ITERATIONS = 2_000_000;

/**
 * Guards the work that a file can ask for: the iterations of its MAC and of everything in it that is encrypted.
 *
 * @throws UNSUPPORTED when one of the counts is 0, or all together are more than 2,000,000.
 */
export function assertIterations(counts: readonly number[]): void {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= MAX_ITERATIONS && counts.every((count) => count >= 1)) return;
  const asked = total > MAX_ITERATIONS ? `${total} iterations of key derivation in all` : 'no iteration';
  throw new RestackError('UNSUPPORTED', `the file asks for ${asked}, expected 1 to ${MAX_ITERATIONS}`, {
    details: { iterations: total, limit: MAX_ITERATIONS },
  });
}
