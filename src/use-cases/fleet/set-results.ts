import { parseJson } from '../../cloud/json-value.js';
import { isFindingCode } from '../../core/errors/finding-codes.js';
import { isErrorCode } from '../../core/errors/error-codes.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { setResult } from '../../schema/generated/fleet-files.js';
import type { ProofFailure, PlannedSet, SetResult, VerifiedBackup, WorkList } from '../../schema/results.js';
import { describeFault, validateAgainst } from '../../schema/schema-violations.js';
import { renderCanonicalJson } from './work-list.js';

/** Makes the result of one set: a verdict, or why there is none. */
export function createSetResult(
  { digest, sets }: WorkList,
  position: number,
  ended: { readonly backup: VerifiedBackup } | { readonly failure: ProofFailure },
): SetResult {
  const { stamp, backupId } = takeSet(sets, position);
  const schema = 'restack/set-result/v1';
  return {
    schema,
    workDigest: digest,
    position,
    stamp,
    backupId,
    backup: null,
    failure: null,
    ...ended,
  };
}

/** Writes a result, with the same bytes for the same proof. */
export function renderSetResult(result: SetResult): string {
  return `${renderCanonicalJson(result)}\n`;
}

function takeSet(sets: WorkList['sets'], position: number): PlannedSet {
  const set = sets[position];
  if (set === undefined) throw new RestackError('INTERNAL', `the work list has no set ${position}`);
  return set;
}

/**
 * Names the files of results, by place in the work list: the backup id, and a number behind it where the list has
 * several sets of that id.
 */
export function nameResults({ sets }: WorkList): readonly string[] {
  const times = new Map<string, number>();
  return sets.map(({ backupId }) => {
    const time = (times.get(backupId) ?? 0) + 1;
    times.set(backupId, time);
    return time === 1 ? `${backupId}.json` : `${backupId}-${time}.json`;
  });
}

/**
 * Parses the result of a set.
 *
 * @param path names the file in errors
 * @throws CONFIG when it is no result, or none of this work list.
 */
export function parseSetResult(text: string, path: string, { digest, sets }: WorkList): SetResult {
  const refuse = (why: string) =>
    new RestackError('CONFIG', `${path} is no result of this work list: ${why}`, {
      hints: ['give the results of this night a folder of their own, and prove what is missing again'],
      details: { path },
    });
  const document = parseJson(text);
  const validation = validateAgainst(setResult, document, 'size-only');
  if (!validation.valid) throw refuse(describeFault(document, validation.violations));
  const { value } = validation;
  if (value.workDigest !== digest) throw refuse(`it is of work list ${value.workDigest.slice(0, 12)}`);
  const set = sets[value.position];
  if (set?.stamp !== value.stamp || set.backupId !== value.backupId) {
    throw refuse('the list has another set in its place');
  }
  const fault = findContradiction(value);
  if (fault !== undefined) throw refuse(fault);
  return value;
}

/** Finds what no shard writes; undefined where there is nothing. */
function findContradiction({ backup, failure, backupId }: SetResult): string | undefined {
  if ((backup === null) === (failure === null)) return 'it has neither verdict nor failure, or both';
  if (failure !== null) return isErrorCode(failure.code) ? undefined : 'its failure has an unknown code';
  if (backup === null) return undefined;
  if (backup.backupId !== backupId) return 'its verdict is on another set';
  const { findings, verdict } = backup;
  if (!findings.every(({ code }) => isFindingCode(code))) return 'a finding has an unknown code';
  const hasError = findings.some(({ severity }) => severity === 'error');
  return hasError === (verdict === 'failed') ? undefined : 'its verdict contradicts its findings';
}
