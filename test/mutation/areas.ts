/** A part of src that is mutated by itself, and the tests that are to notice. */
export interface MutationArea {
  readonly name: string;
  /** Folder of src. */
  readonly folder: string;
  /** Tests that run it in their own process, and not for long: each may run once for each mutant. */
  readonly tests: readonly string[];
  /** What those tests find ready. */
  readonly globalSetup?: string;
}

/** What must not go wrong unnoticed: bytes that are trusted, the format, and what is written into a cloud. */
export const MUTATION_AREAS: readonly MutationArea[] = [
  {
    name: 'crypto',
    folder: 'crypto',
    tests: ['test/unit/crypto/**/*.test.ts', 'test/property/crypto.test.ts'],
  },
  {
    name: 'backup-set',
    folder: 'backup-set',
    tests: [
      'test/unit/backup-set/**/*.test.ts',
      'test/property/{chains,format}.test.ts',
      'test/vectors/damaged.test.ts',
    ],
    globalSetup: 'test/set-up/damaged-shares.ts',
  },
  {
    name: 'run',
    folder: 'use-cases/restore/run',
    tests: ['test/unit/use-cases/restore/run/**/*.test.ts', 'test/property/restore.test.ts'],
  },
];

/** @throws when there is none of this name. */
export function findArea(name: string): MutationArea {
  const area = MUTATION_AREAS.find((candidate) => candidate.name === name);
  if (area !== undefined) return area;
  throw new Error(
    `no area ${name}; there are ${MUTATION_AREAS.map((candidate) => candidate.name).join(', ')}`,
  );
}
