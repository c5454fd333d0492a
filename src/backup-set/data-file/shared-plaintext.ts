import type { StoreFileReader } from '../store.js';
import type { PlaintextKey } from './decrypt-pieces.js';
import { openPlaintext } from './plaintext.js';
import type { RandomAccess } from './random-access.js';
import { createReferencedBytes, type KnownCiphertext } from './referenced-bytes.js';
import { withSpanCrcs } from './span-crcs.js';

/**
 * A plaintext that lies in a data file which was authenticated before, and can be opened by whoever can read that file.
 * Plain data: it may pass between threads.
 */
export interface SharedPlaintext extends PlaintextKey {
  readonly known: KnownCiphertext;
}

/**
 * Opens it. The reader stays the caller's.
 *
 * Its reads throw INTEGRITY (finding TAG_MISMATCH) when the file is not the same any more.
 */
export async function openSharedPlaintext(
  reader: StoreFileReader,
  { known, ...key }: SharedPlaintext,
): Promise<RandomAccess> {
  return withSums(await openPlaintext(createReferencedBytes(reader, known), key), known);
}

/** Gives a plaintext the sums that were taken of it, if any were. */
export function withSums(plaintext: RandomAccess, known: KnownCiphertext | undefined): RandomAccess {
  if (known?.digests.crcs === undefined) return plaintext;
  return withSpanCrcs(plaintext, known.digests.crcs, known.digests.spanBytes);
}
