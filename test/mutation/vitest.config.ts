import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { findArea } from './areas.js';

const area = findArea(process.env['RESTACK_MUTATION_AREA'] ?? '');

/** The tests of the area that `npm run mutation` named, and no others. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: [...area.tests],
    testTimeout: 60_000,
    globalSetup: area.globalSetup ?? [],
  },
});
