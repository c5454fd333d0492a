import { formatCount } from '../../../core/sizes.js';
import { lstat, realpath } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { RestackError } from '../../../core/errors/restack-error.js';
import { openShareIfAny, type OpenShareOptions } from '../locate-share.js';

/**
 * Finds the `MASBackup` that a share holds, or the one to make in it.
 *
 * @throws USAGE when the share is a file, the share or a folder in it that holds the store is a link, or it holds several stores; SHARE_UNREACHABLE when it cannot be read.
 */
export async function findStoreRoot(
  share: string,
  options: Pick<OpenShareOptions, 'poolThreads'> = {},
): Promise<string> {
  const root = await selectStoreRoot(share, options);
  await assertNoLinks(share, root);
  return root;
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
  options: Pick<OpenShareOptions, 'poolThreads'>,
): Promise<string> {
  const facts = await lstat(share).catch(() => undefined);
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
  if (others.length === 0) return resolve(only.location);
  throw new RestackError(
    'USAGE',
    `${share} holds ${formatCount(stores.length, 'store')}; name the one to unpack into`,
    {
      hints: stores.map(({ location }) => `restack archive unpack FILE --share ${location}`),
    },
  );
}
