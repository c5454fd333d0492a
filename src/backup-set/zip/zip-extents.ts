import { zipDamaged, zipUnsafe } from './zip-fault.js';

/**
 * The end of each entry: the start of the next one, or of the directory. An honest archive has no byte before, between
 * or behind its entries, and no byte that belongs to two of them.
 */
export interface Extents {
  /** The end of the entry whose local header begins at `localOffset`. */
  endOf(localOffset: number): number;
}

/** Collects the offsets of local headers, 8 bytes each. */
export class ExtentsBuilder {
  #starts = new Float64Array(1024);
  #count = 0;
  #sorted = true;

  add(localOffset: number): void {
    if (this.#count === this.#starts.length) {
      const grown = new Float64Array(this.#count * 2);
      grown.set(this.#starts);
      this.#starts = grown;
    }
    if (this.#count > 0 && localOffset <= (this.#starts[this.#count - 1] ?? 0)) this.#sorted = false;
    this.#starts[this.#count] = localOffset;
    this.#count += 1;
  }

  /**
   * @param directoryOffset Where the last entry must end.
   * @throws INTEGRITY (findings ZIP_DAMAGED, ZIP_UNSAFE) when entries share a start, the first is not at 0, or the last
   * is not before the directory.
   */
  build(directoryOffset: number): Extents {
    const starts = this.#starts.subarray(0, this.#count);
    // Most writers keep directory and entries in one order; those that do not are honest all the same.
    if (!this.#sorted) starts.sort();
    for (let at = 1; at < starts.length; at += 1) {
      if (starts[at] === starts[at - 1]) throw zipUnsafe(`two entries lie at ${starts[at]}`);
    }
    const first = starts[0] ?? directoryOffset;
    if (first !== 0) throw zipDamaged(`the archive begins with ${first} bytes that belong to no entry`);
    const last = starts.at(-1) ?? 0;
    if (last > 0 && last >= directoryOffset)
      throw zipUnsafe(`an entry lies at ${last}, and the directory begins at ${directoryOffset}`);
    return { endOf: (localOffset) => starts[findIndex(starts, localOffset) + 1] ?? directoryOffset };
  }
}

function findIndex(starts: Float64Array, wanted: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
