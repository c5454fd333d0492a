// npm run mutation -- FOLDER [FILE …] [--concurrency N]: changes one thing in src at a time, and tells which changes no
// test notices. Files are relative to the folder and may be patterns; without any, all of it is taken. Results are
// kept once it has ended, and what did not change since is not tried again.
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { findArea } from './areas.js';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { concurrency: { type: 'string', default: '2' } },
});
const [folder = '', ...files] = positionals;
const area = findArea(folder);
const results = `.mutation/${area.folder.replaceAll('/', '-')}`;
// The processes that run the tests inherit it.
process.env['RESTACK_MUTATION_AREA'] = area.folder;

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
  // Beyond what the tests of a mutant took before: enough for a machine that is busy, and not for an endless loop.
  timeoutMS: 5000,
  timeoutFactor: 1,
  // What is evaluated once, as a module loads, would take all tests for each mutant.
  ignoreStatic: true,
  incremental: true,
  incrementalFile: `${results}.json`,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  htmlReporter: { fileName: `${results}.html` },
  jsonReporter: { fileName: `${results}-report.json` },
  tempDirName: '.mutation/sandbox',
  ignorePatterns: ['dist', 'coverage', '.mutation'],
  clearTextReporter: { reportTests: false, allowColor: false },
  allowConsoleColors: false,
});
await stryker.runMutationTest();
