import type { Readable } from 'node:stream';

/** A file of a store. Paths are relative to the store's root, `/` as separator, in the casing found there. */
export interface StoreFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** A place in the store that could not be read, with the system's reason. */
export interface UnreadablePlace {
  readonly path: string;
  /** The system's error code, such as `EACCES`. */
  readonly reason: string;
}

/** All that one pass over a store found. */
export interface StoreListing {
  readonly files: readonly StoreFile[];
  readonly unreadable: readonly UnreadablePlace[];
  /** Links, special files and folders below the fourth level: named, never opened. Absent where there can be none. */
  readonly unopened?: readonly string[];
}

/**
 * Where backup sets lie: one `MASBackup` folder, or an archive of one. Knows bytes and names; no keys, no formats.
 *
 * Every method throws `SHARE_UNREACHABLE` when the place is gone or fails while read.
 */
export interface Store {
  /** What a person calls it: the folder's path as given. */
  readonly location: string;
  /** Lists all files in one pass, at most four folders deep, concurrently. Symbolic links are not followed. */
  list(): Promise<StoreListing>;
  /** Reads a small file whole. @throws INTEGRITY when it is larger than `limitBytes`. */
  readFile(path: string, limitBytes: number): Promise<Uint8Array>;
  /** Opens a file as a stream of chunks, from its first byte to its end. */
  openStream(path: string): Promise<Readable>;
}
