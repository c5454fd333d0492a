/** The least percentage of lines, branches and functions. */
export type CoverageGate = readonly [lines: number, branches: number, functions: number];

/**
 * A little under what the tests of one process reach: what falls below is new code without a test.
 *
 * Only code that the test process runs itself is counted. `cli` and most of `app` and `report` are reached by test/cli,
 * which starts the binary as a person does, and `adapters/proof` and `adapters/derivation` by the threads that they
 * start: they are tested there, and their gates say little. So does that of `adapters/store`: shares on file servers are
 * asked by a thread of their own, and not at all where no file server can be installed.
 */
export const COVERAGE_GATES: Readonly<Record<string, CoverageGate>> = {
  core: [92, 85, 90],
  crypto: [91, 84, 92],
  schema: [91, 84, 92],
  cloud: [92, 86, 92],
  'backup-set': [88, 80, 87],
  'use-cases/verify': [91, 80, 91],
  'use-cases/restore': [90, 78, 91],
  'use-cases/restore/plan': [92, 81, 92],
  'use-cases/restore/run': [92, 88, 92],
  'use-cases/capture': [91, 77, 88],
  'use-cases/service': [92, 85, 92],
  'use-cases/fleet': [91, 80, 91],
  'use-cases/doctor': [70, 60, 80],
  'use-cases/drill': [91, 89, 89],
  'adapters/store': [70, 64, 60],
  'adapters/disk': [79, 65, 81],
  'adapters/keys': [85, 75, 85],
  'adapters/evidence': [90, 85, 90],
  'adapters/journal': [89, 77, 90],
  'adapters/azure': [90, 79, 89],
  'adapters/derivation': [40, 30, 40],
  'adapters/proof': [1, 1, 1],
  controller: [87, 73, 86],
  app: [35, 30, 39],
  report: [62, 52, 62],
  cli: [32, 38, 26],
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
