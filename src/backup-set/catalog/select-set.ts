import { createIdShortener } from '../../core/guid.js';
import { formatCount } from '../../core/sizes.js';
import { EMPTY_GUID } from '../../core/guid.js';
import { formatMinute } from '../../core/clock.js';
import { RestackError, SAME_COMMAND } from '../../core/errors/restack-error.js';
import type { BackupSet, Catalog, RepositoryChain } from '../catalog.js';
import type { Store } from '../store.js';

/** Narrows a selection. */
export interface DeploymentChoice {
  /** Deployment id, or an unambiguous start of one, in any case. */
  readonly deploymentId?: string | undefined;
}

const MIN_PREFIX = 4;
/** The most candidates in a hint. */
const TOLD = 5;

/**
 * Selects one set: by backup id, by an unambiguous start of one (4 characters at least), or `latest`, the newest
 * cloud-recovery-ready set of one deployment.
 *
 * @throws NOT_FOUND when there is no such set.
 * @throws USAGE when the selector is too short or ambiguous, or `latest` would choose between deployments.
 */
export function selectBackupSet(
  catalog: Catalog,
  selector: string,
  options: DeploymentChoice = {},
): BackupSet {
  const sets = selectDeployment(catalog, options.deploymentId);
  const wanted = selector.trim().toLowerCase();
  if (wanted === 'latest') return selectLatest(sets);
  if (wanted.length < MIN_PREFIX) {
    throw new RestackError(
      'USAGE',
      `"${selector}" is too short: give at least ${MIN_PREFIX} characters of a backup id`,
      {
        hints: listCandidates(preferReady(sets, wanted)),
      },
    );
  }
  const matches = sets.filter(({ backupId }) => backupId.startsWith(wanted));
  const [match, ...others] = matches;
  if (match === undefined) {
    throw new RestackError('NOT_FOUND', `no backup set on the share starts with "${selector}"`, {
      hints: listCandidates(orderByLikeness(sets, wanted)),
      details: { selector, sets: sets.length },
    });
  }
  if (others.length > 0) throw createAmbiguous(selector, preferReady(matches, wanted));
  return match;
}

/**
 * The sets of one deployment, newest first; all sets when none is given.
 *
 * @throws NOT_FOUND when no set is of that deployment. @throws USAGE when it is the start of several.
 */
export function selectDeployment(catalog: Catalog, deploymentId?: string): readonly BackupSet[] {
  if (deploymentId === undefined) return catalog.sets;
  const wanted = deploymentId
    .trim()
    .toLowerCase()
    .replace(/^\{(.*)\}$/, '$1');
  const known = listDeployments(catalog.sets);
  const matches = wanted === '' ? [] : known.filter((id) => id.startsWith(wanted));
  const [match, ...others] = matches;
  if (match === undefined) {
    throw new RestackError('NOT_FOUND', `no backup set on the share is of deployment "${deploymentId}"`, {
      hints: hintDeployments(known, catalog.sets),
      details: { deployments: known },
    });
  }
  if (others.length > 0) {
    throw new RestackError(
      'USAGE',
      `deployment "${deploymentId}" is the start of ${formatCount(matches.length, 'id')}`,
      {
        hints: hintDeployments(matches, catalog.sets),
        details: { deployments: matches },
      },
    );
  }
  return catalog.sets.filter((set) => set.deploymentId === match);
}

/** The command that was typed, for each deployment, with the time of its newest set: ids alone tell nobody which is which. */
function hintDeployments(ids: readonly string[], sets: readonly BackupSet[]): readonly string[] {
  const shorten = createIdShortener(listDeployments(sets));
  return ids.slice(0, TOLD).map((id) => {
    const newest = sets.find(({ deploymentId }) => deploymentId === id);
    const when = newest === undefined ? '' : `   # newest set ${formatMinute(newest.createdAt)}`;
    return `${SAME_COMMAND}--deployment ${shorten(id)}${when}`;
  });
}

