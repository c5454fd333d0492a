import { lstat } from 'node:fs/promises';
import type { Store } from '../../../backup-set/store.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { machineFileSystem } from '../folder/file-system.js';
import { looksLikeArchive, openArchive, type OpenArchiveOptions } from './open-archive.js';

/**
 * Opens the archive that a person names.
 *
 * @throws NOT_FOUND when nothing is there; UNSUPPORTED when it is no archive; INTEGRITY when it is damaged,
 * or not signed by the key that is given.
 */
export async function openGivenArchive(
  path: string,
  options: Pick<OpenArchiveOptions, 'progress' | 'signal' | 'verifyingKey'>,
): Promise<Store> {
  const facts = await lstat(path).catch(() => undefined);
  if (facts === undefined) throw new RestackError('NOT_FOUND', `archive ${path} is not there`);
  const fileSystem = machineFileSystem;
  if (facts.isDirectory() || !(await looksLikeArchive({ location: path, fileSystem }))) {
    throw new RestackError('UNSUPPORTED', `${path} is no archive of restack`, {
      hints: ['make one: restack archive pack BACKUP --out FILE.tar'],
    });
  }
  return openArchive(path, { fileSystem, ...options });
}
