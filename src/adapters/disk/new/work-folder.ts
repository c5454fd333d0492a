import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessMissing } from '../../../core/errors/system-code.js';
import { isLeftBehind } from '../../../core/process-mark.js';
import { formatProcessTag, machineProcesses, readTagStanding } from '../process/machine-processes.js';
import type { NamedEntry, NamingDisk } from './naming-disk.js';

/** The name of a work folder: `.restack-work-<process>-<random>`. */
const NAME = /^\.restack-work-(.+)-[0-9a-f]{8}$/;

/** The part of a disk that work folders need. */
type WorkDisk = Pick<NamingDisk, 'list' | 'makePrivateFolder' | 'remove' | 'readLastChangeMs'>;

/** The disks of this machine. */
export const machineWorkDisk: WorkDisk = {
  list,
  remove: (path) => rm(path, { recursive: true, force: true }),
  makePrivateFolder: (path) => mkdir(path, { mode: 0o700 }),
  readLastChangeMs,
};

/**
 * Makes a private folder (mode 0700) in `parent` for unfinished files, which are renamed to their place at the end, and
 * removes it afterwards, however `use` ends. Its name tells its owner: folders of processes that died are removed from
 * `parent` first, and folders of living ones are never touched.
 *
 * @param parent must be there
 */
export async function withWorkFolder<R>(
  parent: string,
  use: (folder: string) => Promise<R>,
  disk: WorkDisk = machineWorkDisk,
): Promise<R> {
  await clearWorkFolders(parent, disk);
  const tag = formatProcessTag(await machineProcesses.readSelf());
  const folder = join(parent, `.restack-work-${tag}-${randomBytes(4).toString('hex')}`);
  await disk.makePrivateFolder(folder);
  try {
    return await use(folder);
  } finally {
    // A folder that cannot be removed now is left to the next command, and must not hide how this one ended.
    await disk.remove(folder).catch(() => {});
  }
}

/** Removes the work folders of dead processes from a folder. One that cannot be removed is left for the next time. */
export async function clearWorkFolders(parent: string, disk: WorkDisk = machineWorkDisk): Promise<void> {
  const entries = await disk.list(parent).catch(() => []);
  for (const { name, kind } of entries) {
    const [, tag] = NAME.exec(name) ?? [];
    if (tag === undefined || kind !== 'folder') continue;
    const path = join(parent, name);
    if (await isAbandoned(tag, path, disk)) await disk.remove(path).catch(() => {});
  }
}

async function isAbandoned(tag: string, path: string, disk: WorkDisk): Promise<boolean> {
  const standing = await readTagStanding(tag, machineProcesses);
  // Only there its age counts, and a large folder takes time to look through.
  const ageMs = standing === 'elsewhere' ? Date.now() - (await disk.readLastChangeMs(path)) : 0;
  return isLeftBehind(standing, ageMs);
}

async function list(folder: string): Promise<readonly NamedEntry[]> {
  const entries = await unlessMissing(readdir(folder, { withFileTypes: true }), []);
  return entries.map((entry) => {
    const kind = entry.isDirectory() ? 'folder' : 'other';
    return { name: entry.name, kind: entry.isFile() ? 'file' : kind };
  });
}

async function readLastChangeMs(path: string): Promise<number> {
  const names = await readdir(path, { recursive: true }).catch(() => []);
  const times = ['', ...names].map((name) =>
    lstat(join(path, name)).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  );
  return Math.max(...(await Promise.all(times)));
}
