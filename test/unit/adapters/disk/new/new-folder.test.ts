import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeNewFolder } from '../../../../../src/adapters/disk/new/new-folder.js';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'restack-test-'));
});
afterEach(async () => {
  await rm(base, { recursive: true });
});

const fillWithOneFile = (path: string) =>
  writeNewFolder(path, async (folder) => {
    await writeFile(await folder.createFile('a/b.txt'), 'x', { mode: 0o600 });
    return 'filled';
  });

describe('writeNewFolder', () => {
  it.each(['absent', 'empty'])('fills a folder that is %s', async (state) => {
    const out = join(base, 'deep', 'out');
    if (state === 'empty') await mkdir(out, { recursive: true });
    await expect(fillWithOneFile(out)).resolves.toBe('filled');
    await expect(readFile(join(out, 'a', 'b.txt'), 'utf8')).resolves.toBe('x');
    expect(await readdir(join(base, 'deep'))).toEqual(['out']);
    if (process.platform !== 'win32') expect((await stat(out)).mode & 0o777).toBe(0o700);
  });

  it('refuses a folder that holds something, and leaves it alone', async () => {
    await writeFile(join(base, 'mine.txt'), 'mine');
    await expect(fillWithOneFile(base)).rejects.toMatchObject({ code: 'USAGE' });
    expect(await readdir(base)).toEqual(['mine.txt']);
  });

  it('refuses a file', async () => {
    const file = join(base, 'file');
    await writeFile(file, 'mine');
    await expect(fillWithOneFile(file)).rejects.toMatchObject({ code: 'USAGE' });
    await expect(readFile(file, 'utf8')).resolves.toBe('mine');
  });

  it('leaves nothing when filling fails', async () => {
    const out = join(base, 'out');
    const failing = writeNewFolder(out, async (folder) => {
      await writeFile(await folder.createFile('a.txt'), 'half');
      throw new Error('disk full');
    });
    await expect(failing).rejects.toThrow('disk full');
    expect(await readdir(base)).toEqual([]);
  });
});
