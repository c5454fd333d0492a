import { open } from 'node:fs/promises';
import { machineShareFiles } from '../../src/adapters/disk/machine-share-files.js';
import type { ShareFiles } from '../../src/backup-set/write/share-files.js';

/** A process after SIGKILL, seen from the share: nothing more is ever done. */
export class Killed extends Error {}

/**
 * The files of this machine until a step, and nothing after it. Each write counts twice: it is cut short at the first
 * of its steps, and whole but not followed by anything at the second.
 */
export class StoppingFiles implements ShareFiles {
  steps = 0;

  constructor(readonly stopAt: number) {}

  readonly list = machineShareFiles.list.bind(machineShareFiles);
  readonly read = machineShareFiles.read.bind(machineShareFiles);

  makeFolder(path: string): Promise<void> {
    return this.step(() => machineShareFiles.makeFolder(path));
  }

  async writeNew(path: string, bytes: Uint8Array): Promise<void> {
    this.steps += 1;
    if (this.steps === this.stopAt) {
      const handle = await open(path, 'wx');
      await handle.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
      await handle.close();
    }
    await this.step(() => machineShareFiles.writeNew(path, bytes));
  }

  rename(from: string, to: string): Promise<void> {
    return this.step(() => machineShareFiles.rename(from, to));
  }

  remove(path: string): Promise<void> {
    return this.step(() => machineShareFiles.remove(path));
  }

  syncFolder(): Promise<void> {
    // A kill takes nothing from the disk, so that there is nothing to flush and no step.
    return this.steps >= this.stopAt ? Promise.reject(new Killed()) : Promise.resolve();
  }

  private async step(work: () => Promise<void>): Promise<void> {
    if (this.steps >= this.stopAt) throw new Killed();
    await work();
    this.steps += 1;
    if (this.steps === this.stopAt) throw new Killed();
  }
}
