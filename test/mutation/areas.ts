/** A folder of src that is mutated by itself, and the tests that are to notice. */
export interface MutationArea {
  /** Relative to src. */
  readonly folder: string;
  /** Tests that run it in their own process, and not for long: each may run once for each mutant. */
  readonly tests: readonly string[];
  /** What those tests find ready. */
  readonly globalSetup: readonly string[];
}

/**
 * What must not go wrong unnoticed: bytes that are trusted, the format, and what is written into a cloud. Each folder
 * with the tests beyond those that mirror it. All of backup-set takes a night; its folders can be had one by one.
 */
const TESTS_BESIDE: Readonly<Record<string, readonly string[]>> = {
  crypto: ['test/property/crypto.test.ts'],
  'use-cases/restore/run': [
    'test/unit/use-cases/restore/kinds/vaults/secret.test.ts',
    'test/property/restore.test.ts',
  ],
  'backup-set': ['test/property/{chains,format}.test.ts', 'test/vectors/damaged.test.ts'],
  'backup-set/catalog': ['test/property/chains.test.ts'],
  'backup-set/content': [],
  'backup-set/data-file': ['test/property/format.test.ts'],
  'backup-set/database': [],
  'backup-set/keys': [],
  'backup-set/metadata': ['test/property/format.test.ts'],
  'backup-set/names': ['test/property/format.test.ts'],
  'backup-set/write': ['test/property/format.test.ts'],
  'backup-set/zip': ['test/property/format.test.ts'],
};

/** @throws when it is none of the folders. */
export function findArea(folder: string): MutationArea {
  const beside = TESTS_BESIDE[folder];
  if (beside === undefined) {
    throw new Error(`no area ${folder}; there are ${Object.keys(TESTS_BESIDE).join(', ')}`);
  }
  return {
    folder,
    tests: [`test/unit/${folder}{,.*}.test.ts`, `test/unit/${folder}/**/*.test.ts`, ...beside],
    globalSetup: beside.includes('test/vectors/damaged.test.ts') ? ['test/set-up/damaged-shares.ts'] : [],
  };
}

/** The share of its many inputs that a test tries on each mutant. */
export const SHARE_TRIED = process.env['RESTACK_MUTATION_AREA'] === undefined ? 1 : 1 / 5;
