import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isObject } from '../../src/core/is-object.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Everything that `dist` is made from. */
const FOLDERS = ['src', 'schemas'];
const FILES = ['esbuild.config.ts', 'package.json', 'package-lock.json', 'node_modules/.package-lock.json'];

/** Builds the binary that the tests of this folder run, unless the last build is as new as all that it is made from. */
export async function setup(): Promise<void> {
  if (await isBuilt().catch(() => false)) return;
  await run('npm', ['run', 'build'], { cwd: ROOT, shell: process.platform === 'win32' });
}

/** True when the last build ended, at the commit that is checked out, and nothing has changed since it began to write. */
async function isBuilt(): Promise<boolean> {
  const { mtimeMs } = await stat(path.join(ROOT, 'dist/build.json'));
  const facts: unknown = JSON.parse(await readFile(path.join(ROOT, 'dist/build.json'), 'utf8'));
  const { stdout } = await run('git', ['rev-parse', 'HEAD'], { cwd: ROOT });
  if (!isObject(facts) || facts['commit'] !== stdout.trim()) return false;
  // A folder is as new as the last file that came or went.
  const inside = await Promise.all(
    FOLDERS.map(async (folder) =>
      (await readdir(path.join(ROOT, folder), { recursive: true })).map((name) => path.join(folder, name)),
    ),
  );
  const sources = [...FOLDERS, ...FILES, ...inside.flat()].map((name) => stat(path.join(ROOT, name)));
  if ((await Promise.all(sources)).some((source) => source.mtimeMs > mtimeMs)) return false;
  // What the build writes last.
  return (await stat(path.join(ROOT, 'oclif.manifest.json'))).mtimeMs >= mtimeMs;
}
