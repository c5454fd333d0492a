import type { NetworkShare } from '../../adapters/store/network/share/network-store.js';
import { formatSmbPath } from '../../adapters/store/network/calls/smb-url.js';
import {
  isWholeCredential,
  LONGEST_CREDENTIAL_BYTES,
  type NetworkPath,
  parseNetworkPath,
  parseNetworkUser,
} from '../../adapters/store/network-path.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { processRedactor } from '../../core/redaction/redactor.js';
import type { AppContext, ShareOptions } from '../app.js';
import { readEnvironment, takeSharePassword } from '../environment.js';

/**
 * Makes ready to reach a share of a file server that this machine has not mounted; undefined for a path that the system
 * opens by itself. The caller closes it.
 *
 * @throws USAGE when a user is given and of no use, or no user can be called so; CONFIRMATION_REQUIRED when there is no
 * password and nobody to ask; SHARE_UNREACHABLE when libsmbclient is missing; the errors of reading the password's file.
 */
export async function reachGivenShare(
  path: string,
  options: ShareOptions,
  context: AppContext,
): Promise<NetworkShare | undefined> {
  const network = parseNetworkPath(path);
  if (network === undefined || process.platform === 'win32') {
    assertNoAccess(network, options);
    return undefined;
  }
  assertNoUser(network);
  if (network.host.startsWith('[')) {
    throw new RestackError('USAGE', 'libsmbclient takes no IPv6 address in a URL: name the server instead', {
      hints: [AS_USER],
    });
  }
  const isEncrypted = demandsEncryption(options);
  const userName = options.shareUser ?? readEnvironment().shareUser;
  if (userName === undefined && options.sharePasswordFile !== undefined) {
    throw new RestackError(
      'USAGE',
      '--share-password-file is of no use: nobody has said whose password it is',
      {
        hints: [AS_USER],
      },
    );
  }
  const user =
    userName === undefined ? undefined : await readUser(userName, network, { ...options, context });
  const { ANSWER_TIMEOUT_MS, reachNetworkShare } =
    await import('../../adapters/store/network/share/network-share.js');
  return reachNetworkShare(network, { user, timeoutMs: ANSWER_TIMEOUT_MS, isEncrypted });
}

/**
 * The place of a path that lies on a file server, over a connection to it or to another one: its user is the same.
 *
 * @returns undefined for a path that the system opens by itself.
 * @throws USAGE when the path names a user.
 */
export function placeOnNetwork(path: string, connection: NetworkShare): NetworkShare | undefined {
  if (!isReached(path)) return undefined;
  const network = parseNetworkPath(path);
  if (network === undefined) return undefined;
  assertNoUser(network);
  const { host, share, folders } = network;
  return { ...connection, location: formatSmbPath([host, share, ...folders]) };
}

/** True for a path on a file server that the system does not open by itself. */
export function isReached(path: string): boolean {
  return process.platform !== 'win32' && parseNetworkPath(path) !== undefined;
}

/** Asserts that a place does not name the user who opens it. @throws USAGE when it does. */
export function assertNoUserInUrl(path: string): void {
  const network = parseNetworkPath(path);
  if (network !== undefined) assertNoUser(network);
}

/** A share by the name of its server, whose user stands apart from the URL. */
const AS_USER =
  "restack list --share smb://HOST/SHARE --share-user 'DOMAIN\\user' --share-password-file FILE";

function assertNoUser({ host }: NetworkPath): void {
  if (!host.includes('@')) return;
  const message = 'the URL of the share names a user: a password there would be seen by all';
  throw new RestackError('USAGE', message, { hints: [AS_USER] });
}

/** @throws CONFIG when the variable says neither. */
function demandsEncryption({ shareEncrypts }: ShareOptions): boolean {
  const setting = readEnvironment().shareEncrypts;
  if (setting === undefined || /^(?:1|true)$/i.test(setting)) return shareEncrypts ?? setting !== undefined;
  throw new RestackError('CONFIG', 'RESTACK_SHARE_ENCRYPT is neither 1 nor true', {
    hints: ['unset RESTACK_SHARE_ENCRYPT'],
  });
}

/** Asserts that nothing is asked for a share that the system opens by itself: it knows its user, and how it connects. */
function assertNoAccess(network: NetworkPath | undefined, options: ShareOptions): void {
  const { shareUser, sharePasswordFile, shareEncrypts } = options;
  const hasUser = shareUser !== undefined || sharePasswordFile !== undefined;
  if (network === undefined) {
    const what = hasUser ? 'a user of the share' : '--share-encrypt';
    if (!hasUser && shareEncrypts !== true) return;
    throw new RestackError('USAGE', `${what} is of no use: the share is a folder of this machine`);
  }
  if (demandsEncryption(options)) {
    throw new RestackError('USAGE', 'on Windows the system opens the share, and decides whether to encrypt', {
      hints: ['Set-SmbClientConfiguration -RequireEncryption $true'],
    });
  }
  if (!hasUser) return;
  const { host, share } = network;
  throw new RestackError('USAGE', 'on Windows the system opens the share, and knows its user', {
    hints: [`net use \\\\${host}\\${share} /user:DOMAIN\\user *`],
  });
}

interface PasswordSource extends ShareOptions {
  readonly context: AppContext;
}

async function readUser(userName: string, network: NetworkPath, source: PasswordSource) {
  const user = parseNetworkUser(userName);
  if (user === undefined) {
    const expected = String.raw`DOMAIN\user, user@DOMAIN or user, of at most ${LONGEST_CREDENTIAL_BYTES} bytes each`;
    throw new RestackError('USAGE', `--share-user is none that a file server knows, expected ${expected}`);
  }
  const password = await readPassword(userName, network, source);
  processRedactor.keep(password);
  if (password === '') throw new RestackError('USAGE', 'the password of the share is empty');
  if (!isWholeCredential(password)) {
    const message = `the password of the share has more than ${LONGEST_CREDENTIAL_BYTES} bytes, or a zero in it`;
    throw new RestackError('USAGE', message);
  }
  return { ...user, password };
}

async function readPassword(
  userName: string,
  { host, share }: NetworkPath,
  { sharePasswordFile, context }: PasswordSource,
): Promise<string> {
  const fromSettings = readEnvironment().sharePasswordFile;
  const fromEnvironment = takeSharePassword();
  if (sharePasswordFile !== undefined) return readSecretFile(sharePasswordFile, context);
  if (fromEnvironment !== undefined) return fromEnvironment;
  if (fromSettings !== undefined) return readSecretFile(fromSettings, context);
  const file = `${userName} at ${host}/${share}`;
  return context.prompts.askPassword({ file, flag: '--share-password-file FILE' });
}

async function readSecretFile(file: string, context: AppContext): Promise<string> {
  const { readSecretText } = await import('../../adapters/keys/given-file.js');
  return readSecretText(file, 'password', context);
}
