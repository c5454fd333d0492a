import { createFindingError } from '../../core/errors/finding-error.js';
import type { PortableRepository } from '../names/portable-repositories.js';
import type { Archive } from '../zip/zip-archive.js';
import type { ArchiveEntry } from '../zip/zip-directory.js';
import { quoteName } from '../zip/zip-fault.js';

/**
 * Finds the one file of this name anywhere in an archive, without regard to case.
 *
 * @returns undefined when there is none.
 * @throws SCHEMA (finding PAYLOAD_DAMAGED) when there are several: no rule says which one counts.
 * Source: format specification, section 5.
 */
export async function findPayloadEntry(archive: Archive, file: string): Promise<ArchiveEntry | undefined> {
  return findOnly(archive, (segments) => segments.at(-1) === file.toLowerCase());
}

/**
 * Finds the inner archive of a repository that nests one: the single `.zip` in the folder of that name.
 *
 * @returns undefined when there is none, or the repository does not nest.
 * @throws SCHEMA (finding PAYLOAD_DAMAGED) when there are several.
 * Source: format specification, section 5.
 */
export async function findInnerArchiveEntry(
  archive: Archive,
  repository: PortableRepository,
): Promise<ArchiveEntry | undefined> {
  const folder = repository.innerArchiveFolder?.toLowerCase();
  if (folder === undefined) return undefined;
  return findOnly(
    archive,
    (segments) => segments.at(-2) === folder && (segments.at(-1) ?? '').endsWith('.zip'),
  );
}

async function findOnly(
  archive: Archive,
  matches: (segments: readonly string[]) => boolean,
): Promise<ArchiveEntry | undefined> {
  let found: ArchiveEntry | undefined;
  for await (const entry of archive.entries()) {
    if (entry.folder || !matches(entry.name.toLowerCase().split('/'))) continue;
    if (found !== undefined) {
      throw createFindingError(
        'PAYLOAD_DAMAGED',
        `the archive holds both ${quoteName(found.name)} and ${quoteName(entry.name)}, expected one of them`,
      );
    }
    found = entry;
  }
  return found;
}
