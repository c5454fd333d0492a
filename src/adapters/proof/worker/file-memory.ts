import { freeMemory } from '../../../backup-set/data-file/free-memory.js';
import type { FileMemory } from '../../../backup-set/data-file/hash-in-memory.js';

/**
 * Makes one memory that files are read into, one after the other. It is as large as the largest of them, and kept:
 * fresh memory for each file would cost a twentieth of its proof.
 */
export function createFileMemory(options: {
  readonly limitBytes: number;
  readonly blocking: boolean;
}): FileMemory {
  let memory: Uint8Array = new Uint8Array(0);
  return {
    blocking: options.blocking,
    take(sizeBytes) {
      if (sizeBytes > options.limitBytes) return undefined;
      if (sizeBytes > memory.length) {
        freeMemory(memory);
        memory = Buffer.allocUnsafeSlow(sizeBytes);
      }
      return memory.subarray(0, sizeBytes);
    },
  };
}
