import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type OpenFolder, syncFolder } from '../../../../src/adapters/disk/sync-folder.js';
import { makeTemporaryFolder } from '../../../fixtures/temporary-folder.js';

const failure = (code: string) => Object.assign(new Error(code), { code });

/** A system whose folders open and cannot be synced. */
function failToSync(code: string, calls: string[] = []): OpenFolder {
  const handle = {
    sync: () => Promise.reject(failure(code)),
    close: () => Promise.resolve(void calls.push('close')),
  };
  return () => Promise.resolve(handle);
}

const failToOpen =
  (code: string): OpenFolder =>
  () =>
    Promise.reject(failure(code));

describe('syncFolder', () => {
  it('syncs a folder of this machine', async () => {
    await expect(syncFolder(await makeTemporaryFolder())).resolves.toBeUndefined();
  });

  it.each(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EBADF'])(
    'passes over %s, by which file systems say that they cannot, and closes the folder',
    async (code) => {
      const calls: string[] = [];
      await syncFolder('/share', { open: failToSync(code, calls), platform: 'linux' });
      await syncFolder('/share', { open: failToOpen(code), platform: 'linux' });
      expect(calls).toEqual(['close']);
    },
  );

  it.each(['EPERM', 'EACCES'])('passes over %s on Windows alone', async (code) => {
    await syncFolder('C:\\share', { open: failToOpen(code), platform: 'win32' });
    await expect(syncFolder('/share', { open: failToOpen(code), platform: 'linux' })).rejects.toMatchObject({
      code,
    });
  });

  it.each(['EIO', 'ENOSPC', 'EDQUOT', 'ESTALE', 'ENOTCONN', 'EROFS', 'ENOENT', 'EMFILE'])(
    'throws %s, after which names may be lost',
    async (code) => {
      for (const platform of ['linux', 'win32', 'darwin'] as const) {
        const calls: string[] = [];
        const syncing = syncFolder('/share', { open: failToSync(code, calls), platform });
        await expect(syncing).rejects.toMatchObject({ code });
        expect(calls).toEqual(['close']);
        await expect(syncFolder('/share', { open: failToOpen(code), platform })).rejects.toMatchObject({
          code,
        });
      }
    },
  );

  it('throws for a folder that is not there', async () => {
    const folder = join(await makeTemporaryFolder(), 'none');
    await expect(syncFolder(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
