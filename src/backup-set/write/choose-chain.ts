import type { BackupSet, Catalog, Snapshot } from '../catalog.js';

/** The place of a snapshot: it begins a chain, or continues one. */
export type ChainPlace =
  | { readonly type: 'Full' }
  /** Backup ids of the chain's snapshots. */
  | { readonly type: 'Progressive'; readonly previousId: string; readonly fullId: string };

/** The facts that the snapshots of one chain have in common. */
export interface ChainOrigin {
  /** The store's location. */
  readonly store: string;
  readonly stampVersion: string;
  readonly oemVersion: string | null;
  /** Lower-case GUID. */
  readonly deploymentId: string;
  /** 40 upper-case hexadecimal digits. */
  readonly thumbprint: string;
}

/**
 * Chooses for each repository the chain that its next snapshot continues: the newest one of the same origin, as long as
 * that has fewer than `fullEvery` snapshots. Changes since then cannot be seen, because only the certificate's private
 * key opens the older snapshots: a Progressive is taken all the same, as a set needs a snapshot of each repository.
 *
 * @param fullEvery snapshots of a chain at the most, 1 for Fulls only.
 * Source: format specification, sections 4 and 11.
 */
export function chooseChains(
  catalog: Catalog,
  origin: ChainOrigin,
  { createdAt, fullEvery }: { readonly createdAt: Date; readonly fullEvery: number },
): (repositoryName: string) => ChainPlace {
  const newest = new Map<string, readonly Snapshot[]>();
  const sets = catalog.sets
    .filter((set) => isOfOrigin(set, origin) && set.createdAt < createdAt)
    .toSorted((left, right) => left.createdAt.getTime() - right.createdAt.getTime());
  for (const set of sets) {
    for (const { repositoryName, snapshots } of set.chains)
      newest.set(repositoryName.toLowerCase(), snapshots);
  }
  return (repositoryName) => {
    const chain = newest.get(repositoryName.toLowerCase()) ?? [];
    const [full] = chain;
    const previous = chain.at(-1);
    if (full === undefined || previous === undefined || chain.length >= fullEvery) return { type: 'Full' };
    return { type: 'Progressive', previousId: previous.backupId, fullId: full.backupId };
  };
}

function isOfOrigin(set: BackupSet, origin: ChainOrigin): boolean {
  return (
    set.store === origin.store &&
    set.layout === 'progressive' &&
    set.stampVersion === origin.stampVersion &&
    set.oemVersion === origin.oemVersion &&
    set.deploymentId === origin.deploymentId &&
    set.encryption.thumbprint === origin.thumbprint
  );
}
