import { RestackError } from '../../core/errors/restack-error.js';
import type { StagedBytes } from './staged-bytes.js';

/**
 * Ciphertext that lies in memory, and stays as it is until it is disposed of.
 *
 * @param release called once, by the first `dispose`.
 */
export function createMemoryBytes(bytes: Uint8Array, release: () => Promise<void>): StagedBytes {
  let held: Uint8Array | undefined = bytes;
  const select = (offset: number, length: number): Uint8Array => {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset + length > bytes.length) {
      throw new RestackError('INTEGRITY', `read of ${length} bytes at ${offset} of ${bytes.length}`);
    }
    if (held === undefined) throw new RestackError('INTERNAL', 'bytes were read after their removal');
    return held.subarray(offset, offset + length);
  };
  return {
    sizeBytes: bytes.length,
    view: select,
    read: async (target, offset) => target.set(select(offset, target.length)),
    dispose: async () => {
      if (held === undefined) return;
      held = undefined;
      await release();
    },
  };
}
