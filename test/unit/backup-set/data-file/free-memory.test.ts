import { createDecipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { freeMemory } from '../../../../src/backup-set/data-file/free-memory.js';
import { MIB } from '../../../../src/core/sizes.js';

describe('freeMemory', () => {
  it('takes the memory of a whole buffer', () => {
    const bytes = new Uint8Array(MIB);
    freeMemory(bytes);
    expect([bytes.length, bytes.buffer.byteLength]).toEqual([0, 0]);
  });

  it('frees what a cipher gives out, without waiting for the garbage collector', () => {
    const decipher = createDecipheriv('aes-256-cbc', Buffer.alloc(32), Buffer.alloc(16)).setAutoPadding(
      false,
    );
    const ciphertext = Buffer.alloc(MIB);
    const before = process.memoryUsage().arrayBuffers;
    for (let round = 0; round < 64; round += 1) {
      const plaintext = decipher.update(ciphertext);
      expect(plaintext.length).toBe(MIB);
      freeMemory(plaintext);
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * MIB);
  });

  it('leaves a part of a larger buffer alone', () => {
    const pooled = Buffer.from('in the pool');
    freeMemory(pooled);
    expect(pooled.toString()).toBe('in the pool');
    const whole = new Uint8Array(8);
    freeMemory(whole.subarray(0, 4));
    expect(whole.length).toBe(8);
  });

  it('leaves memory that threads share alone', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(8));
    freeMemory(shared);
    expect(shared.length).toBe(8);
  });

  it('takes an empty buffer', () => {
    freeMemory(Buffer.alloc(0));
    freeMemory(new Uint8Array(0));
  });
});
