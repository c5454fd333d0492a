import { configDefaults, defineConfig } from 'vitest/config';

const project = (name: string, testTimeout = 10_000, globalSetup: string[] = []) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout, globalSetup },
});

export default defineConfig({
  test: {
    globalSetup: ['test/set-up/generated-code.ts'],
    forceRerunTriggers: [...configDefaults.forceRerunTriggers, '**/schemas/**/*.json'],
    projects: [
      project('house', 30_000),
      project('unit'),
      project('documents', 30_000),
      project('vectors', 30_000, ['test/set-up/damaged-shares.ts']),
      project('property', 60_000),
      project('fuzz', 60_000),
      project('cli', 60_000, ['test/cli/build-once.ts', 'test/set-up/damaged-shares.ts']),
      project('e2e', 60_000),
    ],
  },
});
