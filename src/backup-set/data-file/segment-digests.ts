import { createCipheriv, createDecipheriv } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { KIB } from '../../core/sizes.js';
import { freeMemory } from './free-memory.js';

/** Ciphertext is digested in segments of this many bytes; the last one may be shorter. */
export const SEGMENT_SIZE = 512 * KIB;

/** Small enough for the plaintext to stay in the processor's cache between decryption and CRC. */
const PIECE_SIZE = 64 * KIB;

const MAC_SIZE = 16;

/** What segments are digested with. */
export interface SegmentKey {
  /** The snapshot's AES key, 32 bytes. */
  readonly aesKey: Uint8Array;
  /** The data file's IV, 16 bytes. */
  readonly iv: Uint8Array;
  /** Fresh random bytes that live as long as the proof of one file, 32 of them. */
  readonly segmentMacKey: Uint8Array;
}

/** One digest of each kind per segment. */
export interface SegmentDigests {
  /** 16 bytes each, of the ciphertext. */
  readonly macs: Uint8Array;
  /** CRC-32 of the plaintext; the last one is of no use, as it covers the padding. */
  readonly crcs: Uint32Array;
}

/**
 * Takes the segments of one file in order. It owns the buffers, few and used again and again: fresh memory for every
 * segment would cost as much as decrypting it.
 */
export interface SegmentDigester {
  /** A buffer of {@link SEGMENT_SIZE} bytes for the next segment; resolves when one is free. At least two exist. */
  takeBuffer(): Promise<Uint8Array>;
  /**
   * Takes a segment at the start of the buffer that was taken first. It may be read until this resolves, and until
   * the caller next waits for anything.
   */
  add(segment: Uint8Array): Promise<void>;
  finish(): Promise<SegmentDigests>;
}

/**
 * Digests segments in this thread.
 *
 * The plaintext is looked at by no one: each piece goes through CRC-32, whatever it holds, and is forgotten. The sums
 * are used only after the tag of the whole file has matched. That is what allows decryption and authentication to run
 * side by side without anything unauthenticated being acted on.
 */
export function createSegmentDigester(key: SegmentKey): SegmentDigester {
  const sums = createSegmentSums(key);
  // One is being read into while the other one is digested.
  const buffers = [Buffer.allocUnsafeSlow(SEGMENT_SIZE), Buffer.allocUnsafeSlow(SEGMENT_SIZE)] as const;
  let taken = 0;
  return {
    takeBuffer: async () => {
      taken += 1;
      return buffers[taken % 2 === 0 ? 0 : 1];
    },
    add: async (segment) => {
      sums.add(segment);
    },
    finish: async () => sums.finish(),
  };
}

/** The computing part of a digester. */
export interface SegmentSums {
  add(segment: Uint8Array): void;
  finish(): SegmentDigests;
}

/** Computes MAC and CRC-32 of each segment, see {@link createSegmentDigester}. */
export function createSegmentSums(key: SegmentKey): SegmentSums {
  const decipher = createDecipheriv('aes-256-cbc', key.aesKey, key.iv).setAutoPadding(false);
  const macs: Uint8Array[] = [];
  const crcs: number[] = [];
  return {
    add(segment) {
      macs.push(computeSegmentMac(key.segmentMacKey, macs.length, segment));
      let crc = 0;
      for (let at = 0; at < segment.length; at += PIECE_SIZE) {
        const plaintext = decipher.update(segment.subarray(at, at + PIECE_SIZE));
        crc = crc32(plaintext, crc);
        freeMemory(plaintext);
      }
      crcs.push(crc);
    },
    finish: () => ({ macs: Buffer.concat(macs), crcs: Uint32Array.from(crcs) }),
  };
}

/**
 * GMAC of one segment, 16 bytes: a change is noticed by whoever holds the key, and can be hidden only by them. The
 * index is the nonce, so that segments cannot trade places.
 * Source: NIST SP 800-38D, section 3.
 */
export function computeSegmentMac(key: Uint8Array, index: number, segment: Uint8Array): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 8);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: MAC_SIZE }).setAAD(segment);
  cipher.final();
  return cipher.getAuthTag();
}
