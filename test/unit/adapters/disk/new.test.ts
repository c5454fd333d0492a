import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile, chmod, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile } from '../../../../src/adapters/disk/atomic-file.js';
import { makeFolders } from '../../../../src/adapters/disk/new/make-folders.js';
import { writeNewFolder } from '../../../../src/adapters/disk/new/new-folder.js';
import {
  assertFolderOf,
  assertFolderPossible,
  assertNamesFree,
  explainWriteError,
  writeNewFile,
  writeNewFiles,
} from '../../../../src/adapters/disk/new/new-file.js';
import { spawnSync } from 'node:child_process';
import { withWorkFolder } from '../../../../src/adapters/disk/new/work-folder.js';
import {
  formatProcessTag,
  machineProcesses,
} from '../../../../src/adapters/disk/process/machine-processes.js';
import { catchRestackError } from '../../../fixtures/thrown.js';

describe('new folder', () => {
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
});

describe('makeFolders', () => {
  let base = '';
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'restack-folders-test-'));
  });
  afterEach(() => rm(base, { recursive: true }));

  it('makes what is not there, and names the first that it made', async () => {
    const path = join(base, 'a', 'b', 'c');
    expect(await makeFolders(path, 0o700)).toBe(join(base, 'a'));
    expect(await makeFolders(path)).toBeUndefined();
    expect(await makeFolders(join(path, 'd'))).toBe(join(path, 'd'));
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  it('refuses a file in the way, and leaves it alone', async () => {
    const file = join(base, 'file');
    await writeFile(file, 'mine');
    await expect(makeFolders(file)).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(makeFolders(join(file, 'a'))).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(readFile(file, 'utf8')).resolves.toBe('mine');
  });

  it.skipIf(process.platform !== 'linux')(
    'ends where a file system takes no folders and does not say so (skipped where there is no /proc)',
    async () => {
      await expect(makeFolders('/proc/restack/runs')).rejects.toMatchObject({ code: 'ENOENT' });
    },
  );
});

describe('new file new files', () => {
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
      await expect(writeNewFiles(folder, [file('one'), file('two')])).rejects.toMatchObject({
        code: 'USAGE',
      });
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

    it('is told apart: where there is no folder, and where a folder takes no file', async () => {
      const missing = join(folder, 'none', 'file');
      expect(() => assertFolderOf(missing)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
      expect(() => assertFolderOf(join(folder, 'file'))).not.toThrow();
      const refused = Object.assign(new Error('x'), { syscall: 'open', code: 'ENOENT' });
      expect(explainWriteError(refused, missing)).toMatchObject({ code: 'NOT_FOUND' });
      expect(explainWriteError(refused, join(folder, 'file'))).toMatchObject({ code: 'PERMISSION_MISSING' });
      await writeFile(join(folder, 'in-the-way'), '');
      expect(() => assertFolderOf(join(folder, 'in-the-way', 'file'))).toThrow(
        expect.objectContaining({ code: 'NOT_FOUND' }),
      );
    });

    it('is refused below what is no folder, before any work and when it is written', async () => {
      const mine = join(folder, 'mine');
      await writeFile(mine, 'mine');
      for (const path of [join(mine, 'file'), join(mine, 'deep', 'file')]) {
        expect(catchRestackError(() => assertFolderPossible(path)).code).toBe('NOT_FOUND');
        await expect(writeNewFile(path, async () => {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
      expect(() => assertFolderPossible(join(folder, 'none', 'deep', 'file'))).not.toThrow();
      expect(await readFile(mine, 'utf8')).toBe('mine');
    });

    it('may have the longest name that a file can have', async () => {
      for (const name of ['x'.repeat(255), 'é'.repeat(127), '€'.repeat(85)]) {
        const path = join(folder, name);
        await replaceFile(path, 'one');
        await replaceFile(path, 'two');
        expect(await readFile(path, 'utf8')).toBe('two');
        await rm(path);
      }
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
});

describe('work folder', () => {
  let parent = '';
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'restack-work-folder-'));
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  /** A folder as a process leaves it, and its name. */
  async function leaveFolder(tag: string, changedAt = new Date()): Promise<string> {
    const name = `.restack-work-${tag}-0123abcd`;
    await mkdir(join(parent, name, 'inner'), { recursive: true });
    await writeFile(join(parent, name, 'inner', 'file'), 'half');
    for (const path of ['inner/file', 'inner', ''])
      await utimes(join(parent, name, path), changedAt, changedAt);
    return name;
  }

  const self = () => machineProcesses.readSelf();
  const listAfterwards = async () => {
    await withWorkFolder(parent, () => Promise.resolve());
    return readdir(parent);
  };

  describe('a work folder', () => {
    it('is private, and gone afterwards, however that ends', async () => {
      const failure = new Error('halfway');
      const working = withWorkFolder(parent, async (folder) => {
        if (process.platform !== 'win32') expect((await stat(folder)).mode & 0o777).toBe(0o700);
        await writeFile(join(folder, 'file'), 'half');
        throw failure;
      });
      await expect(working).rejects.toBe(failure);
      expect(await readdir(parent)).toEqual([]);
    });

    it('of a process that ended is removed by the next one', async () => {
      const { pid } = spawnSync(process.execPath, ['--version']);
      await leaveFolder(formatProcessTag({ ...(await self()), pid }));
      expect(await listAfterwards()).toEqual([]);
    });

    it('of a process whose number another one has now is removed', async () => {
      await leaveFolder(formatProcessTag({ ...(await self()), started: 'long ago' }));
      expect(await listAfterwards()).toEqual([]);
    });

    it('of a process that lives is left alone, however old', async () => {
      const name = await leaveFolder(formatProcessTag(await self()), new Date(0));
      expect(await listAfterwards()).toEqual([name]);
    });

    it('of another machine is left alone for a day after its last change', async () => {
      const tag = formatProcessTag({ ...(await self()), host: 'there' });
      const name = await leaveFolder(tag);
      expect(await listAfterwards()).toEqual([name]);
      await leaveFolder(tag, new Date(Date.now() - 25 * 60 * 60 * 1000));
      expect(await listAfterwards()).toEqual([]);
    });

    it('is known by its name alone: what is called otherwise stays', async () => {
      const names = ['.restack-work-', '.restack-work-1-2-3', '.restack-work-x-0123abcd', 'restack-work'];
      for (const name of names) await mkdir(join(parent, name));
      await writeFile(join(parent, '.restack-work-1-00000000-00000000-0123abcd'), 'a file');
      expect(await listAfterwards()).toHaveLength(names.length + 1);
    });
  });
});
