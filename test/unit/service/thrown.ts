import { RestackError } from '../../../src/core/errors/restack-error.js';

/** What `work` throws; undefined when it does not. @throws what is no RestackError. */
export function thrownBy(work: () => unknown): RestackError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof RestackError) return error;
    throw error;
  }
}
