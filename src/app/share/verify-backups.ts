import type { BackupSet } from '../../backup-set/catalog.js';
import { endAfter } from '../../core/errors/first-failure.js';
import { processRedactor } from '../../core/redaction/redactor.js';
import { systemClock } from '../../core/clock.js';
import { type Finding, selectOutcome } from '../../core/errors/finding.js';
import { checkAge } from '../../use-cases/verify/share/backup-age.js';
import { createSetProver } from '../../adapters/proof/set-prover.js';
import type { SetVerdict, VerificationLevel } from '../../use-cases/verify/verify-set.js';
import type { KeptVerdict, verifySets } from '../../use-cases/verify/verify-sets.js';
import type { AppContext, VerifyBackups, VerifyOptions } from '../app.js';
import { addFindings, checkHeaders } from './check-headers.js';
import { type OpenSets, withOpenSets } from './open-sets.js';
import { selectSets } from './select-sets.js';

/**
 * Proves sets, one after the other, to a level. A snapshot that several of them rest on is proved once.
 *
 * @throws NOTHING_CHECKED when the share holds no set; NOT_FOUND or USAGE for a selector that names none; NO_KEY when a
 * level above `structure` is asked for and no key was given.
 */
export const verifyBackups: VerifyBackups = (options, context) =>
  withOpenSets(options, context, async (sets) => {
    const { chooseLevel } = await import('../../use-cases/verify/verify-sets.js');
    const level = chooseLevel(options.level, sets.keys.any);
    const { selected, passedOver } = await selectSets(sets, options, context);
    const { verdicts, proofs } = await verifySelected(selected, { level, sets, context });
    const findings = [
      ...listShareFindings(selected, sets, options),
      ...judgeAge(selected, verdicts, options),
    ];
    const outcome = selectOutcome([...findings, ...verdicts.flatMap((verdict) => verdict.findings)]);
    return { result: { level, backups: verdicts, proofs, passedOver, findings }, outcome };
  });

/** The faults of the share: all of them where all sets are verified, else those that the sets rest on, each once. */
function listShareFindings(
  selected: readonly BackupSet[],
  { catalog }: OpenSets,
  { backups }: VerifyOptions,
): readonly Finding[] {
  if (backups.length === 0) return catalog.findings;
  return [...new Set(selected.flatMap(({ foundations }) => foundations))];
}

function judgeAge(
  selected: readonly BackupSet[],
  verdicts: readonly Pick<SetVerdict, 'verdict'>[],
  { maxAgeMs }: VerifyOptions,
): readonly Finding[] {
  if (maxAgeMs === undefined) return [];
  const aged = selected.map((set, index) => ({
    ...set,
    isGood: set.cloudRecoveryReady && verdicts[index]?.verdict === 'passed',
  }));
  return checkAge(aged, { maxAgeMs, now: systemClock.now() });
}

interface Verification {
  readonly level: VerificationLevel;
  readonly sets: OpenSets;
  readonly context: AppContext;
}

/** Proves some sets of an opened share; `onVerdict` hears of each, by its place among them, before the next one. */
export async function verifySelected(
  selected: readonly BackupSet[],
  {
    level,
    sets,
    context,
    onVerdict,
  }: Verification & { readonly onVerdict?: (index: number, verdict: KeptVerdict) => Promise<void> },
): Promise<Awaited<ReturnType<typeof verifySets>>> {
  const { verifySets: verifyEach } = await import('../../use-cases/verify/verify-sets.js');
  const { progress, signal } = context;
  const found = await checkHeaders(selected, sets, { level, signal });
  const judged = selected.map((set) => addFindings(set, found));
  return verifyEach(judged, {
    level,
    open: (set) => createSetProver(sets.contextOf(set), signal),
    progress,
    signal,
    onVerdict: async (set, verdict) => onVerdict?.(judged.indexOf(set), verdict),
  });
}

/** Proves one set in an opened share, with the faults of the store that it rests on among its own. */
export async function verifyOne(
  given: BackupSet,
  { level, sets, context }: Verification,
): Promise<SetVerdict> {
  const { verifySet } = await import('../../use-cases/verify/verify-set.js');
  const { progress, signal } = context;
  const { findings, ...rest } = addFindings(given, await checkHeaders([given], sets, { level, signal }));
  const set = { ...rest, findings: [...findings, ...given.foundations] };
  const prover = await createSetProver(sets.contextOf(set), signal);
  const verdict = await endAfter(
    () => verifySet(set, { level, prover, progress, signal }),
    () => prover.close(),
  );
  // From here on the target gets to know them, and may repeat them.
  for (const { value } of verdict.records?.secret ?? []) processRedactor.keep(value);
  return verdict;
}
