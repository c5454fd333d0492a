import { formatCount } from '../../../core/sizes.js';
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { RestackError, SAME_COMMAND } from '../../../core/errors/restack-error.js';
import { readSystemCode } from '../../../core/errors/system-code.js';
import type { EntryStat } from '../folder/file-system.js';
import { nameSmbPath, splitSmbPath } from '../network/calls/smb-url.js';
import { quoteForShell } from '../network-path.js';
import type { NetworkShare } from '../network/share/network-store.js';
import { openShareIfAny, type OpenShareOptions } from '../locate-share.js';

/**
 * Finds the `MASBackup` that a share holds, or the one to make in it. The share itself is never made: its name may be
 * mistyped, or not be mounted.
 *
 * @throws USAGE when the share is a file, the share or a folder in it that holds the store is a link, or it holds
 * several stores; SHARE_UNREACHABLE when it is not there or cannot be read.
 */
export async function findStoreRoot(
  share: string,
  options: Pick<OpenShareOptions, 'poolThreads' | 'network'> = {},
): Promise<string> {
  const { network } = options;
  const lookAt = network === undefined ? lookAtHome : lookAtShare(network);
  const root = await selectStoreRoot(network?.location ?? share, lookAt, options);
  if (network === undefined) await assertNoLinks(share, root);
  return root;
}

type Facts = Pick<EntryStat, 'isFile'>;
/** Tells the facts of a place; undefined where nothing is. */
type LookAt = (path: string) => Promise<Facts | undefined>;

/** A place that cannot be looked at counts as a folder: opening it says what is wrong. */
const unseen = { isFile: () => false };
const ABSENT: readonly (string | undefined)[] = ['ENOENT', 'ENOTDIR'];

const lookAtHome: LookAt = async (path) =>
  lstat(path).catch((error: unknown) => (ABSENT.includes(readSystemCode(error)) ? undefined : unseen));

const lookAtShare =
  ({ disk, fileSystem }: NetworkShare): LookAt =>
  async (path) => {
    const isThere = splitSmbPath(path).length <= 2 || (await disk.isTaken(path).catch(() => true));
    return isThere ? fileSystem.lstat(path).catch(() => unseen) : undefined;
  };

/** Asserts that neither the share nor a folder down to its store is a link, which leads who knows where. */
async function assertNoLinks(share: string, root: string): Promise<void> {
  let path = resolve(share);
  for (const name of ['', ...relative(path, resolve(root)).split(sep)]) {
    path = join(path, name);
    const facts = await lstat(path).catch(() => undefined);
    if (facts?.isSymbolicLink() !== true) continue;
    const folder = await realpath(path).catch(() => 'DIR');
    throw new RestackError('USAGE', `${path} is a symbolic link: nothing was written`, {
      hints: [`if you mean the folder that it leads to: ${SAME_COMMAND}--share ${quoteForShell(folder)}`],
      details: { path },
    });
  }
}

async function selectStoreRoot(
  share: string,
  lookAt: LookAt,
  options: Pick<OpenShareOptions, 'poolThreads' | 'network'>,
): Promise<string> {
  const isStoreName = basename(share).toLowerCase() === 'masbackup';
  const fresh = isStoreName ? share : join(share, 'MASBackup');
  const facts = await lookAt(share);
  if (facts === undefined) {
    if (isStoreName && (await lookAt(dirname(share))) !== undefined) return fresh;
    throw await createAbsentError(share, lookAt, options.network !== undefined);
  }
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
      hints: stores.map(({ location }) => `${SAME_COMMAND}--share ${quoteForShell(location)}`),
    },
  );
}

/** Says how far the path leads, and how a new share is made on purpose. */
async function createAbsentError(share: string, lookAt: LookAt, isNetwork: boolean): Promise<RestackError> {
  let found = dirname(share);
  while (dirname(found) !== found && (await lookAt(found)) === undefined) found = dirname(found);
  const path = nameSmbPath(share);
  const mkdir = process.platform === 'win32' ? 'mkdir' : 'mkdir -p';
  const make = isNetwork ? `make the folder ${path}` : `${mkdir} ${quoteForShell(path)}`;
  const message = `there is no folder ${path}, only ${nameSmbPath(found)}: nothing was written`;
  return new RestackError('SHARE_UNREACHABLE', message, {
    hints: [
      `see whether it is mounted, and written so: ${SAME_COMMAND}--share PATH`,
      `if a new share is meant, first: ${make}`,
    ],
    details: { path, found: nameSmbPath(found) },
  });
}
