import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  assertNamesFree,
  writeNewFile,
  writeNewFiles,
} from '../../../../../src/adapters/disk/new/new-file.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restack-new-files-test-'));
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true });
});

const file = (name: string) => ({ name, bytes: Buffer.from(name), mode: 0o600 });

describe('several new files', () => {
  it('appear together, in a folder that is made for them', async () => {
    const out = join(folder, 'a', 'b');
    await writeNewFiles(out, [file('one'), file('two')]);
    expect((await readdir(out)).toSorted()).toEqual(['one', 'two']);
    if (process.platform !== 'win32') expect((await stat(join(out, 'one'))).mode & 0o777).toBe(0o600);
  });

  it('or none of them, when the last name is taken meanwhile', async () => {
    await writeFile(join(folder, 'two'), 'mine');
    await expect(writeNewFiles(folder, [file('one'), file('two')])).rejects.toMatchObject({ code: 'USAGE' });
    expect(await readdir(folder)).toEqual(['two']);
    expect(await readFile(join(folder, 'two'), 'utf8')).toBe('mine');
  });

  it('are refused before any work when a name is taken', async () => {
    await writeFile(join(folder, 'two'), 'mine');
    await expect(assertNamesFree(folder, ['one', 'two'])).rejects.toMatchObject({ code: 'USAGE' });
    await expect(assertNamesFree(folder, ['one', 'three'])).resolves.toBeUndefined();
  });
});

describe('one new file', () => {
  it('is not there before it is whole', async () => {
    const path = join(folder, 'file');
    await writeNewFile(path, async (handle) => {
      await handle.writeFile('all of it');
      expect(await readdir(folder)).not.toContain('file');
    });
    expect(await readdir(folder)).toEqual(['file']);
    expect(await readFile(path, 'utf8')).toBe('all of it');
  });

  it('leaves nothing when filling it fails', async () => {
    const failure = new Error('halfway');
    const writing = writeNewFile(join(folder, 'file'), async (handle) => {
      await handle.writeFile('half');
      throw failure;
    });
    await expect(writing).rejects.toBe(failure);
    expect(await readdir(folder)).toEqual([]);
  });

  it('never replaces what took its name meanwhile', async () => {
    const path = join(folder, 'file');
    const writing = writeNewFile(path, () => writeFile(path, 'mine'));
    await expect(writing).rejects.toMatchObject({ code: 'USAGE' });
    expect(await readdir(folder)).toEqual(['file']);
    expect(await readFile(path, 'utf8')).toBe('mine');
  });
});
