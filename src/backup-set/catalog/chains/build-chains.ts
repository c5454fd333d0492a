import { createFinding, type Finding } from '../../../core/errors/finding.js';
import type { FindingCode } from '../../../core/errors/finding-codes.js';
import type { RepositoryChain, Snapshot } from '../../catalog.js';
import { groupByKey } from '../../../core/group-by-key.js';
import type { ProblemIndex } from '../folder/snapshot-problem.js';
import type { SnapshotNotes } from './find-replays.js';

/** A snapshot with the snapshots that it needs before it. */
export interface ChainLink {
  readonly snapshot: Snapshot;
  readonly previous: ChainLink | null;
  /** Sum of the data files up to here, in bytes. */
  readonly sizeBytes: number;
  /** The findings on the way, the newest first; shared between chains with a common start. */
  readonly notes: readonly Finding[];
}

/** A snapshot whose chain is broken somewhere: the root cause, and what it leads to. */
export interface BrokenChain {
  readonly snapshot: Snapshot;
  readonly previous?: never;
  readonly faults: readonly Finding[];
}

/** The faults of single snapshots that are known before chains are made of them. */
export interface KnownFaults {
  /** Of those that take no part. */
  readonly problems: ProblemIndex;
  /** Of those that do. */
  readonly notes: SnapshotNotes;
}

export type ResolvedChain = ChainLink | BrokenChain;

export function isBroken(chain: ResolvedChain): chain is BrokenChain {
  return 'faults' in chain;
}

/**
 * Resolves the synthetic full of every snapshot, each once: a Full stands alone, a Progressive on its predecessor. Time
 * and memory are linear in the number of snapshots, whatever they refer to.
 *
 * @returns one entry per snapshot that is used; of several with one id and type only the newest is.
 * Source: format specification, section 4.
 */
export function resolveChains(snapshots: readonly Snapshot[], known: KnownFaults): readonly ResolvedChain[] {
  const byRepository = groupByKey(snapshots, ({ repositoryName }) => repositoryName.toLowerCase());
  return [...byRepository.values()].flatMap((members) => new RepositoryResolver(members, known).resolveAll());
}

/**
 * Makes a set's chain. Its list of snapshots is made when first asked for: the lists of all sets together are quadratic
 * in the length of a chain, and a listing asks for none.
 */
export function createChain(chain: ChainLink): RepositoryChain {
  let snapshots: readonly Snapshot[] | undefined;
  return {
    repositoryName: chain.snapshot.repositoryName,
    get snapshots() {
      snapshots ??= listSnapshots(chain);
      return snapshots;
    },
  };
}

function listSnapshots(chain: ChainLink): readonly Snapshot[] {
  const snapshots: Snapshot[] = [];
  for (let link: ChainLink | null = chain; link !== null; link = link.previous) snapshots.push(link.snapshot);
  return snapshots.toReversed();
}

class RepositoryResolver {
  readonly #fulls = new Map<string, Snapshot>();
  readonly #progressives = new Map<string, Snapshot>();
  readonly #duplicates = new Map<Snapshot, Finding>();
  readonly #resolved = new Map<Snapshot, ResolvedChain>();
  readonly #known: KnownFaults;

  constructor(snapshots: readonly Snapshot[], known: KnownFaults) {
    this.#known = known;
    for (const snapshot of snapshots) this.#register(snapshot);
  }

  resolveAll(): readonly ResolvedChain[] {
    return [...this.#fulls.values(), ...this.#progressives.values()].map((snapshot) =>
      this.#resolve(snapshot),
    );
  }

