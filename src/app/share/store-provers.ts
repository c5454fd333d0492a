import type { BackupSet } from '../../backup-set/catalog.js';
import { createSetProver, type OpenSetProver } from '../../adapters/proof/set-prover.js';
import { type ProofCounts, shareProofs, type SharingProver } from '../../use-cases/verify/share-proofs.js';
import type { SetProver } from '../../use-cases/verify/verify-set.js';
import type { AppContext } from '../app.js';
import type { OpenSets } from './open-sets.js';

/** Provers of all stores of a share. */
export interface StoreProvers {
  select(set: BackupSet): Promise<SetProver>;
  /** The proofs that all of them together made and shared. */
  counts(): ProofCounts;
  close(): Promise<void>;
}

/** Makes one prover for each store that a set is selected from; it remembers what it proved. */
export function createStoreProvers(sets: OpenSets, context: AppContext): StoreProvers {
  const provers = new Map<string, { readonly prover: OpenSetProver; readonly sharing: SharingProver }>();
  return {
    async select(set) {
      const known = provers.get(set.store);
      if (known !== undefined) return known.sharing;
      const prover = await createSetProver(sets.contextOf(set), context.signal);
      const sharing = shareProofs(prover);
      provers.set(set.store, { prover, sharing });
      return sharing;
    },
    counts() {
      const counts = [...provers.values()].map(({ sharing }) => sharing.counts());
      return {
        made: counts.reduce((sum, { made }) => sum + made, 0),
        shared: counts.reduce((sum, { shared }) => sum + shared, 0),
      };
    },
    async close() {
      await Promise.all([...provers.values()].map(async ({ prover }) => prover.close()));
    },
  };
}
