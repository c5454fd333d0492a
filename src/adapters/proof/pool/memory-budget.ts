import { MIB } from '../../../core/sizes.js';

/** Memory that all threads together may fill with files. */
export const MEMORY_BUDGET_BYTES = 96 * MIB;

/** Divides a memory between those who hold parts of it. */
export interface MemoryBudget<Holder> {
  /** Lets a holder have `sizeBytes` in all. @returns false, and changes nothing, when that is more than there is. */
  reserve(holder: Holder, sizeBytes: number): boolean;
  /** Takes back all that a holder has. */
  release(holder: Holder): void;
}

/** Makes a budget of which nothing is spent. What a holder once got stays with it until it is released. */
export function createMemoryBudget<Holder>(limitBytes: number): MemoryBudget<Holder> {
  const held = new Map<Holder, number>();
  return {
    reserve(holder, sizeBytes) {
      const own = held.get(holder) ?? 0;
      const others = [...held.values()].reduce((sum, size) => sum + size, 0) - own;
      if (others + sizeBytes > limitBytes) return false;
      held.set(holder, Math.max(own, sizeBytes));
      return true;
    },
    release(holder) {
      held.delete(holder);
    },
  };
}
