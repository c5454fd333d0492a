import { MAX_INPUT_BYTES } from '../search.js';

const COUNT_AT = 0;
const LENGTH_AT = 1;
const HEAD_BYTES = 8;

/** The input that is being read, in memory that both threads see: it is still there when the reader never comes back. */
export class SharedInput {
  readonly #head: Int32Array;
  readonly #bytes: Uint8Array;

  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(HEAD_BYTES + 4 * MAX_INPUT_BYTES)) {
    this.#head = new Int32Array(memory, 0, 2);
    this.#bytes = new Uint8Array(memory, HEAD_BYTES);
  }

  /** The number of inputs so far. */
  get count(): number {
    return Atomics.load(this.#head, COUNT_AT);
  }

  put(input: Uint8Array): void {
    this.#bytes.set(input.subarray(0, this.#bytes.length));
    Atomics.store(this.#head, LENGTH_AT, Math.min(input.length, this.#bytes.length));
    Atomics.add(this.#head, COUNT_AT, 1);
  }

  /** A copy. */
  take(): Uint8Array {
    return this.#bytes.slice(0, Atomics.load(this.#head, LENGTH_AT));
  }
}
