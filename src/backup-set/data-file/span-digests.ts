import { type CipherGCM, createCipheriv } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { GIB, KIB } from '../../core/sizes.js';
import { createDecryptor } from '../../crypto/block-cipher.js';
import { freeMemory } from './free-memory.js';
import { SEGMENT_SIZE } from './segment-hasher.js';

/** Small enough for the plaintext to stay in the processor's cache between decryption and CRC. */
const PIECE_SIZE = 64 * KIB;

const MAC_SIZE = 16;

/** A file of this size, or a smaller one, has digests for each segment. */
const FINEST_UP_TO = 64 * GIB;

/** The keys with which segments are digested. */
export interface SegmentKey {
  /** The snapshot's AES key, 32 bytes. */
  readonly aesKey: Uint8Array;
  /** The data file's IV, 16 bytes. */
  readonly iv: Uint8Array;
  /** Fresh random bytes that live as long as the proof of one file, 32 of them. */
  readonly segmentMacKey: Uint8Array;
}

/** Digests of a ciphertext, one of each kind for each span of it. */
export interface SpanDigests {
  /** Length of a span: one segment or several. The last one may be shorter. */
  readonly spanBytes: number;
  /** 16 bytes each, of the ciphertext. */
  readonly macs: Uint8Array;
  /** CRC-32 of the plaintext; the last one is of no use, as it covers the padding. Undefined when they were not taken. */
  readonly crcs: Uint32Array | undefined;
}

/**
 * The length of the spans that a file is digested in. It grows with the file, so that the digests stay below 2 MiB.
 *
 * @returns a multiple of {@link SEGMENT_SIZE}.
 */
export function chooseSpanBytes(fileSizeBytes: number): number {
  return SEGMENT_SIZE * Math.max(1, Math.ceil(fileSizeBytes / FINEST_UP_TO));
}

/** Takes the segments of one file in order. */
export interface SpanDigester {
  add(segment: Uint8Array): void;
  finish(): SpanDigests;
}

/**
 * Digests a ciphertext: a MAC of each span, and a CRC-32 of its plaintext where `sums` is set.
 *
 * The plaintext is looked at by no one: each piece goes through CRC-32, whatever it holds, and is forgotten. The sums
 * are used only after the tag of the whole file has matched. That is what allows decryption and authentication to run
 * side by side without anything unauthenticated being acted on.
 */
export function createSpanDigester(
  key: SegmentKey,
  options: { readonly spanBytes: number; readonly sums: boolean },
): SpanDigester {
  const { spanBytes, sums } = options;
  const sum = sums ? createPlaintextSum(key) : undefined;
  const macs: Uint8Array[] = [];
  const crcs: number[] = [];
  let mac: CipherGCM | undefined;
  let crc = 0;
  let length = 0;
  const endSpan = (): void => {
    if (mac === undefined) return;
    macs.push(finishMac(mac));
    crcs.push(crc);
    [mac, crc, length] = [undefined, 0, 0];
  };
  return {
    add(segment) {
      mac ??= createMac(key.segmentMacKey, macs.length);
      mac.setAAD(segment);
      if (sum !== undefined) crc = sum(segment, crc);
      length += segment.length;
      if (length === spanBytes) endSpan();
    },
    finish() {
      endSpan();
      return { spanBytes, macs: Buffer.concat(macs), crcs: sums ? Uint32Array.from(crcs) : undefined };
    },
  };
}

function createPlaintextSum(key: SegmentKey): (segment: Uint8Array, crc: number) => number {
  const decrypt = createDecryptor(key.aesKey, key.iv);
  return (segment, start) => {
    let crc = start;
    for (let at = 0; at < segment.length; at += PIECE_SIZE) {
      const plaintext = decrypt(segment.subarray(at, at + PIECE_SIZE));
      crc = crc32(plaintext, crc);
      freeMemory(plaintext);
    }
    return crc;
  };
}

/**
 * GMAC of one span, 16 bytes: a change is noticed by whoever holds the key, and can be hidden only by them. The index
 * is the nonce, so that spans cannot trade places.
 * Source: NIST SP 800-38D, section 3.
 */
export function computeSpanMac(key: Uint8Array, index: number, span: Uint8Array): Uint8Array {
  const mac = createMac(key, index);
  mac.setAAD(span);
  return finishMac(mac);
}

function createMac(key: Uint8Array, index: number): CipherGCM {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 8);
  return createCipheriv('aes-256-gcm', key, nonce, { authTagLength: MAC_SIZE });
}

function finishMac(mac: CipherGCM): Uint8Array {
  mac.final();
  return mac.getAuthTag();
}
