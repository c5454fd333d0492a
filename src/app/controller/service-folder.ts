import { isAbsolute, join } from 'node:path';
import type { NetworkShare } from '../../adapters/store/network/share/network-store.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { ShareFiles } from '../../backup-set/write/share-files.js';
import type { ProcessTable } from '../../core/process-mark.js';

/**
 * Finds the folder of the backup service's sets on a share: `<path>/MASBackup/progressivebackup`. The two need not be
 * there yet; the share must be.
 *
 * @throws SHARE_UNREACHABLE, or the system's error, when the path is none of this machine's or nothing is there.
 * Source: format specification, section 1.
 */
export async function findServiceFolder(
  path: string,
  { files, readFreeBytes, network }: Pick<ServiceSharePorts, 'files' | 'readFreeBytes' | 'network'>,
): Promise<string> {
  if (network === undefined && !isAbsolute(path)) {
    throw new RestackError('SHARE_UNREACHABLE', `${path} is no path of this machine`, {
      details: { location: path, reason: 'ENOENT' },
    });
  }
  await readFreeBytes(path);
  const entries = await files.list(path);
  const known = entries.find(({ name, folder }) => folder && name.toLowerCase() === 'masbackup');
  return join(path, known?.name ?? 'MASBackup', 'progressivebackup');
}

/** The ports that tests replace. */
export interface ServiceSharePorts {
  readonly files: ShareFiles;
  readonly processes: ProcessTable;
  /** Reads the space that this process may use where a folder lies. Throws the system's error when it is not there. */
  readonly readFreeBytes: (folder: string) => Promise<number>;
  /** The connection to the file server, where the system has none of its own. */
  readonly network?: NetworkShare | undefined;
}
