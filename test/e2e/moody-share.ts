import { readFile, rename, rm, statfs, writeFile, mkdir } from 'node:fs/promises';
import { createServiceShare } from '../../src/app/controller/service-share.js';
import { machineShareFiles } from '../../src/adapters/disk/machine-share-files.js';
import type { ShareFiles } from '../../src/backup-set/write/share-files.js';
import type { BackupShare } from '../../src/controller/cloud/backups/backup-share.js';
import { RestackError } from '../../src/core/errors/restack-error.js';
import { machineProcesses } from '../../src/adapters/disk/process/machine-processes.js';

/**
 * `full` takes names and removals, and no more bytes; `read-only` takes nothing; `gone` is not there at all;
 * `breaking-off` is well until a set is half written, and then takes nothing.
 */
export type Mood = 'well' | 'full' | 'read-only' | 'gone' | 'breaking-off';

/** Bytes that a share takes before it says no: a set breaks off in its middle. */
const LAST_BYTES = 4000;

/** A folder as a share whose mood a test decides. It skips what makes files survive a crash of the machine. */
export class MoodyShare {
  mood: Mood = 'well';
  readonly share: BackupShare;

  constructor() {
    this.share = createServiceShare({
      files: this.#files(),
      processes: machineProcesses,
      readFreeBytes: async (folder) => {
        if (this.mood === 'gone') throw this.#fail('ENOENT');
        const { bavail, bsize } = await statfs(folder);
        return bavail * bsize;
      },
    });
  }

  #files(): ShareFiles {
    let bytesLeft = LAST_BYTES;
    const change = async <R>(work: () => Promise<R>): Promise<R> => {
      if (this.mood === 'breaking-off' && bytesLeft < 0) throw this.#fail('ESTALE');
      if (this.mood === 'gone') throw this.#fail('ENOENT');
      if (this.mood === 'read-only') throw this.#fail('EROFS');
      return work();
    };
    return {
      ...machineShareFiles,
      makeFolder: (path) => change(async () => void (await mkdir(path, { recursive: true }))),
      writeNew: (path, bytes) =>
        change(async () => {
          const isLimited = this.mood === 'full' || this.mood === 'breaking-off';
          bytesLeft = isLimited ? bytesLeft - bytes.length : LAST_BYTES;
          if (bytesLeft < 0 && this.mood === 'full') {
            bytesLeft = LAST_BYTES;
            throw this.#fail('ENOSPC');
          }
          await writeFile(path, bytes, { flag: 'wx' });
        }),
      rename: (from, to) => change(() => rename(from, to)),
      remove: (path) => change(() => rm(path, { force: true })),
      syncFolder: () => Promise.resolve(),
      list: (path) => (this.mood === 'gone' ? Promise.resolve([]) : machineShareFiles.list(path)),
      read: async (path) => ({ text: await readFile(path, 'utf8'), modifiedAt: new Date() }),
    };
  }

  #fail(reason: string): RestackError {
    return new RestackError('SHARE_UNREACHABLE', `the share is ${this.mood}`, { details: { reason } });
  }
}
