import type { SegmentDigests, SegmentKey } from '../../backup-set/data-file/segment-digests.js';
import type { SnapshotKey } from '../../backup-set/data-file/snapshot-key.js';
import type { Snapshot } from '../../backup-set/catalog.js';
import type { ErrorCode } from '../../core/errors/error-codes.js';
import type { Finding } from '../../core/errors/finding.js';
import { RestackError } from '../../core/errors/restack-error.js';

/** What a proof worker is asked. One request at a time, but for the segments of one file. */
export type ProofRequest =
  | {
      readonly kind: 'prove';
      readonly location: string;
      readonly snapshot: Snapshot;
      readonly key: SnapshotKey;
    }
  | { readonly kind: 'digest'; readonly key: SegmentKey; readonly slots: readonly SharedArrayBuffer[] }
  | { readonly kind: 'segment'; readonly slot: number; readonly length: number }
  | { readonly kind: 'finish' };

/** What it answers. */
export type ProofAnswer =
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'proved'; readonly findings: readonly Finding[]; readonly bytes: number }
  | { readonly kind: 'segmentDone' }
  | { readonly kind: 'digests'; readonly digests: SegmentDigests }
  | { readonly kind: 'failed'; readonly error: PlainError };

/** An error as it passes between threads, which keep no classes. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hints: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly cause: string | undefined;
}

/** Takes an error apart for another thread. What is no `RestackError` becomes INTERNAL. */
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
