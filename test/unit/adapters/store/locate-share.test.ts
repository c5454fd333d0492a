import { createFsFromVolume, Volume } from 'memfs';
import { describe, expect, it } from 'vitest';
import type { ReadOnlyFileSystem } from '../../../../src/adapters/store/folder/file-system.js';
import { openShare } from '../../../../src/adapters/store/locate-share.js';

interface TestShare {
  readonly fileSystem: ReadOnlyFileSystem;
  readonly opened: string[];
}

/** A file system in memory that notes which folders are opened, and refuses some. */
function shareWith(paths: readonly string[], refused: Readonly<Record<string, string>> = {}): TestShare {
  const volume = new Volume();
  for (const path of paths) {
    const [name = '', target] = path.split(' -> ');
    if (target !== undefined) volume.symlinkSync(target, name);
    else if (name.endsWith('/')) volume.mkdirSync(name, { recursive: true });
    else {
      volume.mkdirSync(name.slice(0, name.lastIndexOf('/')), { recursive: true });
      volume.writeFileSync(name, 'x');
    }
  }
  const { promises } = createFsFromVolume(volume);
  const opened: string[] = [];
  const fileSystem: ReadOnlyFileSystem = {
    stat: (path) => promises.stat(path),
    lstat: async (path) => {
      const stat = await promises.lstat(path);
      return {
        size: Number(stat.size),
        isFile: () => stat.isFile(),
        isDirectory: () => stat.isDirectory(),
      };
    },
    readdir: async (path, options) => {
      const code = refused[path];
      if (code !== undefined) throw Object.assign(new Error(code), { code });
      opened.push(path);
      const entries = await promises.readdir(path, { ...options, encoding: 'utf8' });
      return entries.flatMap((entry) =>
        typeof entry === 'object' && 'isFile' in entry
          ? { name: String(entry.name), isFile: () => entry.isFile(), isDirectory: () => entry.isDirectory() }
          : [],
      );
    },
    open: () => Promise.reject(new Error('nothing is opened')),
    readPiece: () => Promise.reject(new Error('nothing is opened')),
  };
  return { fileSystem, opened };
}

const CLOUD = '/share/azurestack.contoso.com/seattle';

describe('a share is found', () => {
  it.each([
    ['as the parent of MASBackup', CLOUD],
    ['one folder above', '/share/azurestack.contoso.com'],
    ['two folders above', '/share'],
    ['as MASBackup itself', `${CLOUD}/MASBackup`],
    ['with a slash at the end', `${CLOUD}/MASBackup/`],
    ['inside, at the progressive store', `${CLOUD}/MASBackup/progressivebackup`],
    ['inside, at a version', `${CLOUD}/MASBackup/progressivebackup/1.2301.0.55`],
    ['inside, at a repository', `${CLOUD}/MASBackup/progressivebackup/1.2301.0.55/a;b;c;d`],
    ['inside, at a legacy backup', `${CLOUD}/MASBackup/201807060646/x`],
  ])('%s', async (_name, path) => {
    const { fileSystem } = shareWith([
      `${CLOUD}/MASBackup/progressivebackup/1.2301.0.55/a;b;c;d/file.xml`,
      `${CLOUD}/MASBackup/201807060646/x/BackupInfo.xml`,
    ]);
    const stores = await openShare(path, { fileSystem, platform: 'linux' });
    expect(stores.map(({ location }) => location.replace(/\/$/, ''))).toEqual([`${CLOUD}/MASBackup`]);
    expect((await stores[0]?.list())?.files).toHaveLength(2);
  });

  it('without regard to case, also where two folders differ by nothing else', async () => {
    const { fileSystem } = shareWith(['/share/masBACKUP/x', '/share/MASBackup/x']);
    const stores = await openShare('/share', { fileSystem });
    expect(stores.map(({ location }) => location)).toEqual(['/share/MASBackup', '/share/masBACKUP']);
  });

  it('for several clouds, in order', async () => {
    const { fileSystem } = shareWith([
      '/share/b.com/r1/MASBackup/',
      '/share/a.com/r2/MASBackup/',
      '/share/a.com/r1/MASBackup/',
    ]);
    const stores = await openShare('/share', { fileSystem });
    expect(stores.map(({ location }) => location)).toEqual([
      '/share/a.com/r1/MASBackup',
      '/share/a.com/r2/MASBackup',
      '/share/b.com/r1/MASBackup',
    ]);
  });

  it('below a mount point that is called MASBackup too', async () => {
    const { fileSystem } = shareWith(['/mnt/masbackup/a.com/r1/MASBackup/progressivebackup/']);
    const stores = await openShare('/mnt/masbackup', { fileSystem });
    expect(stores.map(({ location }) => location)).toEqual(['/mnt/masbackup/a.com/r1/MASBackup']);
  });

  it('where MASBackup is still empty', async () => {
    const { fileSystem } = shareWith(['/share/MASBackup/']);
    for (const path of ['/share', '/share/MASBackup']) {
      const [store] = await openShare(path, { fileSystem });
      expect(await store?.list()).toMatchObject({ files: [] });
    }
  });
});

