import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import manifest from '../../package.json' with { type: 'json' };
import { listFiles } from './archives.js';
import type { Parts } from './installable.js';
import type { Platform } from './node-runtimes.js';
import type { PayloadFile } from './start-executable.js';

/** The mark in a Node.js that says whether something was added. Source: Node.js, "Single executable applications". */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/**
 * Writes restack and Node.js as one program. It unpacks itself into a private folder when it is started first; see
 * `start-executable.ts`.
 *
 * @param folder for what goes into it; does not exist yet.
 */
export async function writeExecutable(
  folder: string,
  { out, platform }: { readonly out: string; readonly platform: Platform },
  { staging, registry }: Parts,
): Promise<void> {
  const staged = join(folder, 'package');
  await staging.stage(staged, 'executable');
  await registry.addKoffi(staged, platform);
  await writePayload(staged, folder);
  await build({
    entryPoints: ['deploy/release/start-executable.ts'],
    outfile: join(folder, 'start.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
  });
  const node = await registry.fetchRuntime(platform);
  // Paths become part of the program: those that name no folder are the same each time.
  const assets = { index: 'index.txt', content: 'content.br' };
  const blob = 'restack.blob';
  const config = { main: 'start.cjs', output: blob, disableExperimentalSEAWarning: true, assets };
  await writeFile(join(folder, 'sea.json'), JSON.stringify(config));
  await promisify(execFile)(node, ['--experimental-sea-config', 'sea.json'], { cwd: folder });
  await copyFile(node, out);
  await chmod(out, 0o755);
  const postject = join('node_modules', 'postject', 'dist', 'cli.js');
  const argv = [postject, out, 'NODE_SEA_BLOB', join(folder, blob), '--sentinel-fuse', FUSE];
  await promisify(execFile)(process.execPath, argv);
}

/** Writes the files of a package behind each other, compressed, and an index that names each by its digest. */
async function writePayload(staged: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files: PayloadFile[] = [];
  const contents: Uint8Array[] = [];
  for (const path of await listFiles(staged)) {
    const content = await readFile(join(staged, path));
    files.push({
      path,
      sizeBytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    contents.push(content);
  }
  const { version, bin } = manifest;
  const lines = files.map(({ path, sizeBytes, sha256 }) => `${sha256} ${sizeBytes} ${path}\n`);
  await writeFile(join(folder, 'index.txt'), `${version} ${bin.restack}\n${lines.join('')}`);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 };
  await writeFile(join(folder, 'content.br'), brotliCompressSync(Buffer.concat(contents), { params }));
}