/** Deployment ids, in the order of their newest sets; sets that do not tell theirs are left out. */
export function listDeployments(sets: readonly BackupSet[]): readonly string[] {
  return [...new Set(sets.map(({ deploymentId }) => deploymentId))].filter((id) => id !== EMPTY_GUID);
}

function selectLatest(sets: readonly BackupSet[]): BackupSet {
  const deployments = listDeployments(sets);
  if (deployments.length > 1) {
    const message = `the share holds sets of ${formatCount(deployments.length, 'deployment')}: "latest" of which one?`;
    throw new RestackError('USAGE', message, {
      hints: hintDeployments(deployments, sets),
      details: { deployments },
    });
  }
  const latest = sets.find((set) => set.cloudRecoveryReady);
  if (latest === undefined) {
    const why =
      sets.length === 0
        ? 'there are no sets'
        : `none of ${formatCount(sets.length, 'set')} is cloud-recovery ready`;
    throw new RestackError('NOT_FOUND', `there is no latest backup set: ${why}`, {
      hints: sets.length === 0 ? [] : listCandidates(sets),
      details: { sets: sets.length },
    });
  }
  // The order is newest first, and ids decide between equals; the same id in two places is nobody's guess.
  const twins = sets.filter(({ backupId }) => backupId === latest.backupId);
  if (twins.length > 1) throw createAmbiguous('latest', twins);
  return latest;
}

function createAmbiguous(selector: string, matches: readonly BackupSet[]): RestackError {
  const isOneId = new Set(matches.map(({ backupId }) => backupId)).size === 1;
  const stores = [...new Set(matches.map(({ store }) => store))];
  const hints = isOneId ? stores.map((store) => `restack list --share "${store}"`) : listCandidates(matches);
  return new RestackError('USAGE', `"${selector}" stands for ${matches.length} backup sets.`, {
    hints,
    details: { candidates: matches.map(({ backupId, store }) => ({ backupId, store })) },
  });
}

function listCandidates(sets: readonly BackupSet[]): readonly string[] {
  return sets.slice(0, TOLD).map(({ backupId }) => `restack show ${backupId}`);
}

/** The sets that the typed characters begin, or all where they begin none; those that are ready come first. */
function preferReady(sets: readonly BackupSet[], wanted: string): readonly BackupSet[] {
  const begun = sets.filter(({ backupId }) => backupId.startsWith(wanted));
  return (begun.length > 0 ? begun : sets).toSorted(
    (a, b) => Number(b.cloudRecoveryReady) - Number(a.cloudRecoveryReady),
  );
}

/** Orders sets by their likeness to the typed id: the longest common start comes first; the order is kept otherwise. */
function orderByLikeness(sets: readonly BackupSet[], wanted: string): readonly BackupSet[] {
  const likeness = (set: BackupSet) => {
    let length = 0;
    while (length < wanted.length && set.backupId[length] === wanted[length]) length += 1;
    return length;
  };
  return sets.toSorted((a, b) => likeness(b) - likeness(a));
}

/**
 * Selects the chains of repositories by their names, in any case; without names all.
 *
 * @throws NOT_FOUND for a repository that the set does not have.
 */
export function selectRepositories(set: BackupSet, names: readonly string[]): readonly RepositoryChain[] {
  if (names.length === 0) return set.chains;
  return names.map((name) => {
    const chain = set.chains.find(
      ({ repositoryName }) => repositoryName.toLowerCase() === name.toLowerCase(),
    );
    if (chain !== undefined) return chain;
    throw new RestackError('NOT_FOUND', `set ${set.backupId} has no repository ${name}`, {
      hints: [`see its repositories: restack show ${set.backupId}`],
    });
  });
}

/** Selects the sets that stores are about: an archive holds one set, and parts of those that its chains rest on. */
export function selectWholeSets(
  sets: readonly BackupSet[],
  stores: readonly Pick<Store, 'location' | 'packedBackupId'>[],
): readonly BackupSet[] {
  const packed = new Map(stores.map(({ location, packedBackupId }) => [location, packedBackupId]));
  return sets.filter(({ store, backupId }) => (packed.get(store) ?? backupId) === backupId);
}
