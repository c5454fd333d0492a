import { RestackError } from '../../../../core/errors/restack-error.js';
import { readSystemCode } from '../../../../core/errors/system-code.js';
import { formatNetworkUser, type NetworkPath, renderMountHints } from '../../network-path.js';
import type { NetworkShare } from './network-store.js';
import { startSmbClient } from '../thread/smb-client.js';
import type { SmbAccess } from '../calls/smb-calls.js';
import { createSmbDisk } from './smb-disk.js';
import { createSmbFileSystem } from './smb-file-system.js';
import { createSmbShareFiles } from './smb-share-files.js';
import { formatSmbPath } from '../calls/smb-url.js';

/** One answer of a server takes no longer, or the connection counts as broken. */
export const ANSWER_TIMEOUT_MS = 20_000;

/**
 * Makes ready to reach a share by libsmbclient. Nothing is asked of the server yet.
 *
 * @throws SHARE_UNREACHABLE when koffi or libsmbclient is missing, with the package to install and the way without it.
 */
export async function reachNetworkShare(path: NetworkPath, access: SmbAccess): Promise<NetworkShare> {
  const location = formatSmbPath([path.host, path.share, ...path.folders]);
  try {
    const { ask, lend, close } = await startSmbClient(access);
    const [fileSystem, files] = [createSmbFileSystem(ask), createSmbShareFiles(ask)];
    const { user } = access;
    const userName = user && formatNetworkUser(user);
    return { location, userName, fileSystem, files, disk: createSmbDisk(ask), ask, lend, close };
  } catch (error) {
    throw createMissingError(path, error);
  }
}

const INSTALL_LIBRARY: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    'Debian, Ubuntu: sudo apt-get install libsmbclient (libsmbclient0 from Debian 13 and Ubuntu 24.04 on)',
    'RHEL, Fedora: sudo dnf install libsmbclient; SUSE: sudo zypper install libsmbclient0',
  ],
  darwin: ['brew install samba'],
};

const MISSING: Readonly<Record<string, string>> = {
  NO_KOFFI: 'the package koffi is not installed beside restack',
  NO_LIBRARY: "Samba's libsmbclient is not installed",
  NO_ENCRYPTION_CHECK:
    'this libsmbclient does not tell whether it encrypts: go without --share-encrypt, and all is still signed',
  OTHER_LIBRARY: 'this libsmbclient cannot be told to sign what it sends, so that its answers prove nothing',
};

function createMissingError(path: NetworkPath, cause: unknown): RestackError {
  const code = readSystemCode(cause) ?? '';
  const what = MISSING[code] ?? 'libsmbclient cannot be used';
  const install = code === 'NO_KOFFI' ? ['npm install -g koffi'] : (INSTALL_LIBRARY[process.platform] ?? []);
  const location = formatSmbPath([path.host, path.share, ...path.folders]);
  return new RestackError('SHARE_UNREACHABLE', `${location} cannot be reached: ${what}`, {
    cause,
    details: { location, reason: code },
    hints: [...install, ...renderMountHints(path, process.platform)],
  });
}
