import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** Files by path, `/` as separator. */
export type FileTree = Map<string, Uint8Array>;

/** Copies a tree below a folder of another. */
export function graft(tree: FileTree, folder: string, branch: ReadonlyMap<string, Uint8Array>): void {
  for (const [path, bytes] of branch) tree.set(`${folder}/${path}`, bytes);
}

/** Writes the files of the tree below a folder. */
export async function writeFiles(root: string, tree: FileTree): Promise<void> {
  for (const [path, bytes] of tree) {
    const file = join(root, ...path.split('/'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}

/** Makes a folder hold exactly the files of the tree. */
export async function replaceFolder(root: string, tree: FileTree): Promise<void> {
  await rm(root, { recursive: true, force: true });
  await writeFiles(root, tree);
}

/** Reads all files below a folder: none where it is not there. Links are read as what they lead to. */
export async function readFiles(root: string): Promise<FileTree> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const tree: FileTree = new Map();
  for (const entry of entries.filter((found) => !found.isDirectory())) {
    const file = join(entry.parentPath, entry.name);
    tree.set(relative(root, file).split(sep).join('/'), await readFile(file));
  }
  return tree;
}
