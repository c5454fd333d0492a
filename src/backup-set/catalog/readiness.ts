import { createFinding, type Finding } from '../../core/errors/finding.js';
import { PORTABLE_REPOSITORIES, SUBSCRIPTIONS_DATABASE } from '../names/portable-repositories.js';
import type { ReadRegistrations } from './folder/read-set-folder.js';

/** The readiness of a set, computed from the repositories that have a usable chain in it. */
export interface Readiness {
  /** Every repository registered as essential is there. */
  readonly cloudRecoveryReady: boolean;
  /** Every registered repository is there; without registrations, every essential one. */
  readonly isComplete: boolean;
  readonly findings: readonly Finding[];
}

/**
 * The repositories that a SQL Server backup of the subscriptions database holds as well. Source: format specification,
 * section 5.
 */
const IN_SUBSCRIPTIONS_DATABASE: ReadonlySet<string> = new Set(
  PORTABLE_REPOSITORIES.filter(
    ({ kind }) => kind === 'plan' || kind === 'offer' || kind === 'subscription',
  ).map(({ repositoryName }) => repositoryName.toLowerCase()),
);

/**
 * Assesses a set.
 *
 * @param present full names of the repositories with a usable chain, in lower case.
 * Source: format specification, sections 4 and 5.
 */
export function assessReadiness(
  backupId: string,
  present: ReadonlySet<string>,
  { registrations, isRegistered }: ReadRegistrations,
): Readiness {
  const hasDatabase = present.has(SUBSCRIPTIONS_DATABASE.toLowerCase());
  const isThere = (name: string) => present.has(name) || (hasDatabase && IN_SUBSCRIPTIONS_DATABASE.has(name));
  const absent = registrations.filter(({ repositoryName }) => !isThere(repositoryName.toLowerCase()));
  const essential = absent.filter((registration) => registration.essentialForCloudRecovery);
  const findings = essential.map(({ repositoryName: repository }) =>
    createFinding(
      'REPOSITORY_MISSING',
      `the set has no usable snapshot of ${repository}, which is essential`,
      {
        backupId,
        repository,
      },
    ),
  );
  if (isRegistered) findings.push(...reportOptional(), ...reportUnregistered());
  return {
    cloudRecoveryReady: essential.length === 0 && present.size > 0,
    isComplete: (isRegistered ? absent : essential).length === 0 && present.size > 0,
    findings,
  };

  function reportOptional(): readonly Finding[] {
    return absent
      .filter((registration) => !registration.essentialForCloudRecovery)
      .map(({ repositoryName: repository }) =>
        createFinding('REPOSITORY_ABSENT', `the set has no usable snapshot of ${repository}`, {
          backupId,
          repository,
        }),
      );
  }

  function reportUnregistered(): readonly Finding[] {
    const registered = new Set(registrations.map(({ repositoryName }) => repositoryName.toLowerCase()));
    return [...present]
      .filter((name) => !registered.has(name))
      .map((repository) =>
        createFinding('REPOSITORY_UNREGISTERED', `${repository} does not stand in registrations.json`, {
          backupId,
          repository,
        }),
      );
  }
}
