import { formatCount } from '../../core/sizes.js';
import { BLOCK_SIZE, decryptRange, readPaddingLength } from '../../crypto/block-cipher.js';
import { createFindingError } from '../../core/errors/finding-error.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { decryptPieces, type PlaintextKey } from './decrypt-pieces.js';
import { readStaged, type StagedBytes } from './staged-bytes.js';
import type { ByteRange, RandomAccess } from './random-access.js';
import type { StoreFileReader } from '../store.js';
import { createReferencedBytes, type KnownCiphertext } from './referenced-bytes.js';
import { withSpanCrcs } from './span-crcs.js';

interface Ciphertext {
  readonly staged: StagedBytes;
  readonly key: PlaintextKey;
}

/**
 * Opens an authenticated, staged ciphertext for reading at any offset. Each read decrypts the blocks it touches, from
 * the ciphertext block before them: neither a plaintext file nor a whole plaintext buffer ever exists.
 *
 * @throws INTEGRITY (finding CIPHERTEXT_TRUNCATED) when it is empty or not a whole number of blocks.
 * @throws INTEGRITY (finding PADDING_INVALID) when the last block has no valid padding.
 * Source: format specification, section 3.
 */
export async function openPlaintext(staged: StagedBytes, key: PlaintextKey): Promise<RandomAccess> {
  assertWholeBlocks(staged.sizeBytes);
  const ciphertext = { staged, key };
  const lastBlock = await decryptBlocks(ciphertext, staged.sizeBytes - BLOCK_SIZE, BLOCK_SIZE);
  const sizeBytes = staged.sizeBytes - readPaddingLength(lastBlock);
  const assertInside = ({ offset, length }: ByteRange): void => {
    if (Number.isSafeInteger(offset) && offset >= 0 && length >= 0 && offset + length <= sizeBytes) return;
    throw new RestackError(
      'INTERNAL',
      `read of ${formatCount(length, 'byte')} at ${offset} of a plaintext of ${sizeBytes}`,
    );
  };
  return {
    sizeBytes,
    async read(offset, length) {
      assertInside({ offset, length });
      if (length === 0) return new Uint8Array(0);
      const start = offset - (offset % BLOCK_SIZE);
      const end = Math.ceil((offset + length) / BLOCK_SIZE) * BLOCK_SIZE;
      const blocks = await decryptBlocks(ciphertext, start, end - start);
      return blocks.subarray(offset - start, offset - start + length);
    },
    pieces(range, pieceBytes) {
      assertInside(range);
      return decryptPieces(staged, key, { ...range, pieceBytes });
    },
  };
}

/**
 * Asserts that a ciphertext of this size can be whole. @throws INTEGRITY (finding CIPHERTEXT_TRUNCATED) when it cannot.
 */
export function assertWholeBlocks(sizeBytes: number): void {
  if (sizeBytes > 0 && sizeBytes % BLOCK_SIZE === 0) return;
  throw createFindingError(
    'CIPHERTEXT_TRUNCATED',
    `the ciphertext is ${formatCount(sizeBytes, 'byte')} long, expected a multiple of ${BLOCK_SIZE} and at least one block`,
  );
}

async function decryptBlocks(
  { staged, key }: Ciphertext,
  start: number,
  length: number,
): Promise<Uint8Array> {
  // The block before is the IV of what follows; the first block has the header's.
  const lead = start === 0 ? 0 : BLOCK_SIZE;
  const bytes = await readStaged(staged, start - lead, lead + length);
  return decryptRange({
    key: key.aesKey,
    previousBlock: start === 0 ? key.iv : bytes.subarray(0, BLOCK_SIZE),
    ciphertext: bytes.subarray(lead),
  });
}

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
