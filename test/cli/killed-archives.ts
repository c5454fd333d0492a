import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { formatProcessTag, machineProcesses } from '../../src/adapters/disk/process/machine-processes.js';
import { readShare } from '../../src/app/share/share.js';
import { context } from '../e2e/captured-cloud.js';
import { runKilled } from './killed-runs.js';
import { NEWEST, runRestack, SHARE } from './run-restack.js';

/** Another set of the sample share, under the same stamp version as the newest one. */
export const NEIGHBOUR = '767624c7';

/** Names and contents of all files below a folder. */
export async function readTree(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const digests = files.toSorted().map(async (file) => {
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    return [path.relative(folder, file), digest] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}

/** A work folder of a process that is there: this one. Nobody may touch it. */
async function plantLiving(folder: string): Promise<string> {
  const tag = formatProcessTag(await machineProcesses.readSelf());
  const living = path.join(folder, `.restack-work-${tag}-00000000`);
  await mkdir(living);
  await writeFile(path.join(living, 'file'), 'mine');
  return path.basename(living);
}

/**
 * Packs, is killed at a step, and packs again into the same folder: the archive is whole or not there, what was left is
 * cleared, and what a living process has there is not.
 *
 * @returns steps of the first pack; undefined when it was killed.
 */
export async function packKilled(
  base: string,
  { name, killAt }: { readonly name: string; readonly killAt: number | null },
): Promise<number | undefined> {
  const folder = await mkdtemp(path.join(base, 'pack-'));
  const living = await plantLiving(folder);
  const pack = (file: string) => ['archive', 'pack', NEWEST, ...SHARE, '--out', path.join(folder, file)];
  const { steps } = await runKilled(pack(name), { folders: [folder], killAt });
  const [whole, next] = [(await readdir(folder)).includes(name), `next-${name}`];
  const again = await runRestack(pack(next));
  expect(again, again.stderr).toMatchObject({ exitCode: 0, leftBehind: [] });
  expect((await readdir(folder)).toSorted(), `step ${killAt}`).toEqual(
    [living, next, ...(whole ? [name] : [])].toSorted(),
  );
  expect(await readdir(path.join(folder, living))).toEqual(['file']);
  if (whole) expect(await readFile(path.join(folder, name))).toEqual(await readFile(path.join(folder, next)));
  await rm(folder, { recursive: true });
  return steps;
}

/** Archives and shares that kills of `unpack` begin with and end in. */
export interface UnpackGround {
  readonly base: string;
  readonly archive: string;
  /** Holds the neighbour. */
  readonly before: string;
  /** The same with the set of the archive beside it. */
  readonly after: string;
}

export async function prepareUnpack(base: string): Promise<UnpackGround> {
  const at = (name: string) => path.join(base, name);
  const run = async (...argv: readonly string[]) => {
    const done = await runRestack(argv);
    expect(done, done.stderr).toMatchObject({ exitCode: 0 });
  };
  for (const [backup, name] of [
    [NEWEST, 'set.tar'],
    [NEIGHBOUR, 'neighbour.tar'],
  ] as const) {
    await run('archive', 'pack', backup, ...SHARE, '--out', at(name));
  }
  await run('archive', 'unpack', at('neighbour.tar'), '--share', at('before'));
  await cp(at('before'), at('after'), { recursive: true });
  await run('archive', 'unpack', at('set.tar'), '--share', at('after'));
  return { base, archive: at('set.tar'), before: at('before'), after: at('after') };
}

/**
 * Unpacks beside another set, is killed at a step, and unpacks again: the other set is listed as before all the time, and
 * at the end the share is the same as without a kill.
 *
 * @returns steps of the first unpack; undefined when it was killed.
 */
export async function unpackKilled(ground: UnpackGround, killAt: number | null): Promise<number | undefined> {
  const share = await mkdtemp(path.join(ground.base, 'unpack-'));
  await cp(ground.before, share, { recursive: true });
  const store = path.join(share, 'MASBackup');
  const living = await plantLiving(store);
  const argv = ['archive', 'unpack', ground.archive, '--share', share];
  const { steps } = await runKilled(argv, { folders: [share], killAt });
  const { sets } = (await readShare({ share }, context)).catalog;
  const neighbour = sets.find(({ backupId }) => backupId.startsWith(NEIGHBOUR));
  expect(neighbour, `step ${killAt}`).toMatchObject({ cloudRecoveryReady: true, findings: [] });
  const again = await runRestack(argv);
  expect(again, again.stderr).toMatchObject({ exitCode: 0, leftBehind: [] });
  expect(await readdir(path.join(store, living))).toEqual(['file']);
  await rm(path.join(store, living), { recursive: true });
  expect(await readTree(share), `step ${killAt}`).toEqual(await readTree(ground.after));
  await rm(share, { recursive: true });
  return steps;
}
