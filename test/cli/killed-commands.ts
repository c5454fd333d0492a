import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { formatProcessTag, machineProcesses } from '../../src/adapters/disk/process/machine-processes.js';
import { readShare } from '../../src/app/share/share.js';
import { context } from '../e2e/captured-cloud.js';
import { NEWEST, type Run, runRestack, SHARE } from './run-restack.js';
import type { BackupSet } from '../../src/backup-set/catalog.js';
import type { CaptureCloud } from './capture-cloud.js';
import { CANARY } from '../../samples/generator/stable-values.js';
import { isJsonObject, readText } from '../../src/cloud/json-value.js';
import type { RunningController } from '../../src/controller/index.js';
import { tmpdir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from 'esbuild';

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
  await mkdir(at('before'));
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

/** A share onto which captures are killed, one after the other. */
export interface KilledCaptures {
  /** Captures, and kills that at a step. Afterwards the share lists what it listed before, or also the whole new set. */
  readonly capture: (killAt: number | null) => Promise<CaptureEnd>;
}

/** The end of a capture. */
export interface CaptureEnd {
  /** Undefined when it was killed. */
  readonly steps: number | undefined;
  /** The new set that the share lists. */
  readonly fresh: BackupSet | undefined;
  readonly stdout: string;
}

export function killCaptures(cloud: CaptureCloud, share: string): KilledCaptures {
  let known = new Map<string, BackupSet>();
  return {
    async capture(killAt) {
      const argv = cloud.argv(share, '--enable-disabled', '--json');
      const run = await runKilled(argv, { folders: [share], killAt }, cloud.environment);
      if (run.steps !== undefined) expect(run, run.stdout).toMatchObject({ exitCode: 0, leftBehind: [] });
      const sets = await listSets(share);
      const fresh = sets.filter(({ backupId }) => !known.has(backupId));
      const old = sets.filter(({ backupId }) => known.has(backupId));
      expect(old, `step ${killAt}`).toEqual([...known.values()]);
      expect(fresh.length).toBeLessThanOrEqual(1);
      for (const set of fresh)
        expect(set).toMatchObject({ status: 'Succeeded', cloudRecoveryReady: true, findings: [] });
      known = new Map(sets.map((set) => [set.backupId, set]));
      return { steps: run.steps, fresh: fresh[0], stdout: run.stdout };
    },
  };
}

/** Before the first folder is made there is no share to list. */
async function listSets(share: string): Promise<readonly BackupSet[]> {
  try {
    return (await readShare({ share }, context)).catalog.sets;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'NOT_FOUND') return [];
    throw error;
  }
}

/** The end of a capture that was to be killed. */
export interface KilledEnabling {
  readonly isKilled: boolean;
  /** Versions that were enabled when it was killed, and are not meant to be. */
  readonly enabled: number;
}

/**
 * Captures with `--enable-disabled`, is killed at a step, and captures again without it: whatever was enabled is noted
 * meanwhile, and afterwards everything is as it was.
 */
export async function captureKilledWhileEnabling(
  cloud: CaptureCloud,
  killAt: number,
): Promise<KilledEnabling> {
  const { controller, runDir, environment } = cloud;
  const before = listEnabled(controller);
  const steps = { folders: [runDir], methods: ['PATCH'], killAt };
  const killed = await runKilled(
    cloud.argv(await cloud.makeShare(), '--enable-disabled'),
    steps,
    environment,
  );
  const notes = (await readNotes(runDir)).join('');
  expect(notes).not.toContain(CANARY);
  const touched = listEnabled(controller).filter((line) => !before.includes(line));
  for (const line of touched) expect(notes, `step ${killAt}`).toContain(line.split(/[/ ]/)[2]);

  const next = await runRestack(cloud.argv(await cloud.makeShare(), '--json'), { environment });
  // The one that is disabled is not in the set, and that is all.
  expect(next, next.stdout).toMatchObject({ exitCode: 40, leftBehind: [] });
  expect(listEnabled(controller), `step ${killAt}`).toEqual(before);
  if (touched.length > 0) expect(next.stderr).toContain('disabled again');
  expect(await readNotes(runDir)).toEqual([]);
  return { isKilled: killed.steps === undefined, enabled: touched.length };
}

/** Which versions of secrets are enabled in a cloud, in an order of its own. */
export function listEnabled(controller: RunningController): readonly string[] {
  const secrets: readonly unknown[] = controller.control.dump().collections['secrets'] ?? [];
  return secrets
    .filter(isJsonObject)
    .flatMap((secret) => {
      const name = `${readText(secret, 'vault')}/${readText(secret, 'name')}`;
      const versions: readonly unknown[] = Array.isArray(secret['versions']) ? secret['versions'] : [];
      return versions
        .filter(isJsonObject)
        .map((version) => `${name}/${readText(version, 'version')} ${String(version['enabled'] === true)}`);
    })
    .toSorted();
}

/** All notes of enabled secrets below a run folder, as text. */
export async function readNotes(runDir: string): Promise<readonly string[]> {
  const names = await readdir(runDir, { recursive: true }).catch(() => []);
  return Promise.all(
    names
      .filter((name) => name.endsWith('.enabled'))
      .map((name) => readFile(path.join(runDir, name), 'utf8')),
  );
}

const PRELOAD = fileURLToPath(new URL('kill-at-step.ts', import.meta.url));

/** The assignment for kill-at-step.ts. */
export interface KillAssignment {
  /** Changes below them are steps. */
  readonly folders: readonly string[];
  /** Requests with them are steps, too. */
  readonly methods?: readonly string[];
  /** From 1; null for never. */
  readonly killAt: number | null;
  /**
   * The answer of the file system from that step on, in the place of a kill: full (removing still works) or read-only.
   */
  readonly failure?: 'ENOSPC' | 'EROFS';
}

/** The end of a run that may be killed. */
export interface KilledRun extends Run {
  /** Undefined when it was killed. */
  readonly steps: number | undefined;
}

/** Runs the built binary, and lets it end itself with SIGKILL at one step. */
export async function runKilled(
  argv: readonly string[],
  assignment: KillAssignment,
  environment: Readonly<Record<string, string>> = {},
): Promise<KilledRun> {
  const folder = await mkdtemp(path.join(tmpdir(), 'restack-killed-run-'));
  const report = path.join(folder, 'steps');
  const preload = path.join(folder, 'preload.mjs');
  try {
    const { code } = await transform(await readFile(PRELOAD, 'utf8'), { loader: 'ts', format: 'esm' });
    await writeFile(preload, code);
    const run = await runRestack(argv, {
      environment: {
        ...environment,
        NODE_OPTIONS: `--import=${pathToFileURL(preload).href}`,
        RESTACK_TEST_KILL: JSON.stringify({ ...assignment, report }),
      },
    });
    if (run.signal === 'SIGKILL') return { ...run, steps: undefined };
    return { ...run, steps: Number(await readFile(report, 'utf8')) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Some steps of a run: the first and the last ones, and `count` between them at equal distances. */
export function chooseSteps(steps: number, count: number): readonly number[] {
  const between = Array.from({ length: count }, (_, index) =>
    Math.round(((index + 1) * steps) / (count + 1)),
  );
  return [...new Set([1, ...between, steps - 1, steps])].toSorted((left, right) => left - right);
}
