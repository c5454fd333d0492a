import { describe, expect, it } from 'vitest';
import { createFileMemory } from '../../../../../src/adapters/proof/worker/file-memory.js';

describe('the memory that files are read into', () => {
  it('is the same for one file after the other, and grows to the largest', () => {
    const memory = createFileMemory({ limitBytes: 100, blocking: true });
    const first = memory.take(40);
    expect(first?.length).toBe(40);
    expect(memory.take(10)?.buffer).toBe(first?.buffer);
    const larger = memory.take(100);
    expect(larger?.length).toBe(100);
    expect(first?.length).toBe(0);
    expect(memory.take(60)?.buffer).toBe(larger?.buffer);
  });

  it('is refused to a file that is larger than its limit', () => {
    expect(createFileMemory({ limitBytes: 100, blocking: false }).take(101)).toBeUndefined();
  });
});
