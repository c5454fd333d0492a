import { configDefaults, defineConfig } from 'vitest/config';
import { COVERAGE_THRESHOLDS } from './test/set-up/coverage-gate.js';

const DAMAGED_SHARES = 'test/set-up/damaged-shares.ts';
const PREPARED_KEYS = 'test/set-up/prepared-keys.ts';

// Files of a project share the modules of a worker: loading them anew for each file took half of the time. A test that
// changes something beyond its file (a timer, a variable of the environment) puts it back itself.
const project = (
  name: string,
  testTimeout = 10_000,
  { globalSetup = [], setupFiles = [] }: { globalSetup?: string[]; setupFiles?: string[] } = {},
) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    globalSetup,
    setupFiles,
    isolate: false,
  },
});

export default defineConfig({
  test: {
    globalSetup: ['test/set-up/generated-code.ts'],
    // One more than the cores of a small machine: tests often wait for a process, a timer or a settling cloud.
    maxWorkers: 3,
    forceRerunTriggers: [...configDefaults.forceRerunTriggers, '**/schemas/**/*.json'],
    // On with `--coverage`: in `npm test`, and in `npm run coverage`, which is quicker and lists lines.
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/**/generated/**', 'src/**/*.d.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
      thresholds: COVERAGE_THRESHOLDS,
    },
    projects: [
      project('house', 30_000),
      project('unit'),
      project('documents', 30_000),
      project('vectors', 30_000, { globalSetup: [DAMAGED_SHARES] }),
      project('property', 60_000),
      project('fuzz', 60_000),
      project('cli', 60_000, {
        globalSetup: ['test/cli/build-once.ts', DAMAGED_SHARES],
        setupFiles: [PREPARED_KEYS],
      }),
      project('e2e', 60_000, { setupFiles: [PREPARED_KEYS] }),
    ],
  },
});
