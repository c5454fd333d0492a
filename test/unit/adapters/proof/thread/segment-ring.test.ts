import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createRingWriter,
  createSegmentRing,
  hashRing,
  type RingHasher,
} from '../../../../../src/adapters/proof/thread/segment-ring.js';
import { hashSegments, SEGMENT_SIZE } from '../../../../../src/backup-set/data-file/segment-hasher.js';
import type { StoreFileReader } from '../../../../../src/backup-set/store.js';
import { createTagCalculator } from '../../../../../src/crypto/authentication-tag.js';
import { patternBytes } from '../../../../fixtures/sealed-snapshot.js';

const macKey = patternBytes(32, 'mac key');
const HEADER_SIZE = 90;

function tagOf(bytes: Uint8Array): Buffer {
  const calculator = createTagCalculator(macKey);
  calculator.update(bytes);
  return Buffer.from(calculator.digest());
}

function createReader(ciphertext: Uint8Array, failAt = Number.POSITIVE_INFINITY): StoreFileReader {
  let reads = 0;
  return {
    read: async (target, offset) => {
      reads += 1;
      if (reads >= failAt) throw new Error('the share failed');
      const part = ciphertext.subarray(offset - HEADER_SIZE, offset - HEADER_SIZE + target.length);
      target.set(part);
      return part.length;
    },
    close: async () => {},
  };
}

const neverFails: Pick<RingHasher, 'throwIfFailed' | 'onFailure'> = {
  throwIfFailed: () => {},
  onFailure: () => {},
};

describe('a ring of segments', () => {
  it.each([0, 1, SEGMENT_SIZE - 1, SEGMENT_SIZE, 3 * SEGMENT_SIZE, 3 * SEGMENT_SIZE + 3])(
    'gives %i bytes to the one who hashes them when all have come',
    async (size) => {
      const ciphertext = patternBytes(size);
      const ring = createSegmentRing();
      const receiveTag = async () => hashRing(ring, macKey);
      const writer = createRingWriter(ring, { ...neverFails, receiveTag });
      const { tag, sizeBytes } = await hashSegments(createReader(ciphertext), writer, () => {});
      expect(sizeBytes).toBe(size);
      expect(Buffer.from(tag).equals(tagOf(ciphertext))).toBe(true);
    },
  );

  it('tells whoever waits for a slot that the other thread has failed', async () => {
    const ring = createSegmentRing();
    let failure: Error | undefined;
    let wake = (): void => {};
    const writer = createRingWriter(ring, {
      throwIfFailed() {
        if (failure !== undefined) throw failure;
      },
      onFailure(listener) {
        wake = listener;
      },
      receiveTag: async () => new Uint8Array(64),
    });
    const hashing = hashSegments(createReader(patternBytes(20 * SEGMENT_SIZE)), writer, () => {});
    hashing.catch(() => {});
    // Nobody hashes: the writer comes to wait for the first slot again.
    await new Promise((resolve) => setImmediate(resolve));
    failure = new Error('the thread is gone');
    wake();
    await expect(hashing).rejects.toThrow('the thread is gone');
  });
});

describe('a ring between two threads', () => {
  let thread: Worker;
  beforeAll(async () => {
    const file = fileURLToPath(new URL('../../../../doubles/ring-thread.ts', import.meta.url));
    // A thread loads no TypeScript.
    const { outputFiles } = await build({
      entryPoints: [file],
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'node',
    });
    thread = new Worker(outputFiles[0]?.text ?? '', { eval: true });
    await once(thread, 'online');
  });
  afterAll(async () => {
    await thread.terminate();
  });

  function createWriter() {
    const ring = createSegmentRing();
    const tag = once(thread, 'message').then(([bytes]: Uint8Array[]) => bytes ?? new Uint8Array(0));
    thread.postMessage({ ring, macKey }, []);
    return createRingWriter(ring, { ...neverFails, receiveTag: async () => tag });
  }

  it.each([0, 3, 8 * SEGMENT_SIZE, 9 * SEGMENT_SIZE + 1, 40 * SEGMENT_SIZE])(
    'hands over %i bytes, each segment as it was, however often the ring goes round',
    async (size) => {
      const ciphertext = patternBytes(size);
      const seen: number[] = [];
      const { tag } = await hashSegments(createReader(ciphertext), createWriter(), (segment) => {
        seen.push(segment.length);
      });
      expect(seen.reduce((sum, length) => sum + length, 0)).toBe(size);
      expect(Buffer.from(tag).equals(tagOf(ciphertext))).toBe(true);
    },
  );

  it('ends with what the share fails with', async () => {
    const reader = createReader(patternBytes(20 * SEGMENT_SIZE), 12);
    await expect(hashSegments(reader, createWriter(), () => {})).rejects.toThrow('the share failed');
  });
});
