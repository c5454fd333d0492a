import { basename, dirname, join, resolve } from 'node:path';
import type { Progress } from '../../core/progress.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { createBatchedFileSystem } from './folder/batch/batched-file-system.js';
import { startBatchThread } from './folder/batch/batch-thread.js';
import { machineFileSystem, type ReadOnlyFileSystem } from './folder/file-system.js';
import { findStoreFolders, isStoreFolderName, type StoreFolders } from './folder/find-store-folders.js';
import { createLocalFileSystem } from './folder/local-file-system.js';
import { createFolderStore, createUnreadableStore } from './folder/folder-store.js';
import { parseNetworkPath, renderMountHints } from './network-path.js';
import { explainNetworkFailure, type NetworkShare, noteNetworkStore } from './network/share/network-store.js';
import { nameSmbPath } from './network/calls/smb-url.js';
import { createReadError } from './read-failure.js';
import type { VerifyingKey } from '../../crypto/signature-keys.js';
import type { Store } from '../../backup-set/store.js';

/** The file system and the listeners with which a share is opened. */
export interface OpenShareOptions {
  /** The file system; tests replace it. */
  readonly fileSystem?: ReadOnlyFileSystem;
  /** Calls that Node lets wait at a time. Default 4, as Node does. */
  readonly poolThreads?: number;
  readonly platform?: NodeJS.Platform;
  /** Hears of the decompression of an archive. */
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
  /** Must have signed the archive. */
  readonly verifyingKey?: VerifyingKey | undefined;
  /** The way to the share, where the system has none of its own. */
  readonly network?: NetworkShare | undefined;
}

/** Folders that only a `MASBackup` folder holds. */
const INNER_FOLDER = /^(?:progressivebackup|\d{12})$/i;
/** `progressivebackup/<stamp version>/<repository>`, the deepest folder of the format. */
const INNER_DEPTH = 3;

/**
 * Opens a share: any folder or UNC path that is, contains, or lies at most two folders above `MASBackup`, or one inside
 * of it. Every `MASBackup` found is a store of its own, in the order of their paths; a folder on the way that cannot be
 * opened is a store that lists nothing but itself as unreadable. An archive of restack is a store, or several; the caller
 * closes what it opened.
 *
 * @throws USAGE when the path is empty, or a key must have signed a folder.
 * @throws SHARE_UNREACHABLE when the path is missing, refused, no folder, or a UNC path on a machine that is not Windows.
 * @throws INTEGRITY when an archive is damaged or was altered.
 * @throws NOT_FOUND when the folder can be read and holds no `MASBackup`.
 * Source: format specification, section 1.
 */
export async function openShare(path: string, options: OpenShareOptions = {}): Promise<Store[]> {
  const { network } = options;
  if (network === undefined) return openPlace(path, options);
  const { location, fileSystem } = network;
  try {
    const stores = await openPlace(location, { ...options, fileSystem });
    return stores.map((store) => noteNetworkStore(store, network));
  } catch (error) {
    throw explainNetworkFailure(error, network);
  }
}

async function openPlace(path: string, options: OpenShareOptions): Promise<Store[]> {
  const fileSystem = options.fileSystem ?? selectFileSystem(options.poolThreads);
  const platform = options.platform ?? process.platform;
  if (path.trim() === '') throw new RestackError('USAGE', 'the path of the share is empty');
  if (options.network === undefined) assertLocalPath(path, platform);
  if (!(await isFolder(path, fileSystem))) return openFile(path, { ...options, fileSystem });
  if (options.verifyingKey !== undefined) throw createUnsignableError(path);

  const enclosing = await findEnclosingStore(fileSystem, path);
  if (enclosing !== undefined) return [createFolderStore(nameSmbPath(enclosing), fileSystem)];
  const folders = await searchBelow(fileSystem, path);
  if (folders.found.length > 0) {
    return [
      ...folders.found.map((folder) => createFolderStore(nameSmbPath(folder), fileSystem)),
      ...folders.unreadable.map((place) => createUnreadableStore(nameSmbPath(place.path), place.reason)),
    ];
  }
  if (isStoreFolderName(basename(resolve(path)))) return [createFolderStore(path, fileSystem)];
  throw createNothingFound(path, folders);
}

/** Opens a share that may be empty yet: no store then. Other errors as {@link openShare}. */
export async function openShareIfAny(path: string, options: OpenShareOptions = {}): Promise<Store[]> {
  try {
    return await openShare(path, options);
  } catch (error) {
    if (error instanceof RestackError && error.code === 'NOT_FOUND') return [];
    throw error;
  }
}

