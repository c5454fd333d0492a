import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStagingArea } from '../../../../../src/adapters/store/staging/staging.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'staging-test-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const bytes = randomBytes(10_000);

async function* chunksOf(source: Uint8Array, chunkBytes = 999): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < source.length; at += chunkBytes) yield source.subarray(at, at + chunkBytes);
}

describe('a staged copy', () => {
  it.each([
    { name: 'in memory', memoryLimitBytes: 20_000, sizeHintBytes: 10_000 },
    { name: 'in memory, exactly as large as the limit', memoryLimitBytes: 10_000, sizeHintBytes: 10_000 },
    { name: 'in a file', memoryLimitBytes: 100, sizeHintBytes: 10_000 },
    { name: 'in a file, though the hint was small', memoryLimitBytes: 9_999, sizeHintBytes: 1 },
    { name: 'in a file, though the hint was large', memoryLimitBytes: 100_000, sizeHintBytes: 1e9 },
  ])('holds what it was given: $name', async ({ memoryLimitBytes, sizeHintBytes }) => {
    const area = createStagingArea({ memoryLimitBytes, folder });
    const observed: Uint8Array[] = [];
    const observe = (chunk: Uint8Array): void => void observed.push(chunk);
    const staged = await area.stage(chunksOf(bytes), { sizeHintBytes, observe });
    expect(Buffer.concat(observed).equals(bytes)).toBe(true);
    expect(staged.sizeBytes).toBe(bytes.length);
    const target = Buffer.alloc(500);
    await staged.read(target, 9_500);
    expect(target.equals(bytes.subarray(9_500))).toBe(true);
    await expect(staged.read(target, 9_501)).rejects.toMatchObject({ code: 'INTEGRITY' });
    await expect(staged.read(target, -1)).rejects.toMatchObject({ code: 'INTEGRITY' });
    // Where names can go before the bytes come, nothing is left to be found, even if we were killed now.
    if (process.platform !== 'win32') expect(await readdir(folder)).toEqual([]);
    await staged.dispose();
    await staged.dispose();
    await expect(staged.read(target, 0)).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not change when its source reuses the buffer', async () => {
    const area = createStagingArea({ folder });
    const buffer = Buffer.from('first');
    const staged = await area.stage(chunksOf(buffer), { sizeHintBytes: 5 });
    buffer.fill(0);
    const target = Buffer.alloc(5);
    await staged.read(target, 0);
    expect(target.toString()).toBe('first');
    await area.dispose();
  });

  it('may be empty', async () => {
    const area = createStagingArea({ folder });
    expect((await area.stage(chunksOf(Buffer.alloc(0)), { sizeHintBytes: 0 })).sizeBytes).toBe(0);
    await area.dispose();
  });

  it('is gone with its area', async () => {
    const area = createStagingArea({ memoryLimitBytes: 0, folder });
    const staged = await Promise.all([1, 2, 3].map(() => area.stage(chunksOf(bytes), { sizeHintBytes: 1 })));
    await area.dispose();
    for (const one of staged) {
      await expect(one.read(Buffer.alloc(1), 0)).rejects.toMatchObject({ code: 'INTERNAL' });
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([0, 1e6])('is gone when its source fails, with a limit of %i bytes', async (memoryLimitBytes) => {
    const area = createStagingArea({ memoryLimitBytes, folder });
    const failure = new Error('the share is gone');
    const failing = (async function* () {
      yield bytes;
      yield bytes;
      throw failure;
    })();
    await expect(area.stage(failing, { sizeHintBytes: 1 })).rejects.toBe(failure);
    expect(await readdir(folder)).toEqual([]);
  });

  it('cannot be made where there is no folder', async () => {
    const missing = join(folder, 'missing');
    const area = createStagingArea({ memoryLimitBytes: 0, folder: missing });
    const work = area.stage(chunksOf(bytes), { sizeHintBytes: 1 });
    await expect(work).rejects.toMatchObject({
      code: 'CONFIG',
      details: { folder: missing, reason: 'ENOENT' },
    });
  });
});
