/** The least percentage of lines, branches and functions. */
export type CoverageGate = readonly [lines: number, branches: number, functions: number];

/**
 * A little under what the tests of one process reach: what falls below is new code without a test.
 *
 * Only code that the test process runs itself is counted. `cli` and most of `app` and `report` are reached by test/cli,
 * which starts the binary as a person does, and `adapters/proof` by the threads that it starts: they are tested there,
 * and their gates say little.
 */
export const COVERAGE_GATES: Readonly<Record<string, CoverageGate>> = {
  core: [98, 91, 96],
  crypto: [97, 90, 98],
  schema: [97, 90, 98],
  cloud: [98, 92, 98],
  'backup-set': [94, 86, 93],
  'use-cases/verify': [97, 86, 97],
  'use-cases/restore': [96, 84, 97],
  'use-cases/restore/plan': [98, 87, 98],
  'use-cases/restore/run': [98, 94, 98],
  'use-cases/capture': [97, 83, 94],
  'use-cases/service': [98, 91, 98],
  'use-cases/drill': [97, 95, 95],
  'adapters/store': [95, 87, 95],
  'adapters/disk': [85, 71, 87],
  'adapters/journal': [95, 83, 96],
  'adapters/azure': [96, 85, 95],
  'adapters/proof': [6, 6, 4],
  controller: [93, 79, 92],
  app: [41, 36, 45],
  report: [68, 58, 68],
  cli: [38, 44, 32],
};

/** Folders without a gate: nothing but the binary runs them. */
export const FOLDERS_WITHOUT_GATE: readonly string[] = ['commands'];

/** The gates as Vitest takes them, by the files that they are for. */
export const COVERAGE_THRESHOLDS = Object.fromEntries(
  Object.entries(COVERAGE_GATES).map(([folder, [lines, branches, functions]]) => [
    `src/${folder}/**`,
    { lines, branches, functions },
  ]),
);
