import { defineConfig } from 'vitest/config';

const project = (name: string, testTimeout = 10_000) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout },
});

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('vectors', 30_000),
      project('property', 60_000),
      project('fuzz', 60_000),
      project('cli', 60_000),
      project('e2e', 60_000),
    ],
  },
});
