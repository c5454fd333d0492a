import { EMPTY_GUID } from '../../../core/guid.js';
import { groupByKey } from '../../../core/group-by-key.js';
import type { BackupSet } from '../../catalog.js';

/** A set, and the repositories of which anything lies in it, usable or not. */
export interface HoldingSet extends Pick<
  BackupSet,
  'backupId' | 'createdAt' | 'deploymentId' | 'stampVersion'
> {
  /** Full names by their lower case. */
  readonly held: ReadonlyMap<string, string>;
}

/** Repositories that sets before one of the same deployment and stamp version hold. */
export interface EarlierSets {
  /** Full names by their lower case. */
  readonly held: ReadonlyMap<string, string>;
  /** The newest of the earlier sets that holds a repository. */
  findHolder(name: string): HoldingSet | undefined;
}

interface Group {
  /** Eldest first. */
  readonly sets: readonly HoldingSet[];
  /** By lower-case name: the eldest set that holds it. */
  readonly since: ReadonlyMap<string, HoldingSet>;
}

const NOTHING: EarlierSets = { held: new Map(), findHolder: () => undefined };

/** The repositories that each deployment has had backed up under each stamp version. */
export class DeploymentHistory {
  readonly #groups: ReadonlyMap<string, Group>;

  constructor(sets: Iterable<HoldingSet>) {
    const groups = groupByKey(sets, keyOf);
    // Sets that cannot tell whose they are say nothing about each other.
    groups.delete(keyOf({ deploymentId: EMPTY_GUID, stampVersion: '' }));
    this.#groups = new Map([...groups].map(([key, members]) => [key, createGroup(members)]));
  }

  /** The sets before one. Sets of the same time are not before each other. */
  before(set: HoldingSet): EarlierSets {
    const group = this.#groups.get(keyOf(set));
    if (group === undefined) return NOTHING;
    const isEarlier = (other: HoldingSet) => other.createdAt.getTime() < set.createdAt.getTime();
    const held = [...group.since].filter(([, first]) => isEarlier(first));
    return {
      held: new Map(held.map(([name, first]) => [name, first.held.get(name) ?? name])),
      findHolder: (name) => group.sets.findLast((other) => isEarlier(other) && other.held.has(name)),
    };
  }
}

function keyOf({ deploymentId, stampVersion }: Pick<HoldingSet, 'deploymentId' | 'stampVersion'>): string {
  return deploymentId === EMPTY_GUID ? EMPTY_GUID : `${deploymentId} ${stampVersion}`;
}

function createGroup(members: readonly HoldingSet[]): Group {
  const sets = members.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const since = new Map<string, HoldingSet>();
  for (const set of sets) {
    for (const name of set.held.keys()) if (!since.has(name)) since.set(name, set);
  }
  return { sets, since };
}
