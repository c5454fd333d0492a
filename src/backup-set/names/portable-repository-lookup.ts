import { PORTABLE_REPOSITORIES, type PortableRepository } from './portable-repositories.js';

const byName = new Map(PORTABLE_REPOSITORIES.map((entry) => [entry.repositoryName.toLowerCase(), entry]));

/** The known repository of this full name, without regard to case; undefined for all others. */
export function findPortableRepository(repositoryName: string): PortableRepository | undefined {
  return byName.get(repositoryName.toLowerCase());
}
