import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** Files by path, `/` as separator. */
export type FileTree = Map<string, Uint8Array>;

/** Copies a tree below a folder of another. */
export function graft(tree: FileTree, folder: string, branch: ReadonlyMap<string, Uint8Array>): void {
  for (const [path, bytes] of branch) tree.set(`${folder}/${path}`, bytes);
}

/** Makes `folders` below `root` hold exactly the files of the tree. */
export async function writeTree(root: string, folders: readonly string[], tree: FileTree): Promise<void> {
  for (const folder of folders) await rm(join(root, folder), { recursive: true, force: true });
  for (const [path, bytes] of tree) {
    const file = join(root, ...path.split('/'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}

/** Paths that differ between the tree and the files below `folders`: missing, changed, or too many. */
export async function compareTree(
  root: string,
  folders: readonly string[],
  tree: FileTree,
): Promise<readonly string[]> {
  const differences: string[] = [];
  const found = new Set((await Promise.all(folders.map((folder) => listFiles(root, folder)))).flat());
  for (const [path, bytes] of tree) {
    if (!found.delete(path)) differences.push(`missing: ${path}`);
    else if (!(await readFile(join(root, path))).equals(bytes)) differences.push(`changed: ${path}`);
  }
  return [...differences, ...[...found].map((path) => `unexpected: ${path}`)];
}

async function listFiles(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