describe('folders beside MASBackup', () => {
  it('are never opened', async () => {
    const { fileSystem, opened } = shareWith([
      `${CLOUD}/MASBackup/progressivebackup/`,
      `${CLOUD}/HLH/x`,
      `${CLOUD}/Switches/MASBackup/x`,
      `${CLOUD}/anything/MASBackup/x`,
      '/share/HLH/x',
      '/share/lost+found/x',
      '/share/.snapshot/MASBackup/x',
    ]);
    const stores = await openShare('/share', { fileSystem });
    expect(stores).toHaveLength(1);
    expect(opened).toEqual(['/share', '/share/azurestack.contoso.com', CLOUD]);
  });

  it('are not searched deeper than the documents say', async () => {
    const { fileSystem, opened } = shareWith(['/share/1/2/3/MASBackup/x']);
    await expect(openShare('/share', { fileSystem })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(opened).toEqual(['/share', '/share/1', '/share/1/2']);
  });

  it('are not reached through links', async () => {
    const { fileSystem, opened } = shareWith([
      '/elsewhere/MASBackup/x',
      '/share/',
      '/share/link -> /elsewhere',
      '/share/MASBackup -> /elsewhere/MASBackup',
    ]);
    const error: unknown = await openShare('/share', { fileSystem }).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'NOT_FOUND', details: { refused: ['/share/MASBackup'] } });
    expect(opened).toEqual(['/share']);
  });
});

describe('a share is refused', () => {
  it.each([
    ['a path that is empty', ' ', 'USAGE'],
    ['a path that is not there', '/nowhere', 'SHARE_UNREACHABLE'],
    ['a file', '/share/file.tar', 'SHARE_UNREACHABLE'],
    ['a folder without MASBackup', '/share', 'NOT_FOUND'],
    ['a file called MASBackup', '/other', 'NOT_FOUND'],
    ['a UNC path', '\\\\server\\backups', 'SHARE_UNREACHABLE'],
    ['a URL', 'smb://server/backups', 'SHARE_UNREACHABLE'],
  ])('%s', async (_name, path, code) => {
    const { fileSystem } = shareWith(['/share/file.tar', '/other/MASBackup']);
    await expect(openShare(path, { fileSystem, platform: 'linux' })).rejects.toMatchObject({ code });
  });

  it.each(['/share', '/share/a.com', '/share/a.com/r1'])('permission at %s', async (closed) => {
    const { fileSystem } = shareWith(['/share/a.com/r1/MASBackup/x'], { [closed]: 'EACCES' });
    await expect(openShare('/share', { fileSystem })).rejects.toMatchObject({
      code: 'SHARE_UNREACHABLE',
      details: { location: closed, reason: 'EACCES' },
    });
  });

  it('only in part where other clouds can be read', async () => {
    const { fileSystem } = shareWith(['/share/a.com/r1/MASBackup/x', '/share/b.com/r1/MASBackup/x'], {
      '/share/b.com': 'EACCES',
    });
    const [store, closed, ...others] = await openShare('/share', { fileSystem });
    expect(others).toEqual([]);
    expect(store?.location).toBe('/share/a.com/r1/MASBackup');
    expect(closed?.location).toBe('/share/b.com');
    expect(await closed?.list()).toEqual({ files: [], unreadable: [{ path: '', reason: 'EACCES' }] });
    await expect(closed?.readFile('x', 1)).rejects.toMatchObject({ code: 'SHARE_UNREACHABLE' });
    await expect(closed?.openStream('x')).rejects.toMatchObject({ code: 'SHARE_UNREACHABLE' });
  });
});

describe('hints for a UNC path', () => {
  const hintsOf = async (path: string, platform: NodeJS.Platform) => {
    const error: unknown = await openShare(path, { ...shareWith([]), platform }).catch(
      (error: unknown) => error,
    );
    return error instanceof Error && 'hints' in error ? error.hints : undefined;
  };

  it('say how to mount it, and what to give then', async () => {
    expect(await hintsOf(String.raw`\\server.contoso.com\backups\azs`, 'linux')).toEqual([
      'sudo mkdir -p /mnt/backup && sudo mount -t cifs -o ro,username=USER,domain=DOMAIN //server.contoso.com/backups /mnt/backup',
      'restack list --share /mnt/backup/azs',
    ]);
    expect(await hintsOf(String.raw`\\server\backups`, 'darwin')).toEqual([
      'sudo mkdir -p /Volumes/backup && sudo mount_smbfs -o rdonly //USER@server/backups /Volumes/backup',
      'restack list --share /Volumes/backup',
    ]);
    expect(await hintsOf('smb://server/backups/x', 'win32')).toEqual([
      String.raw`restack list --share \\server\backups\x`,
    ]);
  });

  it('quote what a shell would take apart', async () => {
    const hints = await hintsOf(String.raw`\\server\it's $(x)`, 'linux');
    expect(hints).toMatchObject([
      expect.stringContaining(String.raw`'//server/it'\''s $(x)'`),
      expect.anything(),
    ]);
  });

  it('are not needed on Windows', async () => {
    const { fileSystem } = shareWith([]);
    await expect(
      openShare(String.raw`\\server\backups`, { fileSystem, platform: 'win32' }),
    ).rejects.toMatchObject({
      code: 'SHARE_UNREACHABLE',
      details: { reason: 'ENOENT' },
    });
  });
});
