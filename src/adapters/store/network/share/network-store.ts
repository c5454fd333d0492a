import type { MessagePort } from 'node:worker_threads';
import { RestackError } from '../../../../core/errors/restack-error.js';
import type { ShareFiles } from '../../../../backup-set/write/share-files.js';
import type { Store } from '../../../../backup-set/store.js';
import type { NamingDisk } from '../../../disk/new/naming-disk.js';
import type { ReadOnlyFileSystem } from '../../folder/file-system.js';
import { splitSmbPath } from '../calls/smb-url.js';
import type { SmbAsker } from '../thread/smb-client.js';

/** A share of a file server that is reached without the system's help. */
export interface NetworkShare {
  /** The place that was given, as `smb://host/share/folder`. */
  readonly location: string;
  /** The user as a person writes it; undefined for whoever started restack. */
  readonly userName: string | undefined;
  readonly fileSystem: ReadOnlyFileSystem;
  readonly files: ShareFiles;
  readonly disk: NamingDisk;
  readonly ask: SmbAsker;
  /** Makes a port by which another thread can read; undefined where there is none. */
  readonly lend: () => MessagePort | undefined;
  readonly close: () => Promise<void>;
}

const lenders = new WeakMap<Store, NetworkShare>();

/** Remembers the share that a store lies on, for {@link lendStore}. */
export function noteNetworkStore(store: Store, share: NetworkShare): Store {
  lenders.set(store, share);
  return store;
}

/** The way for another thread to open a store that lies on a share; undefined for any other store. */
export function lendStore(store: Store): (() => MessagePort | undefined) | undefined {
  return lenders.get(store)?.lend;
}

/** Causes of a share that cannot be opened, and the way out, by the system's code. */
const CAUSES: Readonly<Record<string, (share: NetworkShare) => readonly string[]>> = {
  EACCES: describeRefusal,
  EPERM: describeRefusal,
  NO_TICKET: describeRefusal,
  SHUT_OUT: describeRefusal,
  ENODEV: () => ['the server has no share of this name: see how it is written'],
  ENOENT: () => ['see how host, share and folder are written'],
  ETIMEDOUT: () => ['see that the file server can be reached on TCP port 445'],
  ECONNREFUSED: () => ['see that the file server can be reached on TCP port 445'],
  EHOSTUNREACH: () => ['see that the file server can be reached on TCP port 445'],
  NOT_ENCRYPTED: () => [
    'let the server encrypt: smb encrypt = desired (Samba), Set-SmbShare -EncryptData $true (Windows)',
    'or go without --share-encrypt: everything is still signed',
  ],
};

function describeRefusal({ userName, location }: NetworkShare): readonly string[] {
  if (userName === undefined) {
    const [host = ''] = splitSmbPath(location);
    const [, nameless] = /^(localhost|[\d.]+)(?::\d+)?$/i.exec(host) ?? [];
    return [
      "say who opens the share: --share-user 'DOMAIN\\user' --share-password-file FILE",
      'or get a ticket: kinit user@DOMAIN; klist shows what there is, and when it ends',
      ...(nameless === undefined ? [] : [`a ticket is for a server by its name, and ${nameless} is none`]),
    ];
  }
  return [
    `see that ${userName} and the password are right, and that this user may open the share`,
    'a server that lets in only guests, or only without signing or with SMB 1, is refused',
  ];
}

/** Adds to a failure of opening a share the likely causes of it. Other errors stay as they are. */
export function explainNetworkFailure(error: unknown, share: NetworkShare): unknown {
  if (!(error instanceof RestackError) || error.code !== 'SHARE_UNREACHABLE') return error;
  const causes = CAUSES[String(error.details['reason'])]?.(share) ?? [];
  const { code, message, cause, details } = error;
  return new RestackError(code, message, { cause, details, hints: [...error.hints, ...causes] });
}
