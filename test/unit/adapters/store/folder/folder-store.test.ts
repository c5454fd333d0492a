import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findingOf } from '../../../../../src/core/errors/finding-error.js';
import {
  type FileSource,
  machineFileSystem,
  type ReadOnlyFileSystem,
} from '../../../../../src/adapters/store/folder/file-system.js';
import { createFolderStore } from '../../../../../src/adapters/store/folder/folder-store.js';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'restack-store-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(path: string, content: string | Uint8Array = ''): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  await writeFile(join(root, path), content);
}

function failing(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** The machine's file system with some calls replaced. */
function fileSystemWith(changes: Partial<ReadOnlyFileSystem>): ReadOnlyFileSystem {
  return { ...machineFileSystem, ...changes };
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('list', () => {
  it('lists files with their sizes, sorted, whatever their names hold', async () => {
    await put('progressivebackup/1.2.3/CRP;Microsoft.Compute.Admin;-;Quota/b.zip', '12345');
    await put('progressivebackup/1.2.3/CRP;Microsoft.Compute.Admin;-;Quota/B.xml', '1');
    await put('recoverypoint.json');
    expect(await createFolderStore(root).list()).toEqual({
      files: [
        { path: 'progressivebackup/1.2.3/CRP;Microsoft.Compute.Admin;-;Quota/B.xml', sizeBytes: 1 },
        { path: 'progressivebackup/1.2.3/CRP;Microsoft.Compute.Admin;-;Quota/b.zip', sizeBytes: 5 },
        { path: 'recoverypoint.json', sizeBytes: 0 },
      ],
      unreadable: [],
      unopened: [],
    });
  });

  it('opens four levels of folders and names the fifth', async () => {
    await put('1/2/3/4/file');
    await put('1/2/3/4/5/file');
    const { files, unopened } = await createFolderStore(root).list();
    expect(files.map(({ path }) => path)).toEqual(['1/2/3/4/file']);
    expect(unopened).toEqual(['1/2/3/4/5']);
  });

  it.skipIf(process.platform === 'win32')('follows no links and opens no pipes', async () => {
    await put('real/file');
    await symlink(join(root, 'real'), join(root, 'folder-link'));
    await symlink(join(root, 'real/file'), join(root, 'file-link'));
    await symlink(root, join(root, 'real/loop'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const store = createFolderStore(root);
    const { files, unopened } = await store.list();
    expect(files.map(({ path }) => path)).toEqual(['real/file']);
    expect(unopened).toEqual(['file-link', 'folder-link', 'pipe', 'real/loop']);
    for (const path of ['file-link', 'pipe']) {
      await expect(store.readFile(path, 10)).rejects.toMatchObject({
        code: 'SHARE_UNREACHABLE',
        details: { scope: 'file' },
      });
      await expect(store.openStream(path)).rejects.toMatchObject({ code: 'SHARE_UNREACHABLE' });
    }
  });

  it('asks for those sizes alone that are needed', async () => {
    await put('folder/a.xml', '12345');
    await put('folder/a.zip', '123');
    const asked: string[] = [];
    const lstat: ReadOnlyFileSystem['lstat'] = (path) => {
      asked.push(path);
      return machineFileSystem.lstat(path);
    };
    const store = createFolderStore(root, fileSystemWith({ lstat }));
    const { files } = await store.list({ sizeOf: (path) => path.endsWith('.zip') });
    expect(files).toEqual([{ path: 'folder/a.xml' }, { path: 'folder/a.zip', sizeBytes: 3 }]);
    expect(asked).toEqual([join(root, 'folder/a.zip')]);
  });

  it.skipIf(process.platform === 'win32')('finds the same where folders tell no types', async () => {
    await put('1/2/file.xml', '12345');
    await put('1/file.zip', '123');
    await put('1/2/3/4/5/file');
    await symlink(join(root, '1'), join(root, 'link'));
    execFileSync('mkfifo', [join(root, '1/2/pipe')]);
    const readdir: ReadOnlyFileSystem['readdir'] = async (path, options) =>
      (await machineFileSystem.readdir(path, options)).map(({ name }) => ({
        name,
        isFile: () => false,
        isDirectory: () => false,
      }));
    const untold = createFolderStore(root, fileSystemWith({ readdir }));
    const listing = await untold.list();
    expect(listing).toEqual(await createFolderStore(root).list());
    expect(listing).toMatchObject({
      files: [
        { path: '1/2/file.xml', sizeBytes: 5 },
        { path: '1/file.zip', sizeBytes: 3 },
      ],
      unopened: ['1/2/3/4/5', '1/2/pipe', 'link'],
    });
    // What is told without being asked for does no harm.
    const { files } = await untold.list({ sizeOf: () => false });
    expect(files.map(({ path }) => path)).toEqual(['1/2/file.xml', '1/file.zip']);
  });

  it('goes on where a folder cannot be read', async () => {
    await put('open/file');
    await put('closed/file');
    const readdir: ReadOnlyFileSystem['readdir'] = (path, options) =>
      path.endsWith('closed') ? Promise.reject(failing('EACCES')) : machineFileSystem.readdir(path, options);
    const listing = await createFolderStore(root, fileSystemWith({ readdir })).list();
    expect(listing).toMatchObject({
      files: [{ path: 'open/file' }],
      unreadable: [{ path: 'closed', reason: 'EACCES' }],
    });
  });

  it('fails when the share disappears while it is listed', async () => {
    await put('a/file');
    let calls = 0;
    const readdir: ReadOnlyFileSystem['readdir'] = (path, options) => {
      calls += 1;
      return calls > 1 ? Promise.reject(failing('EIO')) : machineFileSystem.readdir(path, options);
    };
    await expect(createFolderStore(root, fileSystemWith({ readdir })).list()).rejects.toMatchObject({
      code: 'SHARE_UNREACHABLE',
      details: { scope: 'store', reason: 'EIO' },
    });
  });

  it('forgets a file that was deleted meanwhile, and reports one that fails', async () => {
    await put('gone');
    await put('bad');
    await put('good');
    const lstat: ReadOnlyFileSystem['lstat'] = (path) => {
      if (path.endsWith('gone')) return Promise.reject(failing('ENOENT'));
      return path.endsWith('bad') ? Promise.reject(failing('EACCES')) : machineFileSystem.lstat(path);
    };
    const listing = await createFolderStore(root, fileSystemWith({ lstat })).list();
    expect(listing).toMatchObject({
      files: [{ path: 'good' }],
      unreadable: [{ path: 'bad', reason: 'EACCES' }],
    });
  });

  it('fails when the folder is not there', async () => {
    await expect(createFolderStore(join(root, 'nowhere')).list()).rejects.toMatchObject({
      code: 'SHARE_UNREACHABLE',
    });
  });
});

describe('readFile', () => {
  it.each([0, 1, 9, 10])('reads a file of %i bytes where 10 are allowed', async (size) => {
    await put('file', Buffer.alloc(size, 7));
    expect(Buffer.from(await createFolderStore(root).readFile('file', 10))).toEqual(Buffer.alloc(size, 7));
  });

  it('refuses a larger one', async () => {
    await put('file', Buffer.alloc(11));
    const error: unknown = await createFolderStore(root)
      .readFile('file', 10)
      .catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'INTEGRITY' });
    expect(findingOf(error)).toMatchObject({ code: 'METADATA_DAMAGED', file: 'file' });
  });

  it('holds the limit for a file that is longer than its size says', async () => {
    const content = Buffer.from('0123456789');
    const open = async (): Promise<FileSource> => ({
      stat: () => Promise.resolve({ size: 2, isFile: () => true }),
      read: ({ buffer, offset, length, position }) =>
        Promise.resolve({
          bytesRead: content.copy(buffer, offset, position, position + Math.min(length, 3)),
        }),
      close: () => Promise.resolve(),
    });
    const store = createFolderStore(root, fileSystemWith({ open }));
    expect(Buffer.from(await store.readFile('file', 10)).toString()).toBe('0123456789');
    await expect(store.readFile('file', 9)).rejects.toMatchObject({ code: 'INTEGRITY' });
  });

  it.each([
    ['missing', 'file'],
    ['../outside', undefined],
    ['folder', 'file'],
  ])('fails for %s', async (path, scope) => {
    await put('folder/file');
    const code = scope === undefined ? 'NOT_FOUND' : 'SHARE_UNREACHABLE';
    const details = scope === undefined ? {} : { scope };
    await expect(createFolderStore(root).readFile(path, 10)).rejects.toMatchObject({ code, details });
  });

  it('says that the store is gone when it is', async () => {
    const store = createFolderStore(join(root, 'nowhere'));
    await expect(store.readFile('file', 10)).rejects.toMatchObject({
      code: 'SHARE_UNREACHABLE',
      details: { scope: 'store' },
    });
  });
});

describe('readFile, where one answer is enough', () => {
  const QUICK = { mayBeCut: true };
  const LIMIT = 1024 * 1024;

  it.each([1, 2000, 16 * 1024 - 1])('reads a file of %i bytes with one read', async (size) => {
    await put('file', Buffer.alloc(size, 'restack'));
    const open = () => Promise.reject(new Error('asked for more than a piece'));
    const store = createFolderStore(root, fileSystemWith({ open }));
    expect(Buffer.from(await store.readFile('file', LIMIT, QUICK))).toEqual(Buffer.alloc(size, 'restack'));
  });

  it.each([0, 16 * 1024, 16 * 1024 + 1, 100_000])('reads %i bytes to their proven end', async (size) => {
    const content = Buffer.alloc(size, 'restack');
    await put('file', content);
    expect(Buffer.from(await createFolderStore(root).readFile('file', LIMIT, QUICK)).equals(content)).toBe(
      true,
    );
  });

  it.each([0, 1, 9, 10])('holds the limit: %i bytes of 10 are read', async (size) => {
    await put('file', Buffer.alloc(size, 7));
    const bytes = await createFolderStore(root).readFile('file', 10, QUICK);
    expect(Buffer.from(bytes)).toEqual(Buffer.alloc(size, 7));
  });

  it('refuses more', async () => {
    await put('file', Buffer.alloc(11));
    const read = createFolderStore(root).readFile('file', 10, QUICK);
    await expect(read).rejects.toMatchObject({ code: 'INTEGRITY' });
  });

  it.each([
    ['missing', 'ENOENT'],
    ['folder', 'EISDIR'],
    ['../outside', undefined],
  ])('fails for %s as ever', async (path, reason) => {
    await put('folder/file');
    const expected =
      reason === undefined
        ? { code: 'NOT_FOUND' }
        : { code: 'SHARE_UNREACHABLE', details: { scope: 'file', reason } };
    for (const reading of [QUICK, undefined]) {
      await expect(createFolderStore(root).readFile(path, 10, reading)).rejects.toMatchObject(expected);
    }
  });

  it.skipIf(process.platform === 'win32')(
    'waits at no pipe, whoever writes into it, and follows no link',
    async () => {
      execFileSync('mkfifo', [join(root, 'pipe'), join(root, 'written')]);
      await symlink('/dev/zero', join(root, 'link'));
      const writer = openSync(join(root, 'written'), constants.O_RDWR);
      writeSync(writer, '<BackupSnapshot/>');
      try {
        for (const [path, reason] of [
          ['pipe', 'EISDIR'],
          ['written', 'EISDIR'],
          ['link', 'ELOOP'],
        ] as const) {
          for (const reading of [QUICK, undefined]) {
            await expect(createFolderStore(root).readFile(path, 100, reading)).rejects.toMatchObject({
              code: 'SHARE_UNREACHABLE',
              details: { scope: 'file', reason },
            });
          }
        }
      } finally {
        closeSync(writer);
      }
    },
  );

  it('says that the store fails when it does', async () => {
    await put('file', 'content');
    const readPiece = () => Promise.reject(failing('EIO'));
    const read = createFolderStore(root, fileSystemWith({ readPiece })).readFile('file', 10, QUICK);
    await expect(read).rejects.toMatchObject({
      code: 'SHARE_UNREACHABLE',
      details: { scope: 'store', reason: 'EIO' },
    });
  });
});

describe('openStream', () => {
  it.each([0, 1, 512 * 1024, 3 * 1024 * 1024 + 5])('streams %i bytes', async (size) => {
    const content = Buffer.alloc(size, 'restack');
    await put('file', content);
    expect((await collect(await createFolderStore(root).openStream('file'))).equals(content)).toBe(true);
  });

  it.each([0, 1, 2, 3])(
    'ends in an error of ours when read %i fails, and closes the file',
    async (failAt) => {
      let reads = 0;
      let closed = 0;
      const open = async (): Promise<FileSource> => ({
        stat: () => Promise.resolve({ size: 99, isFile: () => true }),
        read: () => (reads++ === failAt ? Promise.reject(failing('EIO')) : Promise.resolve({ bytesRead: 5 })),
        close: () => {
          closed += 1;
          return Promise.resolve();
        },
      });
      const stream = await createFolderStore(root, fileSystemWith({ open })).openStream('file');
      await expect(collect(stream)).rejects.toMatchObject({
        code: 'SHARE_UNREACHABLE',
        details: { scope: 'store' },
      });
      expect(closed).toBe(1);
    },
  );

  it('closes the file when it is left early or never read', async () => {
    let closed = 0;
    const open: ReadOnlyFileSystem['open'] = async (path, flags) => {
      const source = await machineFileSystem.open(path, flags);
      return {
        stat: () => source.stat(),
        read: (range) => source.read(range),
        close: () => {
          closed += 1;
          return source.close();
        },
      };
    };
    await put('file', Buffer.alloc(4 * 1024 * 1024));
    const store = createFolderStore(root, fileSystemWith({ open }));
    for await (const _chunk of await store.openStream('file')) break;
    expect(closed).toBe(1);
    const unread = await store.openStream('file');
    await new Promise((resolve) => unread.on('close', resolve).destroy());
    expect(closed).toBe(2);
  });
});
