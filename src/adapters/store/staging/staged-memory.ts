import { RestackError } from '../../../core/errors/restack-error.js';
import type { StagedBytes } from '../../../backup-set/data-file/staged-bytes.js';

/** Makes a staged copy that stays in memory. It copies the chunks: their owner may reuse them. */
export function createStagedMemory(chunks: readonly Uint8Array[], sizeBytes: number): StagedBytes {
  let bytes: Uint8Array | undefined = Buffer.concat(chunks, sizeBytes);
  return {
    sizeBytes,
    read: async (target, offset) => {
      assertRange(sizeBytes, { offset, length: target.length });
      if (bytes === undefined)
        throw new RestackError('INTERNAL', 'staged bytes were read after their removal');
      target.set(bytes.subarray(offset, offset + target.length));
    },
    dispose: async () => {
      bytes = undefined;
    },
  };
}

/** Asserts that a range is inside `sizeBytes`. @throws INTEGRITY when it is not. */
export function assertRange(
  sizeBytes: number,
  range: { readonly offset: number; readonly length: number },
): void {
  const { offset, length } = range;
  if (Number.isSafeInteger(offset) && offset >= 0 && offset + length <= sizeBytes) return;
  throw new RestackError(
    'INTEGRITY',
    `read of ${length} bytes at ${offset}, but only ${sizeBytes} are staged`,
  );
}
