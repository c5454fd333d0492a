/** The four parts of a repository's name. A part that is empty in the product is written `-`. */
export interface RepositoryName {
  readonly role: string;
  readonly component: string;
  readonly partition: string;
  readonly repository: string;
}

/**
 * Parses `Role;Component;Partition;Repository`.
 *
 * @returns undefined unless the text has exactly four non-empty parts. Source: format specification, section 1.
 */
export function parseRepositoryName(text: string): RepositoryName | undefined {
  const parts = text.split(';');
  const [role, component, partition, repository] = parts;
  if (parts.length !== 4 || !role || !component || !partition || !repository) return undefined;
  return { role, component, partition, repository };
}

/** The name that stands in four separate fields; a part that is empty, null or absent reads as `-`. */
export function readRepositoryParts(parts: {
  readonly [Part in keyof RepositoryName]?: string | null | undefined;
}): RepositoryName {
  return {
    role: parts.role || '-',
    component: parts.component || '-',
    partition: parts.partition || '-',
    repository: parts.repository || '-',
  };
}

/** The full name, as folders and registrations write it. */
export function formatRepositoryName(name: RepositoryName): string {
  return [name.role, name.component, name.partition, name.repository].join(';');
}