  #register(snapshot: Snapshot): void {
    const byId = snapshot.type === 'Full' ? this.#fulls : this.#progressives;
    const other = byId.get(snapshot.backupId);
    if (other === undefined) {
      byId.set(snapshot.backupId, snapshot);
      return;
    }
    const [kept, dropped] = isNewer(snapshot, other) ? [snapshot, other] : [other, snapshot];
    byId.set(snapshot.backupId, kept);
    const message = `two ${kept.type} snapshots have one id; ${kept.metadataFile} is newer and used, ${dropped.metadataFile} is not`;
    this.#duplicates.set(kept, report('SNAPSHOT_DUPLICATE', kept, message));
  }

  /** Walks back to the nearest settled snapshot, then settles all on the way, eldest first. */
  #resolve(start: Snapshot): ResolvedChain {
    const path = new Set<Snapshot>();
    let current = start;
    let settled = this.#resolved.get(current);
    while (settled === undefined) {
      path.add(current);
      const previous = this.#findPrevious(current, path);
      if (previous === null) settled = this.#settle(this.#startChain(current));
      else if (Array.isArray(previous)) settled = this.#settle({ snapshot: current, faults: previous });
      else {
        settled = this.#resolved.get(previous);
        if (settled !== undefined) break;
        current = previous;
      }
    }
    for (const snapshot of [...path].toReversed()) {
      if (this.#resolved.has(snapshot)) continue;
      settled = this.#settle(this.#extend(settled, snapshot));
    }
    return settled;
  }

  #settle(chain: ResolvedChain): ResolvedChain {
    this.#resolved.set(chain.snapshot, chain);
    return chain;
  }

  #startChain(snapshot: Snapshot): ChainLink {
    return {
      snapshot,
      previous: null,
      sizeBytes: snapshot.dataFileSizeBytes,
      notes: this.#notesOf(snapshot),
    };
  }

  #notesOf(snapshot: Snapshot): readonly Finding[] {
    const duplicate = this.#duplicates.get(snapshot);
    const notes = this.#known.notes.get(snapshot) ?? [];
    return duplicate === undefined ? notes : [duplicate, ...notes];
  }

  #extend(previous: ResolvedChain, snapshot: Snapshot): ResolvedChain {
    if (isBroken(previous)) return { snapshot, faults: previous.faults };
    const differences = listDifferences(previous.snapshot, snapshot);
    if (differences.length > 0) {
      const message = `${snapshot.metadataFile} does not belong to its predecessor ${previous.snapshot.metadataFile}: ${differences.join('; ')}`;
      return { snapshot, faults: [report('CHAIN_DISAGREES', snapshot, message)] };
    }
    const notes = this.#notesOf(snapshot);
    return {
      snapshot,
      previous,
      sizeBytes: previous.sizeBytes + snapshot.dataFileSizeBytes,
      notes: notes.length === 0 ? previous.notes : [...notes, ...previous.notes],
    };
  }

  /** The predecessor; null for a Full; findings where there is none. */
  #findPrevious(snapshot: Snapshot, path: ReadonlySet<Snapshot>): Snapshot | null | Finding[] {
    if (snapshot.type === 'Full') return null;
    const { dependentFullId, previousId } = snapshot;
    if (dependentFullId === null || !this.#fulls.has(dependentFullId)) {
      return this.#reportMissing('CHAIN_FULL_MISSING', snapshot, dependentFullId);
    }
    const previous = this.#findById(previousId, dependentFullId);
    if (previous === undefined) return this.#reportMissing('CHAIN_PREDECESSOR_MISSING', snapshot, previousId);
    if (!path.has(previous)) return previous;
    const message = `the predecessors of ${snapshot.metadataFile} form a circle and never reach a Full`;
    return [report('CHAIN_PREDECESSOR_MISSING', snapshot, message)];
  }

  #findById(previousId: string | null, fullId: string): Snapshot | undefined {
    if (previousId === null) return undefined;
    if (previousId === fullId) return this.#fulls.get(fullId);
    return this.#progressives.get(previousId) ?? this.#fulls.get(previousId);
  }

  #reportMissing(code: FindingCode, snapshot: Snapshot, id: string | null): Finding[] {
    const what = code === 'CHAIN_FULL_MISSING' ? 'Full' : 'predecessor';
    const message =
      id === null
        ? `${snapshot.metadataFile} names no ${what}`
        : `the ${what} ${id} of ${snapshot.metadataFile} is not there, or takes no part`;
    const causes = id === null ? [] : this.#known.problems.find(snapshot.repositoryName, id);
    return [...causes.map(({ finding }) => finding), report(code, snapshot, message)];
  }
}

function isNewer(a: Snapshot, b: Snapshot): boolean {
  const byTime = a.createdAt.getTime() - b.createdAt.getTime();
  return byTime === 0 ? a.metadataFile > b.metadataFile : byTime > 0;
}

function listDifferences(previous: Snapshot, snapshot: Snapshot): readonly string[] {
  const found: string[] = [];
  const compare = (what: string, a: string | null, b: string | null) => {
    if (a !== b) found.push(`${what} ${b ?? 'none'} after ${a ?? 'none'}`);
  };
  compare('stamp version', previous.stampVersion, snapshot.stampVersion);
  compare('OEM version', previous.oemVersion, snapshot.oemVersion);
  compare('deployment', previous.deploymentId, snapshot.deploymentId);
  compare('certificate', thumbprintOf(previous), thumbprintOf(snapshot));
  compare(
    'Full',
    previous.type === 'Full' ? previous.backupId : previous.dependentFullId,
    snapshot.dependentFullId,
  );
  return found;
}

/** The certificate of a snapshot; null in key mode. */
export function thumbprintOf({ encryption }: Pick<Snapshot, 'encryption'>): string | null {
  return encryption.mode === 'certificate' ? encryption.thumbprint : null;
}

function report(code: FindingCode, snapshot: Snapshot, message: string): Finding {
  const { backupId, repositoryName: repository, metadataFile: file } = snapshot;
  return createFinding(code, message, { backupId, repository, file });
}
