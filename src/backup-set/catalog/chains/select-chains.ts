import { createFinding, type Finding } from '../../../core/errors/finding.js';
import { type ChainLink, isBroken, type ResolvedChain, thumbprintOf } from './build-chains.js';
import { groupByKey } from '../../../core/group-by-key.js';

/** The chains of one set, one per repository, and the findings about the others. */
export interface SelectedChains {
  /** In the order of their repositories' names. */
  readonly links: readonly ChainLink[];
  readonly faults: readonly Finding[];
}

/**
 * Selects for each repository the usable chain that ends with the set's snapshot, the newest where there are several. A
 * set is of one stamp, one deployment and one certificate: chains that differ from most of the others are left out.
 */
export function selectChains(chains: readonly ResolvedChain[]): SelectedChains {
  const faults: Finding[] = [];
  const links: ChainLink[] = [];
  const byRepository = groupByKey(chains, ({ snapshot }) => snapshot.repositoryName.toLowerCase());
  for (const group of byRepository.values()) {
    const [best, other] = group.toSorted(byUsefulness);
    if (best === undefined) continue;
    if (isBroken(best)) {
      faults.push(...best.faults);
      continue;
    }
    links.push(best);
    faults.push(...best.notes);
    if (other !== undefined) faults.push(reportDuplicate(best, other));
  }
  const { agreeing, dissenting } = separateByOrigin(links);
  faults.push(...dissenting.map((link) => reportDissent(link, agreeing[0])));
  return { links: agreeing.toSorted(byRepositoryName), faults };
}

function byUsefulness(a: ResolvedChain, b: ResolvedChain): number {
  const byState = Number(isBroken(a)) - Number(isBroken(b));
  return byState === 0 ? b.snapshot.createdAt.getTime() - a.snapshot.createdAt.getTime() : byState;
}

function byRepositoryName(a: ChainLink, b: ChainLink): number {
  return a.snapshot.repositoryName < b.snapshot.repositoryName ? -1 : 1;
}

function originOf({ snapshot }: ChainLink): string {
  return `stamp ${snapshot.stampVersion}, deployment ${snapshot.deploymentId}, certificate ${thumbprintOf(snapshot) ?? 'none'}`;
}

function separateByOrigin(links: readonly ChainLink[]): {
  readonly agreeing: readonly ChainLink[];
  readonly dissenting: readonly ChainLink[];
} {
  const groups = [...groupByKey(links, originOf).values()];
  const [first = [], ...others] = groups.toSorted((a, b) => b.length - a.length);
  return { agreeing: first, dissenting: others.flat() };
}

function reportDuplicate(best: ChainLink, other: ResolvedChain): Finding {
  const { backupId, repositoryName: repository, metadataFile: file } = best.snapshot;
  const message = `two snapshots of the repository have one id; ${file} is used, ${other.snapshot.metadataFile} is not`;
  return createFinding('SNAPSHOT_DUPLICATE', message, { backupId, repository, file });
}

function reportDissent(link: ChainLink, example: ChainLink | undefined): Finding {
  const { backupId, repositoryName: repository, metadataFile: file } = link.snapshot;
  const expected = example === undefined ? 'something else' : originOf(example);
  const message = `${file} is of ${originOf(link)}; most of the set is of ${expected}`;
  return createFinding('CHAIN_DISAGREES', message, { backupId, repository, file });
}
