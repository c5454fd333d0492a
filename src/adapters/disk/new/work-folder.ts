import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftBehind } from '../../../core/process-mark.js';
import { formatProcessTag, machineProcesses, readTagStanding } from '../process/machine-processes.js';

/** The name of a work folder: `.restack-work-<process>-<random>`. */
const NAME = /^\.restack-work-(.+)-[0-9a-f]{8}$/;

/**
 * Makes a private folder (mode 0700) in `parent` for unfinished files, which are renamed to their place at the end, and
 * removes it afterwards, however `use` ends. Its name tells its owner: folders of processes that died are removed from
 * `parent` first, and folders of living ones are never touched.
 *
 * @param parent must be there
 */
export async function withWorkFolder<R>(parent: string, use: (folder: string) => Promise<R>): Promise<R> {
  await clearWorkFolders(parent);
  const tag = formatProcessTag(await machineProcesses.readSelf());
  const folder = join(parent, `.restack-work-${tag}-${randomBytes(4).toString('hex')}`);
  await mkdir(folder, { mode: 0o700 });
  try {
    return await use(folder);
  } finally {
    // A folder that cannot be removed now is left to the next command, and must not hide how this one ended.
    await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}

/** Removes the work folders of dead processes from a folder. One that cannot be removed is left for the next time. */
export async function clearWorkFolders(parent: string): Promise<void> {
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const [, tag] = NAME.exec(entry.name) ?? [];
    if (tag === undefined || !entry.isDirectory()) continue;
    const path = join(parent, entry.name);
    if (await isAbandoned(tag, path)) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

async function isAbandoned(tag: string, path: string): Promise<boolean> {
  const standing = await readTagStanding(tag, machineProcesses);
  // Only there its age counts, and a large folder takes time to look through.
  const ageMs = standing === 'elsewhere' ? Date.now() - (await readLastChange(path)) : 0;
  return isLeftBehind(standing, ageMs);
}

/** The time of the last change of a folder and everything in it, in milliseconds since 1970. */
async function readLastChange(path: string): Promise<number> {
  const names = await readdir(path, { recursive: true }).catch(() => []);
  const times = ['', ...names].map((name) =>
    lstat(join(path, name)).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  );
  return Math.max(...(await Promise.all(times)));
}
