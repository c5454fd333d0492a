/** One line of the registry: the exit code, and the meaning for the person who reads it. */
export interface ErrorCodeEntry {
  readonly exit: number;
  readonly meaning: string;
}

/**
 * Every way a command can fail, with its exit code.
 *
 * The table in README.md is checked against this one by a test; scripts rely on both.
 */
export const ERROR_CODES = {
  INTERNAL: { exit: 1, meaning: 'a bug of restack' },
  USAGE: { exit: 2, meaning: 'flags or arguments are wrong' },
  CONFIG: { exit: 2, meaning: 'the configuration or the environment is wrong' },
  CANCELLED: { exit: 3, meaning: 'the question was answered with no' },
  CONFIRMATION_REQUIRED: { exit: 3, meaning: 'a question could not be asked' },
  NOT_FOUND: { exit: 10, meaning: 'no such backup, run or file' },
  NOTHING_CHECKED: { exit: 10, meaning: 'the selection holds nothing to check' },
  SHARE_UNREACHABLE: { exit: 11, meaning: 'the share is missing, refused, or failed while it was read' },
  LOCKED: { exit: 12, meaning: 'another run holds the target' },
  TARGET_UNREACHABLE: { exit: 13, meaning: 'the target does not answer' },
  TARGET_AUTH: { exit: 13, meaning: 'the target refused the sign-in' },
  PERMISSION_MISSING: { exit: 14, meaning: 'a permission is missing, on the target or on this machine' },
  NO_KEY: { exit: 20, meaning: 'no given key opens the set' },
  WRONG_PASSWORD: { exit: 21, meaning: 'the password does not open the certificate file' },
  INTEGRITY: { exit: 22, meaning: 'damaged or tampered: tag, truncation, header, IV or ZIP' },
  UNSUPPORTED: { exit: 23, meaning: 'a format, algorithm or version that restack does not read' },
  SCHEMA: { exit: 24, meaning: 'a record breaks its schema' },
  REFERENCE: { exit: 25, meaning: 'a record refers to one that is not there' },
  INCOMPLETE: {
    exit: 26,
    meaning: 'a snapshot, a chain link or an essential repository is missing or did not succeed',
  },
  PLAN_STALE: { exit: 30, meaning: 'the target or the backup changed since the plan' },
  PLAN_BLOCKED: { exit: 31, meaning: 'conflicts that a policy must decide; nothing was written' },
  TARGET_NOT_FRESH: { exit: 32, meaning: 'the target already holds user objects' },
  VERSION_DISTANCE: {
    exit: 33,
    meaning: 'the target is older than the backup, or more than one release newer',
  },
  DIFFERENT: { exit: 34, meaning: '`diff --exit-code` found differences' },
  PARTIAL: { exit: 40, meaning: 'some objects failed; the run can be resumed' },
  READ_BACK: { exit: 41, meaning: 'the target holds something else than was sent' },
  UNACCOUNTED: { exit: 42, meaning: 'a record of the backup ended in no bucket' },
  OBJECTIVE_MISSED: { exit: 50, meaning: 'a recovery objective of the drill was missed' },
  INTERRUPTED: { exit: 130, meaning: 'stopped by a signal (130 for SIGINT, 143 for SIGTERM)' },
} as const satisfies Record<string, ErrorCodeEntry>;

/** A code of the registry. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** True for a code of the registry. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code);
}

/** Inside one group of exit codes (20–29, …) the earlier code here is the worse one. */
const WORST_FIRST: readonly ErrorCode[] = [
  'SHARE_UNREACHABLE',
  'NOTHING_CHECKED',
  'NOT_FOUND',
  'INTEGRITY',
  'SCHEMA',
  'REFERENCE',
  'INCOMPLETE',
  'UNSUPPORTED',
  'WRONG_PASSWORD',
  'NO_KEY',
  'UNACCOUNTED',
  'READ_BACK',
  'PARTIAL',
];

function groupOf(code: ErrorCode): number {
  return Math.floor(ERROR_CODES[code].exit / 10);
}

function rankInGroup(code: ErrorCode): number {
  const rank = WORST_FIRST.indexOf(code);
  return rank === -1 ? WORST_FIRST.length : rank;
}

/**
 * Picks the one code that names the outcome when several apply: the highest group wins, and inside a group the worst.
 *
 * @returns undefined when `codes` is empty.
 */
export function selectWorstCode(codes: Iterable<ErrorCode>): ErrorCode | undefined {
  let worst: ErrorCode | undefined;
  for (const code of codes) {
    if (worst === undefined || isWorse(code, worst)) worst = code;
  }
  return worst;
}

function isWorse(code: ErrorCode, than: ErrorCode): boolean {
  const byGroup = groupOf(code) - groupOf(than);
  if (byGroup !== 0) return byGroup > 0;
  return rankInGroup(code) < rankInGroup(than);
}
