import { lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { machineDisk } from '../../../../../src/adapters/disk/machine-share-files.js';
import { openGivenArchive } from '../../../../../src/adapters/store/archive/open-archive.js';
import {
  assertArchiveName,
  writeArchiveFile,
} from '../../../../../src/adapters/store/archive/write-archive-file.js';
import { findStoreRoot } from '../../../../../src/adapters/store/unpack/find-store-root.js';
import { placeArchive } from '../../../../../src/adapters/store/unpack/place-archive.js';
import { selectBackupSet } from '../../../../../src/backup-set/catalog/select-set.js';
import { listSetFiles } from '../../../../../src/backup-set/content/list-set-files.js';
import type { Store, StoreFile } from '../../../../../src/backup-set/store.js';
import { openSample, sampleFile } from '../../../../fixtures/sample-set.js';
import { makeTemporaryFolder } from '../../../../fixtures/temporary-folder.js';
import { catchRestackError } from '../../../../fixtures/thrown.js';

const signal = new AbortController().signal;
let files: readonly StoreFile[];
let store: Store;
let backupId: string;

beforeAll(async () => {
  const sample = await openSample();
  const set = selectBackupSet(sample.catalog, 'latest');
  store = sample.storeOf(set);
  backupId = set.backupId;
  files = await listSetFiles(set, { store, all: sample.catalog.sets });
});

async function pack(name = 'set.tar'): Promise<string> {
  const path = join(await makeTemporaryFolder(), name);
  await writeArchiveFile(path, { store, backupId, files }, signal);
  return path;
}

/** Unpacks an archive, as the command does. */
async function unpack(path: string, share: string, onBytes: (bytes: number) => void = () => undefined) {
  const archive = await openGivenArchive(path, { signal });
  try {
    const listed = await archive.list();
    return await placeArchive({
      archive,
      files: listed.files,
      root: await findStoreRoot(share),
      onBytes,
      disk: machineDisk,
    });
  } finally {
    await archive.close?.();
  }
}

const listTree = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();

describe('an archive file', () => {
  it.each(['set.tar', 'set.tar.gz', 'set.TGZ'])('comes back whole from %s', async (name) => {
    const share = await makeTemporaryFolder();
    const placed = await unpack(await pack(name), share);
    expect(placed).toEqual({ placed: files.length, identical: 0 });
    for (const { path, sizeBytes } of files) {
      expect((await lstat(join(share, 'MASBackup', path))).size, path).toBe(sizeBytes);
    }
    expect((await listTree(share)).length).toBe(files.length);
  });

  it.each(['set.zip', 'tar', 'set.tar.bz2'])('is not called %s', (name) => {
    expect(catchRestackError(() => assertArchiveName(name)).code).toBe('USAGE');
  });

  it('never takes the place of another, and leaves nothing beside it', async () => {
    const path = join(await makeTemporaryFolder(), 'set.tar');
    await writeFile(path, 'kept');
    const packing = writeArchiveFile(path, { store, backupId, files }, signal);
    await expect(packing).rejects.toMatchObject({ code: 'USAGE' });
    expect([await readFile(path, 'utf8'), await readdir(join(path, '..'))]).toEqual(['kept', ['set.tar']]);
  });

  it('leaves nothing behind when it is stopped', async () => {
    const path = join(await makeTemporaryFolder(), 'set.tar.gz');
    const reason = new Error('stopped');
    await expect(writeArchiveFile(path, { store, backupId, files }, AbortSignal.abort(reason))).rejects.toBe(
      reason,
    );
    expect(await readdir(join(path, '..'))).toEqual([]);
  });
});

describe('openGivenArchive', () => {
  it('is NOT_FOUND where nothing is, and UNSUPPORTED for what is none', async () => {
    const folder = await makeTemporaryFolder();
    const none = openGivenArchive(join(folder, 'none.tar'), { signal });
    await expect(none).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const path of [folder, sampleFile('keys/TEST-ONLY-password.txt')]) {
      await expect(openGivenArchive(path, { signal })).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    }
  });
});

