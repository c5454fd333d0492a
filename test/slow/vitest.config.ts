import { defineConfig } from 'vitest/config';

/** What needs minutes: `npm run test:slow`. */
export default defineConfig({
  test: {
    include: ['test/slow/**/*.test.ts'],
    testTimeout: 120_000,
    globalSetup: ['test/cli/build-once.ts'],
  },
});
