import {
  createSegmentTag,
  SEGMENT_SIZE,
  type SegmentHasher,
} from '../../../backup-set/data-file/segment-hasher.js';

/** Segments that both threads share: enough to keep the hashing one busy while the other waits for the share. */
const SLOT_COUNT = 8;

/** Reads under way at a time: a share of some latency is kept busy, and half of the ring is left to be hashed. */
const READ_AHEAD = 4;

/** Places in the state: segments handed over so far, segments hashed so far, and the length of each slot's segment. */
const ADDED = 0;
const HASHED = 1;
const LENGTHS = 2;

/** The mark in place of a length behind the last segment. */
const END = -1;

/** Memory of two threads, through which one hands segments to the other without a message for each. */
export interface SegmentRing {
  readonly slots: SharedArrayBuffer;
  readonly state: SharedArrayBuffer;
}

/** Makes an empty ring of 8 MiB. */
export function createSegmentRing(): SegmentRing {
  return {
    slots: new SharedArrayBuffer(SLOT_COUNT * SEGMENT_SIZE),
    state: new SharedArrayBuffer((LENGTHS + SLOT_COUNT) * Int32Array.BYTES_PER_ELEMENT),
  };
}

/** The thread at the other end of a ring. */
export interface RingHasher {
  /** Throws when the thread will hash no more. */
  throwIfFailed(): void;
  /** Calls `wake` when the thread fails. */
  onFailure(wake: () => void): void;
  /** The tag, once the end of the segments has been handed over. */
  receiveTag(): Promise<Uint8Array>;
}

/** Hands segments to the thread that runs {@link hashRing}. Both go through the slots in the same order. */
export function createRingWriter(ring: SegmentRing, thread: RingHasher): SegmentHasher {
  const state = new Int32Array(ring.state);
  let taken = 0;
  let added = 0;
  thread.onFailure(() => Atomics.notify(state, HASHED));
  const waitForSlot = async (index: number): Promise<void> => {
    for (;;) {
      thread.throwIfFailed();
      const hashed = Atomics.load(state, HASHED);
      if (index - hashed < SLOT_COUNT) return;
      const changed = Atomics.waitAsync(state, HASHED, hashed);
      if (changed.async) await changed.value;
    }
  };
  const handOver = (length: number): void => {
    Atomics.store(state, LENGTHS + (added % SLOT_COUNT), length);
    added += 1;
    Atomics.store(state, ADDED, added);
    Atomics.notify(state, ADDED);
  };
  return {
    readAhead: READ_AHEAD,
    async takeBuffer() {
      const index = taken;
      taken += 1;
      await waitForSlot(index);
      return new Uint8Array(ring.slots, (index % SLOT_COUNT) * SEGMENT_SIZE, SEGMENT_SIZE);
    },
    add: (segment) => handOver(segment.length),
    async finish() {
      await waitForSlot(added);
      handOver(END);
      return thread.receiveTag();
    },
  };
}

/** Hashes all segments of a ring, and does nothing else until it has come to their end: it blocks its thread. */
export function hashRing({ slots, state: shared }: SegmentRing, macKey: Uint8Array): Uint8Array {
  const state = new Int32Array(shared);
  const tag = createSegmentTag(macKey);
  for (let index = 0; ; index += 1) {
    // Returns at once when the segment is there already.
    while (Atomics.load(state, ADDED) === index) Atomics.wait(state, ADDED, index);
    const length = Atomics.load(state, LENGTHS + (index % SLOT_COUNT));
    if (length === END) return tag.digest();
    tag.update(new Uint8Array(slots, (index % SLOT_COUNT) * SEGMENT_SIZE, length));
    Atomics.store(state, HASHED, index + 1);
    Atomics.notify(state, HASHED);
  }
}
