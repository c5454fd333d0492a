import { formatCount } from '../../../core/sizes.js';
import { lstat, realpath } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { EntryStat } from '../folder/file-system.js';
import { splitSmbPath } from '../network/calls/smb-url.js';
import type { NetworkShare } from '../network/share/network-store.js';
import { openShareIfAny, type OpenShareOptions } from '../locate-share.js';

/**
 * Finds the `MASBackup` that a share holds, or the one to make in it.
 *
 * @throws USAGE when the share is a file, the share or a folder in it that holds the store is a link, or it holds several stores; SHARE_UNREACHABLE when it cannot be read.
 */
export async function findStoreRoot(
  share: string,
  options: Pick<OpenShareOptions, 'poolThreads' | 'network'> = {},
): Promise<string> {
  const { network } = options;
  if (network !== undefined) return selectStoreRoot(network.location, await lookAt(network), options);
  const root = await selectStoreRoot(share, await lstat(share).catch(() => undefined), options);
  await assertNoLinks(share, root);
  return root;
}

type Facts = Pick<EntryStat, 'isFile'>;

/** The facts of a place. A share that cannot be looked at counts as a folder: opening it says what is wrong. */
async function lookAt({ location, disk, fileSystem }: NetworkShare): Promise<Facts | undefined> {
  const isThere = splitSmbPath(location).length <= 2 || (await disk.isTaken(location).catch(() => true));
  return isThere ? fileSystem.lstat(location).catch(() => ({ isFile: () => false })) : undefined;
}

/** Asserts that neither the share nor a folder down to its store is a link, which leads who knows where. */
async function assertNoLinks(share: string, root: string): Promise<void> {
  let path = resolve(share);
  for (const name of ['', ...relative(path, resolve(root)).split(sep)]) {
    path = join(path, name);
    const facts = await lstat(path).catch(() => undefined);
    if (facts?.isSymbolicLink() !== true) continue;
    const folder = await realpath(path).catch(() => 'DIR');
    throw new RestackError('USAGE', `${path} is a symbolic link: nothing was written`, {
      hints: [`if you mean the folder that it leads to: restack archive unpack FILE --share ${folder}`],
      details: { path },
    });
  }
}

async function selectStoreRoot(
  share: string,
  facts: Facts | undefined,
  options: Pick<OpenShareOptions, 'poolThreads' | 'network'>,
): Promise<string> {
  const isStoreName = basename(share).toLowerCase() === 'masbackup';
  const fresh = isStoreName ? share : join(share, 'MASBackup');
  if (facts === undefined) return fresh;
  const stores = await openShareIfAny(share, options);
  if (stores.length === 0) return fresh;
  await Promise.all(stores.map(async (store) => store.close?.()));
  const [only, ...others] = stores;
  if (only === undefined || facts.isFile()) {
    throw new RestackError('USAGE', `${share} is a file: an archive is unpacked into a folder`);
  }
  if (others.length === 0) return options.network === undefined ? resolve(only.location) : only.location;
  throw new RestackError(
    'USAGE',
    `${share} holds ${formatCount(stores.length, 'store')}; name the one to unpack into`,
    {
      hints: stores.map(({ location }) => `restack archive unpack FILE --share ${location}`),
    },
  );
}
