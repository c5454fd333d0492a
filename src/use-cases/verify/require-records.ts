import { formatCount } from '../../core/sizes.js';
import type { SetRecords, Untold } from '../../backup-set/content/records.js';
import { type Finding, selectOutcome } from '../../core/errors/finding.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { SetVerdict } from './verify-set.js';

/** The records of a set that was proved to `content`. */
export interface ProvedRecords {
  readonly records: SetRecords;
  readonly findings: readonly Finding[];
  /** The things that the set does not tell about them. */
  readonly untold: readonly Untold[];
}

/**
 * Takes the records out of a verdict.
 *
 * @param consequence what a failed proof means to whoever asks, such as `it is not compared`
 * @throws the code of the worst finding, with all errors in the details, when the set failed its proof.
 */
export function requireRecords(
  { backupId, records, findings, untold }: Pick<SetVerdict, 'backupId' | 'records' | 'findings' | 'untold'>,
  consequence?: string,
): ProvedRecords {
  if (records !== undefined) return { records, findings, untold };
  const errors = findings.filter(({ severity }) => severity === 'error');
  const what = `backup set ${backupId} fails its proof${consequence === undefined ? '' : `: ${consequence}`}`;
  const first = errors[0]?.message ?? 'no record could be read';
  throw new RestackError(
    selectOutcome(findings) ?? 'INCOMPLETE',
    `${what} (${formatCount(errors.length, 'error')}, first: ${first})`,
    {
      details: { findings: errors },
      hints: [`see everything that is wrong: restack verify ${backupId}`],
    },
  );
}
