import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readSystemCode } from '../../../core/errors/system-code.js';

/**
 * Makes a folder, and those above it that are not there. Node's own `recursive` never ends where a file system says of
 * a folder that is there that it is not, as one below /proc does: here each folder is tried twice at most.
 *
 * @param mode of the folders that are made; 0777 without the umask unless given
 * @returns the first folder that was made; undefined where all were there.
 * @throws the error of the file system.
 */
export async function makeFolders(path: string, mode?: number): Promise<string | undefined> {
  try {
    return await makeOne(path, mode);
  } catch (error) {
    const parent = dirname(path);
    if (readSystemCode(error) !== 'ENOENT' || parent === path) throw error;
    const first = await makeFolders(parent, mode);
    const made = await makeOne(path, mode);
    return first ?? made;
  }
}

/** Undefined where a folder was there. */
async function makeOne(path: string, mode: number | undefined): Promise<string | undefined> {
  try {
    await mkdir(path, { mode });
    return path;
  } catch (error) {
    if (await isFolder(path)) return undefined;
    throw readSystemCode(error) === 'EEXIST' ? createNoFolder(path, error) : error;
  }
}

/** The system says that a name is taken; for whoever wants a folder there, it is that nothing can lie below it. */
function createNoFolder(path: string, cause: unknown): Error {
  const facts = { code: 'ENOTDIR', syscall: 'mkdir', path };
  return Object.assign(new Error(`ENOTDIR: ${path} is no folder`, { cause }), facts);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
