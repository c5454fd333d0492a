import type { BackupSet, Catalog } from '../../backup-set/catalog.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { selectOutcome } from '../../core/errors/finding.js';
import type { ProofCounts } from '../../use-cases/verify/share-proofs.js';
import type { SetVerdict, VerificationLevel } from '../../use-cases/verify/verify-set.js';
import type { AppContext, VerifyBackups, VerifyOptions } from '../app.js';
import { type OpenSets, withOpenSets } from './open-sets.js';
import { createSetProver } from '../../adapters/proof/set-prover.js';
import { createStoreProvers } from './store-provers.js';

/**
 * Proves sets, one after the other, to a level. A snapshot that several of them rest on is proved once.
 *
 * @throws NOTHING_CHECKED when the share holds no set; NOT_FOUND or USAGE for a selector that names none; NO_KEY when a
 * level above `structure` is asked for and no key was given.
 */
export const verifyBackups: VerifyBackups = (options, context) =>
  withOpenSets(options, context, async (sets) => {
    const level = options.level ?? (sets.keys.any ? 'content' : 'structure');
    assertKeyGiven(level, sets);
    const selected = await selectSets(sets.catalog, options);
    const { verdicts, proofs } = await verifyEach(selected, { level, sets, context });
    const everything = options.backups.length === 0;
    const findings = everything ? sets.catalog.findings : [];
    const outcome = selectOutcome([...findings, ...verdicts.flatMap((verdict) => verdict.findings)]);
    return { result: { level, backups: verdicts, proofs, findings }, outcome };
  });

function assertKeyGiven(level: VerificationLevel, { keys }: OpenSets): void {
  if (level === 'structure' || keys.any) return;
  throw new RestackError('NO_KEY', `level ${level} needs a certificate or a legacy key, and none was given`, {
    hints: [
      'give the certificate with its private key: --cert FILE.pfx',
      'or prove what needs no key: --level structure',
    ],
  });
}

async function selectSets(catalog: Catalog, options: VerifyOptions): Promise<readonly BackupSet[]> {
  const { selectBackupSet, selectDeployment } = await import('../../backup-set/catalog/select-set.js');
  const { deployment, backups } = options;
  if (backups.length > 0) {
    const chosen = backups.map((selector) =>
      selectBackupSet(catalog, selector, { deploymentId: deployment }),
    );
    return [...new Set(chosen)];
  }
  const sets = selectDeployment(catalog, deployment);
  if (sets.length > 0) return sets;
  throw new RestackError('NOTHING_CHECKED', 'the share holds no backup set to verify', {
    hints: ['look what is there: restack list --share PATH'],
  });
}

interface Verification {
  readonly level: VerificationLevel;
  readonly sets: OpenSets;
  readonly context: AppContext;
}

/** The part of a verdict that is kept while other sets are proved. */
type KeptVerdict = Omit<SetVerdict, 'records'>;

/**
 * Proves sets with one prover for each store, the oldest first: the records of a snapshot are read for the set that it
 * was made for, and later sets rest on that proof. The verdicts come back in the order of `selected`.
 */
async function verifyEach(
  selected: readonly BackupSet[],
  { level, sets, context }: Verification,
): Promise<{ readonly verdicts: readonly KeptVerdict[]; readonly proofs: ProofCounts }> {
  const { verifySet } = await import('../../use-cases/verify/verify-set.js');
  const provers = createStoreProvers(sets, context);
  const verified = new Map<BackupSet, KeptVerdict>();
  try {
    for (const set of selected.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())) {
      context.signal.throwIfAborted();
      const prover = await provers.select(set);
      const options = { level, prover, progress: context.progress, signal: context.signal };
      verified.set(set, leaveRecords(await verifySet(set, options)));
    }
  } finally {
    await provers.close();
  }
  return { verdicts: selected.flatMap((set) => verified.get(set) ?? []), proofs: provers.counts() };
}

/** Proves one set in an opened share. */
export async function verifyOne(set: BackupSet, { level, sets, context }: Verification): Promise<SetVerdict> {
  const { verifySet } = await import('../../use-cases/verify/verify-set.js');
  const prover = await createSetProver(sets.contextOf(set), context.signal);
  try {
    return await verifySet(set, { level, prover, progress: context.progress, signal: context.signal });
  } finally {
    await prover.close();
  }
}

function leaveRecords({ backupId, verdict, checked, findings }: SetVerdict): KeptVerdict {
  return { backupId, verdict, checked, findings };
}
