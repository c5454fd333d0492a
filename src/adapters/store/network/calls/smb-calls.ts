import type { NetworkUser } from '../../network-path.js';

/** One entry of a folder of a share, as the directory reply tells it. */
export interface SmbEntry {
  readonly name: string;
  /** `other`: a folder that leads elsewhere, which is never opened. */
  readonly kind: 'file' | 'folder' | 'other';
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** An open file. */
export interface SmbFile {
  readonly handle: number;
  readonly sizeBytes: number;
}

/**
 * The calls to file servers, each of which blocks its thread. Paths are `smb://host/share/folder`, names as they are.
 * A failure is thrown as an `Error` with the system's code in `code`, such as `ENOENT`.
 */
export interface SmbCalls {
  /** All entries of a folder, or an error: never a part of them. */
  list(path: string): readonly SmbEntry[];
  open(path: string): SmbFile;
  /** @returns the number of bytes; 0 at the end of the file. */
  read(handle: number, target: Uint8Array, position: number): number;
  /** Opens, reads once and closes. */
  readPiece(path: string, sizeBytes: number): Uint8Array;
  /** Creates a file that must not be there yet, for {@link SmbCalls.write}. */
  create(path: string): SmbFile;
  write(handle: number, bytes: Uint8Array, position: number): void;
  /** Closes a file. What was written is refused here at the latest. */
  close(handle: number): void;
  makeFolder(path: string): void;
  /** Fails with `EEXIST` when something has the new name. */
  rename(from: string, to: string): void;
  removeFile(path: string): void;
  removeFolder(path: string): void;
  /** The space that the user may fill where a folder lies. */
  readFreeBytes(path: string): number;
}

/** The user of a share, and what is asked of the connection. */
export interface SmbAccess {
  /** Without a user, the ticket of whoever started restack is presented. */
  readonly user?: (NetworkUser & { readonly password: string }) | undefined;
  /** For one answer of the server. */
  readonly timeoutMs: number;
  /** True where nothing of a share may pass that is not encrypted. */
  readonly isEncrypted?: boolean | undefined;
}

/** Makes the error of a failed call. */
export function createSmbError(code: string, what: string): Error {
  return Object.assign(new Error(`${what}: ${code}`), { code });
}
