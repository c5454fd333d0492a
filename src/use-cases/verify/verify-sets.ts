import type { BackupSet } from '../../backup-set/catalog.js';
import { endAfter } from '../../core/errors/first-failure.js';
import { RestackError, SAME_COMMAND } from '../../core/errors/restack-error.js';
import type { Progress } from '../../core/progress.js';
import { type ProofCounts, shareProofs, type SharingProver } from './share-proofs.js';
import {
  type OpenSetProver,
  type SetVerdict,
  type VerificationLevel,
  verifySet,
  type VerifySetOptions,
} from './verify-set.js';

/**
 * Chooses the level of a verification: the one that is asked for, else the deepest that the keys permit.
 *
 * @throws NO_KEY when a level above `structure` is asked for and no key was given.
 */
export function chooseLevel(asked: VerificationLevel | undefined, hasKey: boolean): VerificationLevel {
  const level = asked ?? (hasKey ? 'content' : 'structure');
  if (level === 'structure' || hasKey) return level;
  throw new RestackError('NO_KEY', `no key given: --cert FILE.pfx; level ${level} needs one`, {
    hints: [`${SAME_COMMAND}--cert FILE.pfx`, `or prove what needs no key: ${SAME_COMMAND}--level structure`],
  });
}

/** The level and the listeners of a verification, and the way to a prover. */
export interface VerifySetsOptions {
  readonly level: VerificationLevel;
  /** Opens a prover of the store that a set lies in. */
  readonly open: (set: BackupSet) => Promise<OpenSetProver>;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Hears of each verdict before the next set is proved. */
  readonly onVerdict?: ((set: BackupSet, verdict: KeptVerdict) => Promise<void>) | undefined;
}

/** The part of a verdict that is kept while other sets are proved. */
export type KeptVerdict = Omit<SetVerdict, 'records' | 'untold'>;

/**
 * Proves sets with one prover for each store, the oldest first: the records of a snapshot are read for the set that it
 * was made for, and later sets rest on that proof. The verdicts come back in the order of `selected`. Errors as of
 * {@link verifySet}.
 */
export async function verifySets(
  selected: readonly BackupSet[],
  { level, open, progress, signal, onVerdict }: VerifySetsOptions,
): Promise<{ readonly verdicts: readonly KeptVerdict[]; readonly proofs: ProofCounts }> {
  const provers = new StoreProvers(open);
  const verified = new Map<BackupSet, KeptVerdict>();
  const verifyEach = async () => {
    for (const set of selected.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())) {
      signal.throwIfAborted();
      const options: VerifySetOptions = { level, prover: await provers.select(set), progress, signal };
      const verdict = leaveRecords(await verifySet(set, options));
      verified.set(set, verdict);
      await onVerdict?.(set, verdict);
    }
  };
  await endAfter(verifyEach, () => provers.close());
  return { verdicts: selected.flatMap((set) => verified.get(set) ?? []), proofs: provers.counts() };
}

/** The provers of all stores that sets were selected from; each remembers what it proved. */
class StoreProvers {
  readonly #provers = new Map<string, { readonly prover: OpenSetProver; readonly sharing: SharingProver }>();

  constructor(private readonly open: VerifySetsOptions['open']) {}

  async select(set: BackupSet): Promise<SharingProver> {
    const known = this.#provers.get(set.store);
    if (known !== undefined) return known.sharing;
    const prover = await this.open(set);
    const sharing = shareProofs(prover);
    this.#provers.set(set.store, { prover, sharing });
    return sharing;
  }

  counts(): ProofCounts {
    const counts = [...this.#provers.values()].map(({ sharing }) => sharing.counts());
    return {
      made: counts.reduce((sum, { made }) => sum + made, 0),
      shared: counts.reduce((sum, { shared }) => sum + shared, 0),
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#provers.values()].map(async ({ prover }) => prover.close()));
  }
}

function leaveRecords({ records: _records, untold: _untold, ...kept }: SetVerdict): KeptVerdict {
  return kept;
}
