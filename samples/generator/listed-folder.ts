import { mkdtemp, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { type FileTree, readFiles, writeFiles } from './file-tree.js';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { readSampleKeys, sampleKeyFile } from './stable-values.js';
import { renderSampleShare } from './sample-share.js';

/** Lists the files of a folder that was written here; its first line tells that it is one. */
const LIST = 'SHA256SUMS';
const MARK = '# Made by npm run generate, which replaces this folder as a whole.\n';

/**
 * Writes a tree and the list of its digests into a folder: all of it, or nothing.
 *
 * @param folder is not there, is empty, or holds what an earlier call wrote and nothing else.
 * @throws when the folder holds anything else, its parent is not there, or writing fails. It is as before then.
 */
export async function writeListedFolder(folder: string, tree: FileTree): Promise<void> {
  const place = await realpath(folder).catch(() => resolve(folder));
  const isThere = await assertReplaceable(place);
  const list = Buffer.from(MARK + renderDigestList(digestTree(tree)), 'utf8');
  const work = await mkdtemp(join(dirname(place), '.restack-generate-'));
  try {
    await writeFiles(join(work, 'whole'), new Map([...tree, [LIST, list]]));
    await exchange(place, { whole: join(work, 'whole'), former: isThere ? join(work, 'former') : undefined });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Puts the whole in the place of the former, which goes back when that fails. */
async function exchange(
  place: string,
  { whole, former }: { readonly whole: string; readonly former: string | undefined },
): Promise<void> {
  if (former !== undefined) await rename(place, former);
  try {
    await rename(whole, place);
  } catch (error) {
    if (former !== undefined) await rename(former, place);
    throw error;
  }
}

/** @returns true when the folder is there. @throws when anything in it could be somebody's. */
async function assertReplaceable(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (names === undefined || names.length === 0) return names !== undefined;
  const list = await readFile(join(folder, LIST), 'utf8').catch(() => '');
  if (!list.startsWith(MARK)) throw createRefusal(folder, 'it was not made by npm run generate');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const odd = entries.find((entry) => !entry.isFile() && !entry.isDirectory());
  if (odd !== undefined) {
    throw createRefusal(folder, `unexpected: ${relative(folder, join(odd.parentPath, odd.name))}`);
  }
  const found = await readFiles(folder);
  found.delete(LIST);
  const differences = compareDigests(parseDigestList(list), digestTree(found));
  const changed = differences.find((difference) => !difference.startsWith('missing'));
  if (changed !== undefined) throw createRefusal(folder, changed);
  return true;
}

function createRefusal(folder: string, reason: string): Error {
  return new Error(`${folder} is left as it is (${reason}); name a folder that is empty or not there yet`);
}

/** SHA-256 by path, `/` as separator: 64 hexadecimal digits. */
export type DigestList = ReadonlyMap<string, string>;

/** Computes the digest of each file. */
export function digestTree(tree: FileTree): DigestList {
  return new Map(
    [...tree].map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')] as const),
  );
}

/** Renders a list as `sha256sum` writes and checks it. */
function renderDigestList(digests: DigestList): string {
  return [...digests].map(([path, digest]) => `${digest}  ${path}\n`).join('');
}

/** Parses a list; lines that begin with `#` are comments. @throws when a line is something else. */
export function parseDigestList(text: string): DigestList {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, digest, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
      if (digest === undefined || path === undefined) throw new Error(`"${line}" is no digest and path`);
      return [path, digest] as const;
    }),
  );
}

/** Compares lists. @returns a line for each path that differs: `missing: …`, `changed: …` or `unexpected: …`. */
export function compareDigests(expected: DigestList, found: DigestList): readonly string[] {
  const missing = [...expected.keys()].filter((path) => !found.has(path)).map((path) => `missing: ${path}`);
  const others = [...found].flatMap(([path, digest]) => {
    const right = expected.get(path);
    if (right === digest) return [];
    return [`${right === undefined ? 'unexpected' : 'changed'}: ${path}`];
  });
  return [...missing, ...others];
}

/** Absolute path of samples/share. */
export const SHARE_FOLDER = fileURLToPath(new URL('../share', import.meta.url));

/** Compares samples/share with what would be made. @returns a line for each file that differs. */
export async function compareShare(): Promise<readonly string[]> {
  const expected = digestTree(await renderSampleShare(await readSampleKeys()));
  const differences = compareDigests(expected, digestTree(await readFiles(SHARE_FOLDER)));
  return differences.map((difference) => `share, ${difference}`);
}

/**
 * Compares samples/keys with the digests written down beside them: keys are inputs, which nothing can make again.
 *
 * @returns a line for each file that differs.
 */
export async function compareKeys(): Promise<readonly string[]> {
  const listed = parseDigestList(await readFile(sampleKeyFile('SHA256SUMS'), 'utf8'));
  const found = [...(await readFiles(sampleKeyFile('.')))].filter(([path]) => path.startsWith('TEST-ONLY-'));
  const differences = compareDigests(listed, digestTree(new Map(found)));
  return differences.map((difference) => `keys, ${difference}`);
}
