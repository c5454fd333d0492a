import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withWorkFolder } from '../../../../../src/adapters/disk/new/work-folder.js';
import {
  formatProcessTag,
  machineProcesses,
} from '../../../../../src/adapters/disk/process/machine-processes.js';

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
