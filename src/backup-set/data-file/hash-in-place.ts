import { randomBytes } from 'node:crypto';
import { BLOCK_SIZE, decryptRange } from '../../crypto/block-cipher.js';
import {
  DATA_FILE_HEADER_SIZE,
  type DataFileHeader,
  parseDataFileHeader,
} from '../../crypto/data-file-header.js';
import type { StagedBytes } from './staged-bytes.js';
import type { StoreFileReader } from '../store.js';
import { createReferencedBytes, type KnownCiphertext } from './referenced-bytes.js';
import { chooseSpanBytes, createSpanDigester, type SpanDigester } from './span-digests.js';
import { hashSegments, type SegmentHasher } from './segment-hasher.js';
import type { SnapshotKey } from './snapshot-key.js';

/** A data file that was read once, from its first byte to its end. */
export interface HashedFile {
  readonly header: DataFileHeader;
  readonly ciphertext: StagedBytes;
  /** The tag over the ciphertext, which is compared with the header's. */
  readonly tag: Uint8Array;
  /** Where the ciphertext stayed in its file. Its sums are not to be looked at before the tag has matched. */
  readonly known?: KnownCiphertext;
}

/** The hasher, the size and the listeners with which a data file is hashed. */
export interface HashOptions {
  readonly createHasher: (macKey: Uint8Array) => SegmentHasher;
  /** Size of the file as far as it is known. */
  readonly sizeBytes: number;
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /** See {@link chooseSpanBytes}, by which it is chosen unless given. */
  readonly spanBytes?: number;
}

/** Reads the header at the front of a data file. @throws INTEGRITY (finding HEADER_INVALID), UNSUPPORTED (HEADER_UNSUPPORTED). */
export async function readHeader(reader: StoreFileReader): Promise<DataFileHeader> {
  const front = Buffer.alloc(DATA_FILE_HEADER_SIZE);
  return parseDataFileHeader(front.subarray(0, await reader.read(front, 0)));
}

/**
 * Reads a data file once, computing its tag and the digests of its spans, and leaves the ciphertext where it is
 * (see {@link createReferencedBytes}). Memory: the hasher's buffers, and 2 MiB at most, whatever the size of the file.
 *
 * @throws INTEGRITY (finding HEADER_INVALID), UNSUPPORTED (finding HEADER_UNSUPPORTED), and what the store throws.
 */
export async function hashInPlace(
  reader: StoreFileReader,
  key: SnapshotKey,
  options: HashOptions,
): Promise<HashedFile> {
  const header = await readHeader(reader);
  const segmentMacKey = randomBytes(32);
  const spanBytes = options.spanBytes ?? chooseSpanBytes(options.sizeBytes);
  let digester: SpanDigester | undefined;
  const createDigester = (sums: boolean): SpanDigester =>
    createSpanDigester({ aesKey: key.aesKey, iv: header.iv, segmentMacKey }, { spanBytes, sums });
  const { tag, sizeBytes } = await hashSegments(reader, options.createHasher(key.macKey), (segment) => {
    digester ??= createDigester(mayBeginStored(segment, key, header));
    digester.add(segment);
    options.onBytes?.(segment.length);
  });
  const digests = (digester ?? createDigester(false)).finish();
  const known = { sizeBytes, segmentMacKey, digests };
  return { header, ciphertext: createReferencedBytes(reader, known), tag, known };
}

const LOCAL_HEADER_SIGNATURE = 0x04034b50;
const STORED = 0;

/**
 * Guesses from the first block whether sums of the plaintext will be of use: for stored entries they are, deflated ones
 * are read again. The block is not authenticated, and needs not be: either answer leads to the same findings, one of
 * them sooner.
 */
function mayBeginStored(segment: Uint8Array, key: SnapshotKey, header: DataFileHeader): boolean {
  if (segment.length < BLOCK_SIZE) return false;
  const ciphertext = segment.subarray(0, BLOCK_SIZE);
  const block = decryptRange({ key: key.aesKey, previousBlock: header.iv, ciphertext });
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  // 0, 4 bytes: signature; 8, 2 bytes: method
  return view.getUint32(0, true) === LOCAL_HEADER_SIGNATURE && view.getUint16(8, true) === STORED;
}
