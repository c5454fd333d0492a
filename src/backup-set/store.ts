import type { Readable } from 'node:stream';
import type { SignatureAlgorithm } from '../crypto/signature-keys.js';

/** A file of a store. Paths are relative to the store's root, `/` as separator, in the casing found there. */
export interface StoreFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** A file that a listing names, with its size where that was asked for. */
export interface ListedFile {
  readonly path: string;
  readonly sizeBytes?: number;
}

/** One open file, read at any offset: the same file for as long as it is open, even when its name has gone. */
export interface StoreFileReader {
  /** Fills `target` from `offset` on. @returns the number of bytes: fewer than asked for only where the file ends. */
  read(target: Uint8Array, offset: number): Promise<number>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

/** A place in the store that could not be read, with the system's reason. */
export interface UnreadablePlace {
  readonly path: string;
  /** The system's error code, such as `EACCES`. */
  readonly reason: string;
}

/** The files and places that one pass over a store found. */
export interface StoreListing<F extends ListedFile = StoreFile> {
  readonly files: readonly F[];
  readonly unreadable: readonly UnreadablePlace[];
  /** Links, special files and folders below the fourth level: named, never opened. Absent where there can be none. */
  readonly unopened?: readonly string[];
}

/** A signature over all files of a store. */
export interface StoreSignature {
  readonly algorithm: SignatureAlgorithm;
  /** SHA-256 of the signer's public key, lower-case hexadecimal. */
  readonly keyDigest: string;
  /** True when it was checked with a key that the caller trusts. */
  readonly verified: boolean;
}

/**
 * The place of backup sets: one `MASBackup` folder, or an archive of one. It knows bytes and names; no keys, no
 * formats.
 *
 * Every method throws `SHARE_UNREACHABLE` when the place is gone or fails while read.
 */
export interface Store {
  /** The place as a person calls it: the folder's path as given. */
  readonly location: string;
  /** In an archive, the id of the set it was made of; other sets in it are parts of its chains. Absent for a folder. */
  readonly packedBackupId?: string;
  /** The signature of an archive; absent where it has none. */
  readonly signature?: StoreSignature;
  /** Lists all files in one pass, at most four folders deep, concurrently. Symbolic links are not followed. */
  list(): Promise<StoreListing>;
  /** Lists in the same way, and may leave sizes unasked that nobody needs: each costs a call to the file server. */
  list(needed: { readonly sizeOf: (path: string) => boolean }): Promise<StoreListing<ListedFile>>;
  /**
   * Reads a small file whole.
   *
   * @param reading `mayBeCut`: the file server's answer counts as all of the file, which saves the call that proves it; a
   * server that answers in parts gives less then.
   * @throws INTEGRITY when it is larger than `limitBytes`.
   */
  readFile(path: string, limitBytes: number, reading?: { readonly mayBeCut: boolean }): Promise<Uint8Array>;
  /** Opens a file as a stream of chunks, from its first byte to its end. */
  openStream(path: string): Promise<Readable>;
  /** Opens a file for reads at any offset. Absent where files can only be streamed, as from a compressed archive. */
  openReader?(path: string): Promise<StoreFileReader>;
  /** Frees what the store holds, such as a decompressed copy. Absent where it holds nothing. Safe to call twice. */
  close?(): Promise<void>;
}
