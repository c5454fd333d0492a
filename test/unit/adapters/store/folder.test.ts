import { constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  machineFileSystem,
  type EntryStat,
  type MachineFile,
  type ReadOnlyFileSystem,
} from '../../../../src/adapters/store/folder/file-system.js';
import { KIB, MIB } from '../../../../src/core/sizes.js';
import { reasonOf } from '../../../../src/adapters/store/read-failure.js';
import { createLocalFileSystem } from '../../../../src/adapters/store/folder/local-file-system.js';

describe('file system', () => {
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
});

const PIECE = { flags: 0, sizeBytes: 16 };
const STAT: EntryStat = { size: 3, isFile: () => true, isDirectory: () => false };
const LISTING = { withFileTypes: true } as const;

/** Who made which call: `b` blocked, `u` was asked as usual. Each blocking call takes `callMs`. */
function prepare({ callMs = 0.01, remote = /^$/ } = {}) {
  const made: string[] = [];
  let nowMs = 0;
  const usual: ReadOnlyFileSystem = {
    ...machineFileSystem,
    readdir: () => Promise.resolve([]),
    lstat: (path) => Promise.resolve((made.push(`u ${path}`), STAT)),
    readPiece: (path) => Promise.resolve((made.push(`u ${path}`), Buffer.from('usual'))),
    open: (path) => Promise.resolve((made.push(`u ${path}`), openFile(path))),
  };
  const block = <R>(path: string, answer: R): R => {
    made.push(`b ${path}`);
    nowMs += callMs;
    if (path.includes('missing')) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
    return answer;
  };
  const openFile = (path: string): MachineFile => {
    const usually = <R>(answer: R) => Promise.resolve((made.push(`u ${path}`), answer));
    return {
      stat: () => usually(STAT),
      read: ({ length }) => usually({ bytesRead: length }),
      close: () => usually(undefined),
      blocking: {
        stat: () => block(path, STAT),
        read: ({ length }) => block(path, { bytesRead: length }),
      },
    };
  };
  const fileSystem = createLocalFileSystem({
    usual,
    isLocal: (folder) => (remote.test(folder) ? Promise.resolve(false) : Promise.resolve(true)),
    calls: {
      lstat: (path) => block(path, STAT),
      open: (path) => block(path, openFile(path)),
      readPiece: (path) => block(path, Buffer.from('piece')),
    },
    nowMs: () => nowMs,
  });
  return { fileSystem, made };
}

describe('createLocalFileSystem', () => {
  it('blocks for files of a local folder that was listed, and for no others', async () => {
    const { fileSystem, made } = prepare({ remote: /^\/share\/mounted$/ });
    await fileSystem.readdir('/share', LISTING);
    await fileSystem.readdir('/share/mounted', LISTING);
    await fileSystem.readdir('/share/mounted/below', LISTING);
    await expect(fileSystem.lstat('/share/a')).resolves.toBe(STAT);
    await expect(fileSystem.readPiece('/share/a', PIECE)).resolves.toEqual(Buffer.from('piece'));
    await fileSystem.lstat('/share/mounted/a');
    await fileSystem.readPiece('/share/mounted/below/a', PIECE);
    await fileSystem.lstat('/elsewhere/a');
    expect(made).toEqual([
      'b /share/a',
      'b /share/a',
      'u /share/mounted/a',
      'u /share/mounted/below/a',
      'u /elsewhere/a',
    ]);
  });

  it('blocks to open a file, to look at it and for small reads, and for no others', async () => {
    const { fileSystem, made } = prepare({ remote: /^\/mounted$/ });
    for (const folder of ['/share', '/mounted']) {
      await fileSystem.readdir(folder, LISTING);
      const source = await fileSystem.open(`${folder}/a`, 0);
      await expect(source.stat()).resolves.toBe(STAT);
      for (const length of [KIB, MIB]) {
        const read = source.read({ buffer: new Uint8Array(length), offset: 0, length, position: 0 });
        await expect(read).resolves.toEqual({ bytesRead: length });
      }
      await source.close();
    }
    expect(made.map((call) => call[0]).join('')).toBe('bbbuuuuuuu');
  });

  it('fails as the call does, and goes on', async () => {
    const { fileSystem } = prepare();
    await fileSystem.readdir('/share', LISTING);
    await expect(fileSystem.open('/share/missing', 0)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(fileSystem.lstat('/share/missing')).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(fileSystem.readPiece('/share/missing', PIECE)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(fileSystem.lstat('/share/a')).resolves.toBe(STAT);
  });

  it('stops to block where calls turn out to wait for something', async () => {
    const { fileSystem, made } = prepare({ callMs: 2 });
    await fileSystem.readdir('/share', LISTING);
    for (let call = 0; call < 20; call += 1) await fileSystem.lstat(`/share/${call}`);
    const blocked = made.filter((call) => call.startsWith('b'));
    expect([blocked.length, made.length]).toEqual([8, 20]);
  });

  it('lets the event loop have its turn between thousands of calls', async () => {
    const { fileSystem } = prepare();
    await fileSystem.readdir('/share', LISTING);
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    await Promise.all(Array.from({ length: 5000 }, (_, call) => fileSystem.lstat(`/share/${call}`)));
    isOver = true;
    expect(turns).toBeGreaterThan(3);
  });

  describe('on this machine', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'restack-test-'));
      await writeFile(join(folder, 'file'), 'twelve bytes');
    });
    afterAll(() => rm(folder, { recursive: true }));

    it('opens and reads as the usual calls do, until the file is closed', async () => {
      const fileSystem = createLocalFileSystem({
        usual: machineFileSystem,
        isLocal: () => Promise.resolve(true),
      });
      await fileSystem.readdir(folder, LISTING);
      const source = await fileSystem.open(join(folder, 'file'), constants.O_RDONLY);
      const stat = await source.stat();
      expect([stat.size, stat.isFile()]).toEqual([12, true]);
      const buffer = Buffer.alloc(6);
      const range = { buffer, offset: 0, length: 6, position: 7 };
      await expect(source.read(range)).resolves.toEqual({ bytesRead: 5 });
      expect(buffer.toString()).toBe('bytes\0');
      await source.close();
      await expect(source.read(range)).rejects.toThrow('closed');
    });

    it('answers as the usual calls do', async () => {
      const fileSystem = createLocalFileSystem({
        usual: machineFileSystem,
        isLocal: () => Promise.resolve(true),
      });
      expect(await fileSystem.readdir(folder, LISTING)).toHaveLength(1);
      for (const path of ['file', 'missing', '.'].map((name) => join(folder, name))) {
        const told = await Promise.allSettled([fileSystem, machineFileSystem].map((one) => one.lstat(path)));
        const pieces = await Promise.allSettled(
          [fileSystem, machineFileSystem].map((one) => one.readPiece(path, PIECE)),
        );
        const outcomes = [...told, ...pieces].map((outcome) =>
          outcome.status === 'rejected'
            ? reasonOf(outcome.reason)
            : 'isFile' in outcome.value
              ? [outcome.value.isFile(), outcome.value.isDirectory()]
              : outcome.value.toString(),
        );
        expect([outcomes[0], outcomes[2]]).toEqual([outcomes[1], outcomes[3]]);
      }
    });
  });
});
