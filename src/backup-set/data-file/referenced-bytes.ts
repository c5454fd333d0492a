import { formatCount } from '../../core/sizes.js';
import { createFindingError } from '../../core/errors/finding-error.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { equalTags } from '../../crypto/authentication-tag.js';
import { DATA_FILE_HEADER_SIZE } from '../../crypto/data-file-header.js';
import type { StagedBytes } from './staged-bytes.js';
import type { StoreFileReader } from '../store.js';
import { computeSpanMac, type SpanDigests } from './span-digests.js';

/** A ciphertext that was read once, and what it takes to know its bytes again. Plain data: it may pass between threads. */
export interface KnownCiphertext {
  readonly sizeBytes: number;
  readonly segmentMacKey: Uint8Array;
  readonly digests: SpanDigests;
}

/**
 * Bytes that stay where they are instead of being copied. Each span that is read again must have the MAC it had when it
 * was read first, under a key that never leaves this process: what is given out are the very bytes that were read once,
 * or nothing. No disk is written.
 *
 * `read` throws INTEGRITY (finding TAG_MISMATCH) when the file has changed since, and the errors of the store.
 */
export function createReferencedBytes(reader: StoreFileReader, known: KnownCiphertext): StagedBytes {
  const { sizeBytes, digests } = known;
  const { spanBytes } = digests;
  let buffer: Uint8Array | undefined;
  let cached: { readonly index: number; readonly bytes: Uint8Array } | undefined;
  let latest: Promise<void> = Promise.resolve();
  const readSpan = async (index: number): Promise<Uint8Array> => {
    if (cached?.index === index) return cached.bytes;
    cached = undefined;
    buffer ??= Buffer.allocUnsafeSlow(Math.min(spanBytes, sizeBytes));
    const bytes = await readAgain(reader, known, { index, buffer });
    cached = { index, bytes };
    return bytes;
  };
  const readInto = async (target: Uint8Array, offset: number): Promise<void> => {
    let done = 0;
    while (done < target.length) {
      const index = Math.floor((offset + done) / spanBytes);
      const span = await readSpan(index);
      const part = span.subarray(offset + done - index * spanBytes).subarray(0, target.length - done);
      target.set(part, done);
      done += part.length;
    }
  };
  return {
    sizeBytes,
    async read(target, offset) {
      if (!Number.isSafeInteger(offset) || offset < 0 || offset + target.length > sizeBytes) {
        throw new RestackError(
          'INTEGRITY',
          `read of ${formatCount(target.length, 'byte')} at ${offset} of ${sizeBytes}`,
        );
      }
      // One after the other: all of them share one buffer, whose bytes are checked before they are copied.
      const turn = latest.then(async () => readInto(target, offset));
      latest = turn.catch(() => {});
      return turn;
    },
    dispose: async () => {
      cached = undefined;
      await reader.close();
    },
  };
}

async function readAgain(
  reader: StoreFileReader,
  { sizeBytes, segmentMacKey, digests }: KnownCiphertext,
  { index, buffer }: { readonly index: number; readonly buffer: Uint8Array },
): Promise<Uint8Array> {
  const start = index * digests.spanBytes;
  const bytes = buffer.subarray(0, Math.min(digests.spanBytes, sizeBytes - start));
  const length = await reader.read(bytes, DATA_FILE_HEADER_SIZE + start);
  const mac = computeSpanMac(segmentMacKey, index, bytes);
  if (length === bytes.length && equalTags(mac, digests.macs.subarray(16 * index, 16 * index + 16)))
    return bytes;
  throw createFindingError('TAG_MISMATCH', 'the file changed while it was being proved');
}
