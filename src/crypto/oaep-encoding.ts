import { formatCount } from '../core/sizes.js';
import { createHash } from 'node:crypto';
import { RestackError } from '../core/errors/restack-error.js';
import { assertSize } from './byte-size.js';

/** The hash of OAEP, and of its mask generation function. */
export type OaepHash = 'sha256' | 'sha1';

/** Length of the seed of OAEP, in bytes. */
export const OAEP_SEED_SIZE: Readonly<Record<OaepHash, number>> = { sha256: 32, sha1: 20 };

/**
 * The encoded message EM of EME-OAEP with an empty label, ready for raw RSA. It exists so that samples can be made
 * from a fixed seed; node:crypto draws its own.
 *
 * @throws UNSUPPORTED when the message does not fit `modulusSize` (bytes).
 * @throws INTERNAL when the seed is not one hash long.
 * Source: RFC 8017, section 7.1.1, step 2.
 */
export function encodeOaep(
  message: Uint8Array,
  options: { readonly hash: OaepHash; readonly seed: Uint8Array; readonly modulusSize: number },
): Uint8Array {
  const { hash, seed, modulusSize } = options;
  const hashSize = OAEP_SEED_SIZE[hash];
  assertSize('OAEP seed', seed, hashSize);
  const blockSize = modulusSize - hashSize - 1;
  if (message.length > blockSize - hashSize - 1) {
    throw new RestackError(
      'UNSUPPORTED',
      `${message.length} bytes do not fit into RSA-OAEP of ${formatCount(modulusSize, 'byte')}`,
    );
  }
  const dataBlock = new Uint8Array(blockSize);
  dataBlock.set(createHash(hash).digest());
  dataBlock[blockSize - message.length - 1] = 1;
  dataBlock.set(message, blockSize - message.length);
  const maskedBlock = xor(dataBlock, generateMask(seed, { hash, size: blockSize }));
  const maskedSeed = xor(seed, generateMask(maskedBlock, { hash, size: hashSize }));
  return Buffer.concat([new Uint8Array(1), maskedSeed, maskedBlock]);
}

/** MGF1. Source: RFC 8017, appendix B.2.1. */
function generateMask(
  seed: Uint8Array,
  options: { readonly hash: OaepHash; readonly size: number },
): Uint8Array {
  const parts: Uint8Array[] = [];
  const counter = Buffer.alloc(4);
  for (let size = 0; size < options.size; size += OAEP_SEED_SIZE[options.hash]) {
    counter.writeUInt32BE(parts.length);
    parts.push(createHash(options.hash).update(seed).update(counter).digest());
  }
  return Buffer.concat(parts, options.size);
}

function xor(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((byte, index) => byte ^ (right[index] ?? 0));
}
