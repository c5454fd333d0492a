import { formatCount } from '../../core/sizes.js';
import type { VerifiedBackup, VerifyLevel } from '../../schema/results.js';

/** The claims of a level about sets that passed it, and the questions that it leaves open. */
export interface LevelStatement {
  readonly proved: string;
  readonly notProved: string;
}

/** The part of a verdict that a statement rests on. */
type JudgedBackup = Pick<VerifiedBackup, 'complete' | 'findings'>;

/** Bytes authenticate to whoever holds the public certificate. Source: format specification, section 4. */
const ORIGIN =
  'where it comes from: whoever has the public certificate can seal a set, or put older snapshots under newer names';

/**
 * States what a level proved of the sets that passed it, worded by what was judged of them.
 *
 * Source: command-line contract, "Verification levels". Each level includes those before it.
 */
export function describeLevel(level: VerifyLevel, passed: readonly JudgedBackup[]): LevelStatement {
  const [proved, notProved] = STATEMENTS[level](passed);
  const open = [...notProved, describeLacks(passed), ORIGIN].filter((part) => part !== undefined);
  return {
    proved: [...proved, ...(passed.every(({ complete }) => complete) ? ['the set is complete'] : [])].join(
      ', ',
    ),
    notProved: open.join('; '),
  };
}

type Statement = readonly [proved: readonly string[], notProved: readonly (string | undefined)[]];

const STATEMENTS: Readonly<Record<VerifyLevel, (passed: readonly JudgedBackup[]) => Statement>> = {
  structure: () => [
    ['names, metadata and chains agree'],
    ['that a key opens it, that its bytes are undamaged, what its records say'],
  ],
  keys: () => [
    ['names, metadata and chains agree', "every snapshot's key unwraps"],
    ['that its bytes are undamaged, what its records say'],
  ],
  integrity: () => [
    ['every byte of every data file authenticates', 'every ZIP is whole and safe'],
    ['what its records say'],
  ],
  content: (passed) => {
    const isUnjudged = hasFinding(passed, 'REFERENCE_UNJUDGED');
    return [
      [
        'every byte authenticates',
        'every record that is read satisfies its schema',
        isUnjudged ? 'every reference that could be judged resolves' : 'every reference resolves',
      ],
      [
        'that a cloud takes the records (a drill does)',
        isUnjudged ? 'references into what the set does not hold in readable form' : undefined,
        hasFinding(passed, 'NOT_READ') ? 'the content of repositories named as not read' : undefined,
      ],
    ];
  },
};

function hasFinding(backups: readonly JudgedBackup[], code: string): boolean {
  return backups.some(({ findings }) => findings.some((finding) => finding.code === code));
}

function describeLacks(passed: readonly JudgedBackup[]): string | undefined {
  const lacking = passed.filter(({ complete }) => !complete).length;
  if (lacking === 0) return undefined;
  if (passed.length === 1) return 'what the set lacks: it is not complete';
  return `what ${lacking} of ${formatCount(passed.length, 'set')} lack: they are not complete`;
}
