import type { TestProject } from 'vitest/node';
import { updateGeneratedFiles } from '../../schemas/generator/update-generated-files.js';

/** Makes the types and validators that the tests import, and again before each run of a watch. */
export async function setup({ vitest }: TestProject): Promise<void> {
  await updateGeneratedFiles();
  vitest.onTestsRerun(async () => {
    try {
      await updateGeneratedFiles();
    } catch (error) {
      // A schema that is just being written must not end the watch.
      vitest.logger.printError(error);
    }
  });
}
