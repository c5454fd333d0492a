import type { BackupSet } from '../../backup-set/catalog.js';
import { endAfter } from '../../core/errors/first-failure.js';
import { processRedactor } from '../../core/redaction/redactor.js';
import { selectOutcome } from '../../core/errors/finding.js';
import { createSetProver } from '../../adapters/proof/set-prover.js';
import type { SetVerdict, VerificationLevel } from '../../use-cases/verify/verify-set.js';
import type { AppContext, VerifyBackups } from '../app.js';
import { type OpenSets, withOpenSets } from './open-sets.js';

/**
 * Proves sets, one after the other, to a level. A snapshot that several of them rest on is proved once.
 *
 * @throws NOTHING_CHECKED when the share holds no set; NOT_FOUND or USAGE for a selector that names none; NO_KEY when a
 * level above `structure` is asked for and no key was given.
 */
export const verifyBackups: VerifyBackups = (options, context) =>
  withOpenSets(options, context, async (sets) => {
    const [{ selectSets }, { chooseLevel, verifySets }] = await Promise.all([
      import('../../backup-set/catalog/select-set.js'),
      import('../../use-cases/verify/verify-sets.js'),
    ]);
    const { catalog, keys } = sets;
    const level = chooseLevel(options.level, keys.any);
    const { backups: selectors, deployment } = options;
    const selected = selectSets(catalog, selectors, { deploymentId: deployment });
    const { progress, signal } = context;
    const open = (set: BackupSet) => createSetProver(sets.contextOf(set), signal);
    const { verdicts, proofs } = await verifySets(selected, { level, open, progress, signal });
    const findings = selectors.length === 0 ? catalog.findings : [];
    const outcome = selectOutcome([...findings, ...verdicts.flatMap((verdict) => verdict.findings)]);
    return { result: { level, backups: verdicts, proofs, findings }, outcome };
  });

interface Verification {
  readonly level: VerificationLevel;
  readonly sets: OpenSets;
  readonly context: AppContext;
}

/** Proves one set in an opened share. */
export async function verifyOne(set: BackupSet, { level, sets, context }: Verification): Promise<SetVerdict> {
  const { verifySet } = await import('../../use-cases/verify/verify-set.js');
  const { progress, signal } = context;
  const prover = await createSetProver(sets.contextOf(set), signal);
  const verdict = await endAfter(
    () => verifySet(set, { level, prover, progress, signal }),
    () => prover.close(),
  );
  // From here on the target gets to know them, and may repeat them.
  for (const { value } of verdict.records?.secret ?? []) processRedactor.keep(value);
  return verdict;
}
