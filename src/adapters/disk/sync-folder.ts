import { type FileHandle, open } from 'node:fs/promises';
import { endAfter } from '../../core/errors/first-failure.js';
import { readSystemCode } from '../../core/errors/system-code.js';

/** Codes by which a file system says that it does not sync folders at all. */
const UNSUPPORTED: ReadonlySet<string | undefined> = new Set([
  'EBADF',
  'EINVAL',
  'EISDIR',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
]);
/** Windows refuses every folder with one of these; elsewhere they mean that this account may not do it. */
const REFUSED_ON_WINDOWS: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM']);

/** Opens a folder. Of its handle nothing else is used. */
export type OpenFolder = (path: string, flags: 'r') => Promise<Pick<FileHandle, 'sync' | 'close'>>;

/**
 * Makes the names in a folder survive a crash, where the platform can sync folders. Elsewhere nothing is done.
 *
 * @throws the system's error of a disk that fails, is full or is gone, such as EIO: the names are not safe then.
 */
export async function syncFolder(
  path: string,
  ports: { readonly open: OpenFolder; readonly platform: NodeJS.Platform } = {
    open,
    platform: process.platform,
  },
): Promise<void> {
  try {
    const handle = await ports.open(path, 'r');
    await endAfter(
      () => handle.sync(),
      () => handle.close(),
    );
  } catch (error) {
    const code = readSystemCode(error);
    const isUnsupported =
      UNSUPPORTED.has(code) || (ports.platform === 'win32' && REFUSED_ON_WINDOWS.has(code));
    if (!isUnsupported) throw error;
  }
}
