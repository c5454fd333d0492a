import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { findArea } from './areas.js';
import { endKeptThread, KeptThread } from './kept-thread.js';

const area = findArea(process.env['RESTACK_MUTATION_AREA'] ?? '');

/**
 * The file that noticed the mutant before, then the quickest: the first failure ends a run, and most mutants get no
 * further than one file.
 */
class LikelyFirst extends BaseSequencer {
  /** The longest time that each file took: the first run is of all its tests. */
  private readonly longestMs = new Map<string, number>();

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranks = new Map(files.map((file) => [file, this.rank(file)]));
    return files.toSorted((left, right) => (ranks.get(left) ?? 0) - (ranks.get(right) ?? 0));
  }

  private rank({ project, moduleId }: TestSpecification): number {
    const file = relative(this.ctx.config.root, moduleId).replaceAll('\\', '/');
    const { failed = false, duration = 0 } =
      this.ctx.cache.getFileTestResults(`${project.name}:${file}`) ?? {};
    const longest = Math.max(duration, this.longestMs.get(file) ?? 0);
    this.longestMs.set(file, longest);
    // A file that was not read counts as failed, in no time.
    return failed && duration > 0 ? -1 : longest;
  }
}

/** The tests of the folder that `npm run mutation` named, and no others. */
export default defineConfig({
  plugins: [
    {
      name: 'keep-thread',
      // Stryker asks for threads, which end with each run.
      configureVitest({ project, vitest }) {
        vitest.onClose(endKeptThread);
        project.config.pool = 'kept-thread';
        project.config.poolRunner = {
          name: 'kept-thread',
          createPoolWorker: (options) => new KeptThread(options),
        };
      },
    },
  ],
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: [...area.tests],
    testTimeout: 30_000,
    globalSetup: [...area.globalSetup],
    // Each mutant takes one thread, and not one for each file of tests.
    isolate: false,
    runner: 'test/mutation/bailing-runner.ts',
    sequence: { sequencer: LikelyFirst },
  },
});
