import { formatMinute } from '../../../core/clock.js';
import { createFinding, type Finding } from '../../../core/errors/finding.js';
import type { FindingCode } from '../../../core/errors/finding-codes.js';
import {
  admitsFailure,
  listEssential,
  listNeeded,
  type NeededRepository,
  type RepositoryEvidence,
  type StatedRepository,
} from './essential-floor.js';

/** The worth of a set, computed from the repositories that have a usable chain in it. */
export interface Readiness {
  /** Every essential repository is there. */
  readonly cloudRecoveryReady: boolean;
  /** Every repository that anything names is there, and none of them in part. */
  readonly isComplete: boolean;
  /** Lower-case full names of the repositories that a recovery needs. */
  readonly essential: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/**
 * Assesses a set: names each repository that is missing, or that lacks something.
 *
 * @param isRegistered false where registrations.json is missing or cannot be used.
 * Source: format specification, sections 4 and 5.
 */
export function assessReadiness(
  backupId: string,
  evidence: RepositoryEvidence & { readonly isRegistered: boolean },
): Readiness {
  const { present, isRegistered } = evidence;
  const needed = listNeeded(evidence);
  const missing = [...needed].filter(([, { isThere }]) => !isThere);
  const lacking = [...listAbsent(evidence, needed), ...listPartial(evidence)];
  const report = ({ code, repository, message }: Lack) =>
    createFinding(code, message, { backupId, repository });
  return {
    cloudRecoveryReady: missing.length === 0 && present.size > 0,
    isComplete: missing.length + lacking.length === 0 && present.size > 0,
    essential: listEssential(needed, present),
    findings: [
      ...listUntold(missing, evidence).map(([key, repository]) =>
        report(describeMissing(key, repository, evidence)),
      ),
      ...lacking.map(report),
      ...(isRegistered ? listUnregistered(evidence).map(report) : []),
    ],
  };
}

interface Lack {
  readonly code: FindingCode;
  readonly repository: string;
  readonly message: string;
}

/** Leaves out repositories that lie there and have a finding of their own, unless they are essential. */
function listUntold(
  missing: readonly (readonly [string, NeededRepository])[],
  { lying }: RepositoryEvidence,
): readonly (readonly [string, NeededRepository])[] {
  return missing.filter(([key, { isOnlyClaimed }]) => !isOnlyClaimed || !lying.has(key));
}

function describeMissing(
  key: string,
  { repositoryName: repository, reasons }: NeededRepository,
  { earlier }: RepositoryEvidence,
): Lack {
  const holder = earlier.findHolder(key);
  const last = holder === undefined ? '' : `; the last set that holds it is ${holder.backupId}`;
  const message = `the set has no usable snapshot of ${repository}: ${reasons.join(', ')}${last}`;
  return { code: 'REPOSITORY_MISSING', repository, message };
}

/** Repositories that are not there and not essential: registered, failed, or held before. */
function listAbsent(
  { present, registrations, stated, earlier }: RepositoryEvidence,
  needed: ReadonlyMap<string, NeededRepository>,
): readonly Lack[] {
  const failed = stated.filter(admitsFailure);
  const statusOf = new Map(
    stated.map(({ repositoryName, status }) => [repositoryName.toLowerCase(), status]),
  );
  const isAbsent = (name: string) => !present.has(name.toLowerCase()) && !needed.has(name.toLowerCase());
  const named = new Map(
    [...registrations, ...failed].map(({ repositoryName }) => [repositoryName.toLowerCase(), repositoryName]),
  );
  const absent = [...named.values()].filter(isAbsent).map((repository): Lack => {
    const status = statusOf.get(repository.toLowerCase());
    const said = status === undefined ? '' : `; BackupInfo says ${status}`;
    const message = `the set has no usable snapshot of ${repository}${said}`;
    return { code: 'REPOSITORY_ABSENT', repository, message };
  });
  const dropped = [...earlier.held]
    .filter(([, name]) => isAbsent(name))
    .map(([key, repository]): Lack => {
      const holder = earlier.findHolder(key);
      const last =
        holder === undefined ? '' : `: the last is ${holder.backupId} of ${formatMinute(holder.createdAt)}`;
      const message = `the set has no usable snapshot of ${repository}, which earlier sets of the deployment hold${last}`;
      return { code: 'REPOSITORY_DROPPED', repository, message };
    });
  return [...absent, ...dropped];
}

/** Repositories that are there and lack records. Of an archive's content nothing is known here, so BackupInfo is believed. */
function listPartial({ present, stated, descriptions }: RepositoryEvidence): readonly Lack[] {
  const isPartial = ({ repositoryName, status }: StatedRepository) =>
    status === 'PartialSucceeded' && present.has(repositoryName.toLowerCase());
  return stated.filter(isPartial).map(({ repositoryName: repository }) => {
    const description = descriptions.get(repository.toLowerCase());
    const lacks = description ?? 'it lacks what could not be read, and nothing says what that is';
    const message = `${repository} was backed up in part: ${lacks}`;
    return { code: 'REPOSITORY_PARTIAL', repository, message };
  });
}

function listUnregistered({ present, registrations }: RepositoryEvidence): readonly Lack[] {
  const registered = new Set(registrations.map(({ repositoryName }) => repositoryName.toLowerCase()));
  return [...present]
    .filter(([key]) => !registered.has(key))
    .map(([, repository]) => {
      const message = `${repository} does not stand in registrations.json`;
      return { code: 'REPOSITORY_UNREGISTERED', repository, message };
    });
}
