import { type ErrorCode, selectWorstCode } from './error-codes.js';
import { FINDING_CODES, type FindingCode } from './finding-codes.js';

/** The weight of a finding: an `error` fails the set, a `warning` must be read, an `info` is context. */
export type Severity = 'error' | 'warning' | 'info';

/** The place where a finding was made. Absent parts do not apply. */
export interface FindingPlace {
  readonly backupId?: string;
  /** Full repository name, `Role;Component;Partition;Repository`. */
  readonly repository?: string;
  /** Path inside the store, `/` as separator; for a file inside an archive, `archive.zip!/entry`. */
  readonly file?: string;
  /** JSON pointer (RFC 6901) into the file or record. */
  readonly pointer?: string;
}

/** One thing that was noticed while a set was read. Every member is always present. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly backupId: string | null;
  readonly repository: string | null;
  readonly file: string | null;
  readonly pointer: string | null;
  readonly message: string;
}

/** Makes a finding whose severity is the one its code is registered with. */
export function createFinding(code: FindingCode, message: string, place: FindingPlace = {}): Finding {
  return {
    code,
    severity: FINDING_CODES[code].severity,
    backupId: place.backupId ?? null,
    repository: place.repository ?? null,
    file: place.file ?? null,
    pointer: place.pointer ?? null,
    message,
  };
}

/** True when one of the findings fails its set. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}

/** The error code that a list of findings amounts to; undefined when none of them is an error. */
export function selectOutcome(findings: readonly Pick<Finding, 'code'>[]): ErrorCode | undefined {
  const codes: ErrorCode[] = [];
  for (const { code } of findings) {
    const { outcome } = FINDING_CODES[code];
    if (outcome !== null) codes.push(outcome);
  }
  return selectWorstCode(codes);
}
