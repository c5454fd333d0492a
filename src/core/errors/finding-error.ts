import { createFinding, type Finding, type FindingPlace } from './finding.js';
import { FINDING_CODES, type FindingCode } from './finding-codes.js';
import { RestackError } from './restack-error.js';

/**
 * Makes the error for a fault found in a backup: its code is the finding's outcome, and the finding travels in
 * `details.finding`, so that a caller who collects findings can take it out again with {@link findingOf}.
 */
export function createFindingError(
  code: FindingCode,
  message: string,
  options: {
    readonly place?: FindingPlace;
    readonly cause?: unknown;
    readonly hints?: readonly string[];
  } = {},
): RestackError {
  return new RestackError(FINDING_CODES[code].outcome ?? 'INTERNAL', message, {
    ...(options.cause === undefined ? {} : { cause: options.cause }),
    ...(options.hints === undefined ? {} : { hints: options.hints }),
    details: { finding: createFinding(code, message, options.place) },
  });
}

/**
 * Makes the error for a proof that failed: its code is the outcome of the first finding that is an error, which travels
 * along as in {@link createFindingError}.
 */
export function createDamageError(findings: readonly Finding[]): RestackError {
  const fault = findings.find(({ severity }) => severity === 'error');
  if (fault === undefined) return new RestackError('INTERNAL', 'a proof failed without a finding');
  const where = fault.file === null ? '' : `${fault.file}: `;
  return new RestackError(FINDING_CODES[fault.code].outcome ?? 'INTERNAL', `${where}${fault.message}`, {
    details: { finding: fault },
    hints: ['see everything that is wrong: restack verify'],
  });
}

/** The finding that an error of {@link createFindingError} carries; undefined for any other error. */
export function findingOf(error: unknown): Finding | undefined {
  if (!(error instanceof RestackError)) return undefined;
  const finding: unknown = error.details['finding'];
  return isFinding(finding) ? finding : undefined;
}

function isFinding(value: unknown): value is Finding {
  return typeof value === 'object' && value !== null && 'code' in value && 'severity' in value;
}
