import type { SharedPlaintext } from '../../../backup-set/data-file/plaintext.js';
import type { SnapshotKey } from '../../../backup-set/data-file/snapshot-key.js';
import type { Snapshot } from '../../../backup-set/catalog.js';
import type { PlacedEntry } from '../../../backup-set/zip/zip-archive.js';
import type { ErrorCode } from '../../../core/errors/error-codes.js';
import type { Finding } from '../../../core/errors/finding.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import type { SegmentRing } from './segment-ring.js';

/** A data file that a thread proves from its first byte to its last. */
export interface FileToProve {
  /** Place of the store, a folder. */
  readonly location: string;
  readonly snapshot: Snapshot;
  readonly key: SnapshotKey;
  /** True when the thread may hold the whole file in memory. */
  readonly inMemory: boolean;
}

/** Entries of an authenticated data file that a thread proves. */
export interface EntriesToProve {
  /** Place of the store, a folder. */
  readonly location: string;
  /** Store path of the data file. */
  readonly dataFile: string;
  readonly plaintext: SharedPlaintext;
  readonly entries: readonly PlacedEntry[];
}

/** The request that a proof thread serves, one at a time. */
export type ProofRequest =
  | ({ readonly kind: 'file' } & FileToProve)
  | ({ readonly kind: 'entries' } & EntriesToProve)
  | { readonly kind: 'hash'; readonly macKey: Uint8Array; readonly ring: SegmentRing };

/** A message of a thread at work. */
export interface ProofNews {
  readonly kind: 'bytes';
  readonly bytes: number;
}

/** The answer of a thread that is done. */
export type ProofAnswer =
  | { readonly kind: 'proved'; readonly findings: readonly Finding[]; readonly bytes: number }
  | { readonly kind: 'entriesProved' }
  | { readonly kind: 'tag'; readonly tag: Uint8Array }
  | { readonly kind: 'failed'; readonly error: PlainError };

/** An error as it passes between threads, which keep no classes. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hints: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly cause: string | undefined;
}

/** Takes an error apart for another thread. An error that is no `RestackError` becomes INTERNAL. */
export function describePlainError(error: unknown): PlainError {
  if (error instanceof RestackError) {
    const { code, message, hints, details, cause } = error;
    return { code, message, hints, details, cause: cause instanceof Error ? cause.message : undefined };
  }
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'INTERNAL', message: 'a proof ended unexpectedly', hints: [], details: {}, cause };
}

/** Puts an error from another thread together again. */
export function restoreError({ code, message, hints, details, cause }: PlainError): RestackError {
  return new RestackError(code, message, { hints, details, ...(cause === undefined ? {} : { cause }) });
}
