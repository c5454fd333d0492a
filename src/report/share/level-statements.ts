import type { VerifyLevel } from '../../schema/results.js';

/** The sentence on a set that passed a level, and the sentence on all that the level leaves open. */
export interface LevelStatement {
  readonly proved: string;
  readonly notProved: string;
}

/** Source: command-line contract, "Verification levels". Each level includes those before it. */
export const LEVEL_STATEMENTS: Readonly<Record<VerifyLevel, LevelStatement>> = {
  structure: {
    proved: 'names, metadata and chains agree, and the set is complete',
    notProved: 'that a key opens it, that its bytes are undamaged, what its records say',
  },
  keys: {
    proved: "names, metadata and chains agree, the set is complete, every snapshot's key unwraps",
    notProved: 'that its bytes are undamaged, what its records say',
  },
  integrity: {
    proved: 'the set is complete, every byte of every data file authenticates, every ZIP is whole and safe',
    notProved: 'what its records say',
  },
  content: {
    proved:
      'the set is complete, every byte authenticates, every record that is read satisfies its schema, every reference resolves',
    notProved:
      'that a cloud takes the records (a drill does), and the content of repositories named as not read',
  },
};
