import { ERROR_CODES, type ErrorCode } from '../../core/errors/error-codes.js';
import { RestackError } from '../../core/errors/restack-error.js';

/** The things that a night needs, in the order in which they are shown. */
export type CheckName =
  | 'node'
  | 'configuration'
  | 'share'
  | 'speed'
  | 'set'
  | 'keys'
  | 'proxy'
  | 'admin'
  | 'user'
  | 'sign-in-service'
  | 'certificates'
  | 'clock'
  | 'sign-in'
  | 'permissions'
  | 'versions';

/** One thing that was checked, or not. */
export interface DoctorCheck {
  readonly check: CheckName;
  readonly status: 'passed' | 'failed' | 'not-checked';
  /** The finding in a few words. */
  readonly message: string;
  /** The code of a failure; null for all others. */
  readonly code: ErrorCode | null;
  /** The command that mends it; null where nothing is to be mended. */
  readonly mend: string | null;
}

export function pass(check: CheckName, message: string): DoctorCheck {
  return { check, status: 'passed', message, code: null, mend: null };
}

export function skip(check: CheckName, message: string, mend: string | null = null): DoctorCheck {
  return { check, status: 'not-checked', message, code: null, mend };
}

/** A failure, and the command that mends it. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly mend: string | null;
}

export function fail(check: CheckName, failure: Failure): DoctorCheck {
  return { check, status: 'failed', ...failure };
}

/** A failure by the error that stopped the check; `mend` comes before the error's own advice. */
export function failWith(check: CheckName, error: unknown, mend: string | null = null): DoctorCheck {
  if (!(error instanceof RestackError) || error.code === 'INTERRUPTED') throw error;
  const { code, message, hints } = error;
  return fail(check, { code, message, mend: mend ?? hints[0] ?? null });
}

/**
 * A failure by the error that stopped the check; the error's own advice comes before `mend`. Where it ends in a flag of
 * the command that failed, `mend` is that command.
 */
export function failAtHint(check: CheckName, error: unknown, mend: string): DoctorCheck {
  const failed = failWith(check, error);
  return { ...failed, mend: failed.mend?.replace(/(?<=: )--[a-z-]+ [A-Z]+$/, mend) ?? mend };
}

/** The code that decides the exit: of the failure with the highest one; undefined when nothing failed. */
export function selectWorstCode(checks: readonly DoctorCheck[]): ErrorCode | undefined {
  const codes = checks.flatMap(({ code }) => (code === null ? [] : [code]));
  return codes.toSorted((left, right) => ERROR_CODES[right].exit - ERROR_CODES[left].exit)[0];
}
