import { chmod, chown, mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assertOwnFolder } from '../../../../src/adapters/disk/file-failure.js';
import { openRunArchive } from '../../../../src/adapters/journal/run-archive-folder.js';
import { findStoreRoot } from '../../../../src/adapters/store/unpack/find-store-root.js';
import { machineProcesses } from '../../../../src/adapters/disk/process/machine-processes.js';
import { createRunFolder } from '../../../../src/adapters/journal/run/run-folder.js';
import { NEW_RUN, RUN_ID } from '../../../fixtures/sample-run.js';
import { TARGET } from '../../../doubles/memory-target.js';
import { makeTemporaryFolder } from '../../../fixtures/temporary-folder.js';
import { catchRejection } from '../../../fixtures/thrown.js';

const now = () => new Date('2023-01-19T12:00:00.000Z');

describe.skipIf(process.platform === 'win32')(
  'a folder that is not this account’s alone (no modes on Windows)',
  () => {
    it('is taken where it is private, and where it is not there yet', async () => {
      const folder = await makeTemporaryFolder();
      await expect(assertOwnFolder(folder)).resolves.toBeUndefined();
      await expect(assertOwnFolder(join(folder, 'none'))).resolves.toBeUndefined();
    });

    it.each([0o777, 0o1777, 0o770, 0o722])(
      'is refused as a folder of runs with mode %o, and stays empty',
      async (mode) => {
        const folder = await makeTemporaryFolder();
        await chmod(folder, mode);
        const archive = openRunArchive(folder, machineProcesses, now);
        for (const work of [() => archive.listIds(), () => archive.lock({ target: TARGET, runId: 'r' })]) {
          const error = await catchRejection(work());
          expect(error).toMatchObject({ code: 'CONFIG', details: { path: folder } });
          expect(error.hints[0]).toBe(`chmod go-w ${folder}`);
        }
        expect(await readdir(folder)).toEqual([]);
      },
    );

    it('is refused as a folder of locks that is a link, and nothing is written where it leads', async () => {
      const [folder, elsewhere] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
      await symlink(elsewhere, join(folder, '.locks'));
      const archive = openRunArchive(folder, machineProcesses, now);
      expect((await catchRejection(archive.lock({ target: TARGET, runId: 'r' }))).code).toBe('CONFIG');
      const names = await readdir(elsewhere, { recursive: true });
      expect(names.filter((name) => name.includes('.held'))).toEqual([]);
    });

    it('is refused as the folder of a run that is a link, whatever of it is read', async () => {
      const [runs, elsewhere] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
      const real = await createRunFolder(elsewhere, NEW_RUN);
      await symlink(real.path, join(runs, RUN_ID));
      const archive = openRunArchive(runs, machineProcesses, now);
      expect(await archive.listIds()).toEqual([]);
      const run = archive.open(RUN_ID);
      for (const read of [() => run.readInputs(), () => run.readStatus(), () => run.readResult()])
        expect(await catchRejection(read())).toMatchObject({ code: 'CONFIG' });
    });

    it.skipIf(process.getuid?.() !== 0)(
      'is refused when it belongs to somebody else (only root can give folders away)',
      async () => {
        const folder = await makeTemporaryFolder();
        await chown(folder, 12_345, 12_345);
        const archive = openRunArchive(folder, machineProcesses, now);
        for (const work of [() => archive.listIds(), () => archive.lock({ target: TARGET, runId: 'r' })])
          expect(await catchRejection(work())).toMatchObject({ code: 'CONFIG', details: { path: folder } });
        expect(await readdir(folder)).toEqual([]);
      },
    );

    it.each(['MASBackup', 'masbackup'])('is refused as %s of a share that is a link', async (name) => {
      const [folder, elsewhere] = [await makeTemporaryFolder(), await makeTemporaryFolder()];
      await mkdir(join(elsewhere, 'progressivebackup'));
      await symlink(elsewhere, join(folder, name));
      expect((await catchRejection(findStoreRoot(join(folder, name)))).code).toBe('USAGE');
      expect(await readdir(elsewhere)).toEqual(['progressivebackup']);
    });
  },
);
