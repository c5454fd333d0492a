import { findingOf } from '../../../src/core/errors/finding-error.js';

/** The finding code that `work` fails with; throws when it succeeds, or fails with anything else. */
export async function thrownFinding(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    const finding = findingOf(error);
    if (finding === undefined) throw error;
    return finding.code;
  }
  throw new Error('nothing was thrown');
}
