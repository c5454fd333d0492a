import { describe, expect, it, afterAll, beforeAll } from 'vitest';
import { createFileMemory } from '../../../../src/adapters/proof/worker/file-memory.js';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blockingFileSystem } from '../../../../src/adapters/proof/worker/worker-proofs.js';
import { createFolderStore } from '../../../../src/adapters/store/folder/folder-store.js';
import { patternBytes } from '../../../fixtures/sealed-snapshot.js';

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

describe('worker proofs blocking files', () => {
  const bytes = patternBytes(100_000);
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'restack-blocking-'));
    await writeFile(join(folder, 'file'), bytes);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  describe('a file that is read by blocking calls', () => {
    it('gives the bytes at any offset, and fewer than asked for only at its end', async () => {
      const reader = await createFolderStore(folder, blockingFileSystem).openReader?.('file');
      if (reader === undefined) throw new Error('no reader');
      for (const [offset, length, found] of [
        [0, 1000, 1000],
        [99_990, 100, 10],
        [100_000, 10, 0],
        [12_345, 5000, 5000],
      ] as const) {
        const target = new Uint8Array(length);
        expect(await reader.read(target, offset)).toBe(found);
        expect(Buffer.from(target.subarray(0, found)).equals(bytes.subarray(offset, offset + found))).toBe(
          true,
        );
      }
      await reader.close();
      await reader.close();
      await expect(reader.read(new Uint8Array(1), 0)).rejects.toMatchObject({ code: 'SHARE_UNREACHABLE' });
    });

    it('fails as every file of a folder does when it is not there, or is none', async () => {
      const store = createFolderStore(folder, blockingFileSystem);
      await expect(store.openReader?.('other')).rejects.toMatchObject({
        code: 'SHARE_UNREACHABLE',
        details: { reason: 'ENOENT', scope: 'file' },
      });
      await expect(store.openReader?.('.')).rejects.toMatchObject({ details: { reason: 'EISDIR' } });
    });

    it('is closed once, so that no other file of the same number is', async () => {
      const source = await blockingFileSystem.open(join(folder, 'file'), constants.O_RDONLY);
      await source.close();
      const other = await blockingFileSystem.open(join(folder, 'file'), constants.O_RDONLY);
      await source.close();
      expect((await other.stat()).size).toBe(bytes.length);
      await other.close();
    });
  });
});
