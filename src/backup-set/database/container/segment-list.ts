/** One run of bytes of a compressed backup, and the bytes that it stands for. */
export interface Segment {
  /** Where the packed bytes lie in the file. */
  readonly offset: number;
  readonly packedBytes: number;
  readonly contentBytes: number;
  /** True where the bytes stand for themselves. */
  readonly stored: boolean;
}

/** Segments in their order, found by the place of their content. Memory: 24 bytes each. */
export class SegmentList {
  #starts = new Float64Array(256);
  #offsets = new Float64Array(256);
  #packed = new Uint32Array(256);
  /** 1 added to twice the size where the segment is stored. */
  #contents = new Uint32Array(256);
  #length = 0;
  #sizeBytes = 0;

  get length(): number {
    return this.#length;
  }

  /** The size of all contents together. */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  add(segment: Segment): void {
    if (this.#length === this.#starts.length) this.#grow();
    const index = this.#length;
    this.#starts[index] = this.#sizeBytes;
    this.#offsets[index] = segment.offset;
    this.#packed[index] = segment.packedBytes;
    this.#contents[index] = segment.contentBytes * 2 + (segment.stored ? 1 : 0);
    this.#length += 1;
    this.#sizeBytes += segment.contentBytes;
  }

  at(index: number): Segment {
    return {
      offset: this.#offsets[index] ?? 0,
      packedBytes: this.#packed[index] ?? 0,
      contentBytes: (this.#contents[index] ?? 0) >>> 1,
      stored: this.isStored(index),
    };
  }

  isStored(index: number): boolean {
    return (this.#contents[index] ?? 0) % 2 === 1;
  }

  /** The place where the content of a segment begins. */
  startOf(index: number): number {
    return this.#starts[index] ?? 0;
  }

  /** The segment that holds the byte at `place` of the contents. */
  find(place: number): number {
    if (place < 0 || place >= this.#sizeBytes) throw new RangeError(`byte ${place} of ${this.#sizeBytes}`);
    let low = 0;
    let high = this.#length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.startOf(middle) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #grow(): void {
    const grow = <A extends Float64Array | Uint32Array>(array: A, grown: A): A => {
      grown.set(array);
      return grown;
    };
    const size = this.#length * 2;
    this.#starts = grow(this.#starts, new Float64Array(size));
    this.#offsets = grow(this.#offsets, new Float64Array(size));
    this.#packed = grow(this.#packed, new Uint32Array(size));
    this.#contents = grow(this.#contents, new Uint32Array(size));
  }
}
