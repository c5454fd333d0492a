import {
  PORTABLE_REPOSITORIES,
  SUBSCRIPTIONS_DATABASE,
  TOOL_REPOSITORIES,
} from '../../names/portable-repositories.js';
import type { BackupStatus, RepositoryRegistration } from '../../catalog.js';
import type { EarlierSets } from './deployment-history.js';
import type { BackupInfo } from '../../../schema/generated/types.js';

/** All that speaks of a set's repositories. None of it is authenticated, so that it can ask for more and never for less. */
export interface RepositoryEvidence {
  /** Repositories with a usable chain, full names by their lower case. */
  readonly present: ReadonlyMap<string, string>;
  /** The descriptions that the writers of their snapshots gave, by lower-case name. */
  readonly descriptions: ReadonlyMap<string, string>;
  /** Repositories of which anything lies in the set, usable or not. */
  readonly lying: ReadonlyMap<string, string>;
  readonly registrations: readonly RepositoryRegistration[];
  /** As BackupInfo has it. */
  readonly stated: readonly StatedRepository[];
  readonly earlier: EarlierSets;
}

/** A repository that a set needs, and why. */
export interface NeededRepository {
  readonly repositoryName: string;
  /** Clauses for people. */
  readonly reasons: readonly string[];
  /** True where it is there, or another one that holds the same. */
  readonly isThere: boolean;
  /** True where nothing but BackupInfo asks for it. */
  readonly isOnlyClaimed: boolean;
}

const CLAIMED = 'BackupInfo says that it succeeded';
const KNOWN = new Map(PORTABLE_REPOSITORIES.map((entry) => [entry.repositoryName.toLowerCase(), entry]));
const DATABASE = SUBSCRIPTIONS_DATABASE.toLowerCase();
const OF_TOOL = toLowerCase(TOOL_REPOSITORIES);
const PORTABLE_FLOOR = PORTABLE_REPOSITORIES.filter(({ essential }) => essential).map(
  ({ repositoryName }) => repositoryName,
);
const ESSENTIAL_ANYWHERE = new Set([...OF_TOOL, ...toLowerCase(PORTABLE_FLOOR)]);

/** In the SQL Server backup of the subscriptions database. Source: format specification, section 5. */
const IN_DATABASE: ReadonlySet<string> = toLowerCase(
  PORTABLE_REPOSITORIES.filter(
    ({ kind }) => kind === 'plan' || kind === 'offer' || kind === 'subscription',
  ).map(({ repositoryName }) => repositoryName),
);

function toLowerCase(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}

/**
 * The repositories without which a set is no cloud recovery, by lower-case name: what restack knows, what
 * registrations.json registers as essential, what BackupInfo claims, and what earlier sets of the deployment hold, joined.
 * Source: format specification, sections 4 and 5.
 */
export function listNeeded(evidence: RepositoryEvidence): ReadonlyMap<string, NeededRepository> {
  const { registrations, stated, earlier } = evidence;
  const reasons = new Map<string, { readonly repositoryName: string; readonly because: string[] }>();
  const need = (repositoryName: string, reason: string) => {
    const key = repositoryName.toLowerCase();
    const known = reasons.get(key);
    if (known === undefined) reasons.set(key, { repositoryName, because: [reason] });
    else if (!known.because.includes(reason)) known.because.push(reason);
  };
  for (const name of isPortable(evidence) ? PORTABLE_FLOOR : TOOL_REPOSITORIES) {
    need(name, 'no recovery goes without it');
  }
  for (const { repositoryName, essentialForCloudRecovery } of registrations) {
    if (essentialForCloudRecovery) need(repositoryName, 'registrations.json registers it as essential');
  }
  for (const repository of stated) {
    if (claimsSnapshot(repository)) need(repository.repositoryName, CLAIMED);
  }
  for (const [key, name] of earlier.held) {
    if (ESSENTIAL_ANYWHERE.has(key)) need(name, 'earlier sets of the deployment hold it');
  }
  const isThere = createPresence(evidence);
  return new Map(
    [...reasons].map(([key, { repositoryName, because }]) => {
      const isOnlyClaimed = because.every((reason) => reason === CLAIMED);
      return [key, { repositoryName, reasons: because, isThere: isThere(key), isOnlyClaimed }];
    }),
  );
}

/** True when any sign of a portable repository is found; Microsoft's own backups have none. */
function isPortable({ lying, registrations, stated, earlier }: RepositoryEvidence): boolean {
  const names = [
    ...lying.keys(),
    ...registrations.map(({ repositoryName }) => repositoryName.toLowerCase()),
    ...stated.map(({ repositoryName }) => repositoryName.toLowerCase()),
    ...earlier.held.keys(),
  ];
  return names.some((name) => KNOWN.has(name) && !OF_TOOL.has(name));
}

/**
 * Tells whether a repository is there, or what holds the same: the database in the place of Plans, Offers and
 * Subscriptions, and all three of them in the place of the database. What a file claims by name must be there by name.
 */
function createPresence({ present, stated, registrations }: RepositoryEvidence): (key: string) => boolean {
  const claimed = new Set(
    stated.filter(claimsSnapshot).map(({ repositoryName }) => repositoryName.toLowerCase()),
  );
  const registered = new Set(registrations.map(({ repositoryName }) => repositoryName.toLowerCase()));
  const hasAll = [...IN_DATABASE].every((name) => present.has(name));
  return (key) => {
    if (present.has(key)) return true;
    if (claimed.has(key)) return false;
    if (IN_DATABASE.has(key)) return present.has(DATABASE);
    return key === DATABASE && hasAll && !registered.has(key);
  };
}

/**
 * The lower-case names of what a recovery needs of a set as it lies: of two that hold the same, the one that is there.
 * What nothing but BackupInfo asks for belongs to the set, and is not essential.
 */
export function listEssential(
  needed: ReadonlyMap<string, NeededRepository>,
  present: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const essential = [...needed].filter(([, { isOnlyClaimed }]) => !isOnlyClaimed);
  const names = new Set(essential.map(([name]) => name));
  const standsIn = [...IN_DATABASE].some((name) => needed.has(name) && !present.has(name));
  if (standsIn && present.has(DATABASE)) names.add(DATABASE);
  return names;
}

/** A repository, and what became of it as BackupInfo has it. */
export interface StatedRepository {
  readonly repositoryName: string;
  readonly status: BackupStatus;
}

/** All repositories that a BackupInfo file names; none without one. */
export function listStated(info: BackupInfo | null): readonly StatedRepository[] {
  return (info?.RoleStatus ?? []).flatMap(({ RepositoryStatus }) =>
    (RepositoryStatus ?? []).map(({ FullRepositoryName, Status }) => ({
      repositoryName: FullRepositoryName,
      status: Status,
    })),
  );
}

/** True where the service claims that a snapshot was taken, whole or in part. */
export function claimsSnapshot({ status }: StatedRepository): boolean {
  return status === 'Succeeded' || status === 'PartialSucceeded';
}

/** True where a snapshot was to be taken and none is claimed. */
export function admitsFailure(stated: StatedRepository): boolean {
  return !claimsSnapshot(stated) && stated.status !== 'Skipped' && stated.status !== 'Deleted';
}
