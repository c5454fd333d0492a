import { constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineFileSystem } from '../../../../../src/adapters/store/folder/file-system.js';

let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restack-test-'));
  path = join(folder, 'file');
  await writeFile(path, 'twelve bytes');
});
afterAll(() => rm(folder, { recursive: true }));

const open = () => machineFileSystem.open(path, constants.O_RDONLY);
const range = () => ({ buffer: Buffer.alloc(6), offset: 0, length: 6, position: 7 });

describe('machineFileSystem', () => {
  it('reads a part of an open file, and says where it ends', async () => {
    const source = await open();
    const { buffer, ...rest } = range();
    await expect(source.read({ buffer, ...rest })).resolves.toEqual({ bytesRead: 5 });
    expect(buffer.toString()).toBe('bytes\0');
    const stat = await source.stat();
    expect([stat.size, stat.isFile()]).toEqual([12, true]);
    await source.close();
  });

  it('closes after the reads that are under way, and once', async () => {
    const source = await open();
    const ended: string[] = [];
    const reads = [source.read(range()), source.read(range())].map((read) =>
      read.then(({ bytesRead }) => ended.push(`read ${bytesRead}`)),
    );
    const closes = [source.close(), source.close()].map((close) => close.then(() => ended.push('closed')));
    await Promise.all([...reads, ...closes]);
    expect(ended).toEqual(['read 5', 'read 5', 'closed', 'closed']);
  });

  it('reads nothing after it was closed', async () => {
    const source = await open();
    await source.close();
    const { buffer, ...rest } = range();
    await expect(source.read({ buffer, ...rest })).rejects.toThrow();
    expect(buffer).toEqual(Buffer.alloc(6));
  });

  it('fails with the code of the system', async () => {
    const missing = join(folder, 'missing');
    await expect(machineFileSystem.open(missing, constants.O_RDONLY)).rejects.toMatchObject({
      code: 'ENOENT',
    });
    await expect(machineFileSystem.lstat(missing)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(machineFileSystem.readdir(path, { withFileTypes: true })).rejects.toMatchObject({
      code: 'ENOTDIR',
    });
  });
});
