// npm run mutation -- AREA [FILE …] [--concurrency N]: changes one thing in src at a time, and tells which changes no
// test notices. Files are relative to the area's folder and may be patterns; without any, all of it is taken. Results
// are kept, and what did not change since is not tried again.
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { findArea } from './areas.js';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: 'string', default: '2' } },
});
const [name = '', ...files] = positionals;
const area = findArea(name);
// The processes that run the tests inherit it.
process.env['RESTACK_MUTATION_AREA'] = area.name;

const patterns = files.length === 0 ? ['**/*.ts'] : files;
const stryker = new Stryker({
  mutate: [...patterns.map((pattern) => `src/${area.folder}/${pattern}`), '!src/**/*.d.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // Texts of messages are not what tests assert.
  mutator: { excludedMutations: ['StringLiteral'] },
  disableTypeChecks: false,
  // It rewrites references between projects by an interface that TypeScript 7 no longer has; here are none.
  tsconfigFile: 'none',
  concurrency: Number(values.concurrency),
  timeoutMS: 30_000,
  incremental: true,
  incrementalFile: `.mutation/${area.name}.json`,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  htmlReporter: { fileName: `.mutation/${area.name}.html` },
  jsonReporter: { fileName: `.mutation/${area.name}-report.json` },
  tempDirName: '.mutation/sandbox',
  ignorePatterns: ['dist', 'coverage', '.mutation'],
  clearTextReporter: { reportTests: false, allowColor: false },
  allowConsoleColors: false,
});
await stryker.runMutationTest();
