import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests that take minutes: `npm run test:slow`. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/slow/**/*.test.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
    globalSetup: ['test/cli/build-once.ts', 'test/set-up/damaged-shares.ts'],
    fileParallelism: false,
  },
});