function selectFileSystem(poolThreads = 4): ReadOnlyFileSystem {
  const pool = machineFileSystem;
  const usual =
    startBatchThread === undefined
      ? pool
      : createBatchedFileSystem({ pool, poolThreads, startThread: startBatchThread });
  return createLocalFileSystem({ usual });
}

/** Files come and go in a folder: nobody signs it. */
function createUnsignableError(path: string): RestackError {
  return new RestackError(
    'USAGE',
    `--verify-key checks the signature of an archive, and ${path} is a folder`,
    {
      hints: [
        'pack and sign a set: restack archive pack BACKUP --sign-key FILE --out FILE.tar',
        'or bind one set of the folder: restack digest BACKUP, and --expect-digest DIGEST',
      ],
    },
  );
}

function assertLocalPath(path: string, platform: NodeJS.Platform): void {
  const isUrl = /^smb:/i.test(path);
  if (platform === 'win32' && !isUrl) return;
  const networkPath = parseNetworkPath(path);
  if (networkPath === undefined) return;
  const why = isUrl ? 'is a URL, not a path' : 'is a UNC path, which only Windows opens by itself';
  throw new RestackError('SHARE_UNREACHABLE', `${path} ${why}`, {
    hints: renderMountHints(networkPath, platform),
    details: { location: path },
  });
}

async function isFolder(path: string, fileSystem: ReadOnlyFileSystem): Promise<boolean> {
  try {
    return (await fileSystem.stat(path)).isDirectory();
  } catch (error) {
    throw createReadError({ location: path, path: '', cause: error, scope: 'store' });
  }
}

async function openFile(
  path: string,
  options: OpenShareOptions & { readonly fileSystem: ReadOnlyFileSystem },
): Promise<Store[]> {
  const { looksLikeArchive, openArchive } = await import('./archive/open-archive.js');
  const { fileSystem, progress, signal, verifyingKey } = options;
  if (await looksLikeArchive({ location: path, fileSystem })) {
    return [...(await openArchive(path, { fileSystem, progress, signal, verifyingKey }))];
  }
  const message = `${path} is a file; a share is a folder that holds MASBackup, or an archive of restack`;
  throw new RestackError('SHARE_UNREACHABLE', message, { details: { location: path, reason: 'ENOTDIR' } });
}

/**
 * Finds the `MASBackup` that `path` is or lies in. The name alone does not decide (a mount point may be called so too):
 * the folders directly inside must be those that only `MASBackup` holds.
 */
async function findEnclosingStore(fileSystem: ReadOnlyFileSystem, path: string): Promise<string | undefined> {
  const full = resolve(path);
  if (isStoreFolderName(basename(full))) {
    const entries = await readRoot(fileSystem, path);
    return entries.some((entry) => entry.isDirectory() && INNER_FOLDER.test(entry.name)) ? path : undefined;
  }
  let child = full;
  for (let depth = 1; depth <= INNER_DEPTH; depth++) {
    const parent = dirname(child);
    if (isStoreFolderName(basename(parent)) && INNER_FOLDER.test(basename(child))) {
      return join(path, ...Array.from({ length: depth }, () => '..'));
    }
    child = parent;
  }
  return undefined;
}

async function searchBelow(fileSystem: ReadOnlyFileSystem, path: string): Promise<StoreFolders> {
  try {
    return await findStoreFolders(fileSystem, path);
  } catch (error) {
    throw createReadError({ location: path, path: '', cause: error, scope: 'store' });
  }
}

async function readRoot(fileSystem: ReadOnlyFileSystem, path: string) {
  try {
    return await fileSystem.readdir(path, { withFileTypes: true });
  } catch (error) {
    throw createReadError({ location: path, path: '', cause: error, scope: 'store' });
  }
}

function createNothingFound(path: string, { unreadable, refused }: StoreFolders): RestackError {
  const [closed] = unreadable;
  if (closed !== undefined) {
    const cause = Object.assign(new Error(closed.reason), { code: closed.reason });
    return createReadError({ location: closed.path, path: '', cause, scope: 'store' });
  }
  const [link] = refused;
  const searched =
    link === undefined
      ? 'looked for a folder MASBackup in it and up to two folders below'
      : `${link} is a link or a file; links are not followed, so give the folder that it points to`;
  return new RestackError('NOT_FOUND', `no backup share at ${path}: ${searched}`, {
    hints: ['restack list --share FOLDER_THAT_HOLDS_MASBACKUP'],
    details: { location: path, refused },
  });
}
