import type { TestProject } from 'vitest/node';
import { updateGeneratedFiles } from '../../schemas/generator/update-generated-files.js';

/** Makes the types and validators that the tests import, and again before each run of a watch. */
export async function setup(project: TestProject): Promise<void> {
  await updateGeneratedFiles();
  project.onTestsRerun(async () => {
    await updateGeneratedFiles();
  });
}