describe('findStoreRoot', () => {
  it('makes a store in a share that has none, and finds the one that it has', async () => {
    const share = await makeTemporaryFolder();
    const fresh = join(share, 'MASBackup');
    expect([await findStoreRoot(share), await findStoreRoot(fresh)]).toEqual([fresh, fresh]);
    await mkdir(join(share, 'deep'));
    await unpack(await pack(), join(share, 'deep'));
    expect(await findStoreRoot(share)).toBe(join(share, 'deep', 'MASBackup'));
  });

  it('asks which one, where there are several; a file is none', async () => {
    const share = await makeTemporaryFolder();
    const path = await pack();
    for (const name of ['one', 'two']) {
      await mkdir(join(share, name));
      await unpack(path, join(share, name));
    }
    await expect(findStoreRoot(share)).rejects.toMatchObject({ code: 'USAGE' });
    await expect(findStoreRoot(path)).rejects.toMatchObject({ code: 'USAGE' });
  });

  it.each(['mistyped', 'mistyped/MASBackup', 'file/share'])(
    'makes no share that is not there: %s',
    async (name) => {
      const folder = await makeTemporaryFolder();
      await writeFile(join(folder, 'file'), '');
      const found = join(folder, name.startsWith('file') ? 'file' : '');
      await expect(findStoreRoot(join(folder, name))).rejects.toMatchObject({
        code: 'SHARE_UNREACHABLE',
        details: { path: join(folder, name), found: resolve(found) },
      });
      expect(await readdir(folder)).toEqual(['file']);
    },
  );
});

describe('placeArchive', () => {
  it('places only what is missing, and never what is there', async () => {
    const share = await makeTemporaryFolder();
    const path = await pack();
    await unpack(path, share);
    const before = await listTree(share);
    expect(await unpack(path, share)).toEqual({ placed: 0, identical: files.length });
    expect(await listTree(share)).toEqual(before);
  });

  it('writes nothing beside a file of other bytes', async () => {
    const share = join(await makeTemporaryFolder(), 'share');
    const [first] = files;
    const target = join(share, 'MASBackup', first?.path ?? '');
    await mkdir(join(target, '..'), { recursive: true });
    await writeFile(target, 'other');
    await expect(unpack(await pack(), share)).rejects.toMatchObject({
      code: 'USAGE',
      details: { path: target },
    });
    expect([await listTree(share), await readFile(target, 'utf8')]).toEqual([[target], 'other']);
  });

  it.skipIf(process.platform === 'win32')('follows no link', async () => {
    const share = join(await makeTemporaryFolder(), 'share');
    const elsewhere = await makeTemporaryFolder();
    await mkdir(join(share, 'MASBackup'), { recursive: true });
    await symlink(elsewhere, join(share, 'MASBackup', files[0]?.path.split('/')[0] ?? ''));
    await expect(unpack(await pack(), share)).rejects.toMatchObject({ code: 'USAGE' });
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('follows no link to a share or to its store', async () => {
    const elsewhere = await makeTemporaryFolder();
    const folder = await makeTemporaryFolder();
    await symlink(elsewhere, join(folder, 'linked'));
    await mkdir(join(folder, 'share'));
    await symlink(elsewhere, join(folder, 'share', 'MASBackup'));
    for (const share of ['linked', 'share']) {
      await expect(unpack(await pack(), join(folder, share))).rejects.toMatchObject({ code: 'USAGE' });
    }
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('leaves nothing behind when it is stopped, not even the share', async () => {
    const share = join(await makeTemporaryFolder(), 'MASBackup');
    const reason = new Error('stopped');
    const stop = () => {
      throw reason;
    };
    await expect(unpack(await pack(), share, stop)).rejects.toBe(reason);
    expect(await readdir(join(share, '..'))).not.toContain(basename(share));
  });
});
