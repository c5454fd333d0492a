import type { FirstPiece } from '../file-system.js';

/** Calls of one sort that another thread makes one after the other. */
export type Batch =
  | { readonly kind: 'lstat'; readonly paths: readonly string[] }
  | { readonly kind: 'piece'; readonly paths: readonly string[]; readonly piece: FirstPiece };

/** One call that failed. */
export interface BatchFault {
  /** Position in the batch. */
  readonly index: number;
  /** The system's error code, such as `EACCES`. */
  readonly code: string;
  readonly message: string;
}

/** The type of an entry of a folder; links are not followed. */
export type EntryType = 'file' | 'folder' | 'other';

/** The answers to a batch, in its order. A call that failed has an empty one, and a fault. */
export interface BatchAnswer {
  readonly faults: readonly BatchFault[];
  /** Median of the time that the calls took, in milliseconds. */
  readonly medianMs: number;
  /** Of `lstat`. */
  readonly types: readonly EntryType[];
  /** Of `lstat` the sizes of the entries, of `piece` those of the pieces. */
  readonly sizes: readonly number[];
  /** Of `piece`: all pieces, one after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}
