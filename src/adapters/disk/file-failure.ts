import { lstat } from 'node:fs/promises';
import { RestackError } from '../../core/errors/restack-error.js';
import { meansRefused, readSystemCode } from '../../core/errors/system-code.js';

/** The error for a file of a run that cannot be read or written: PERMISSION_MISSING when it was refused, CONFIG otherwise. */
export function createFileError(error: unknown, what: string): unknown {
  const systemCode = readSystemCode(error);
  if (systemCode === undefined) return error;
  return new RestackError(
    meansRefused(systemCode) ? 'PERMISSION_MISSING' : 'CONFIG',
    `${what} failed: ${systemCode}`,
    {
      cause: error,
      hints: ['keep runs in another folder, which RESTACK_RUN_DIR names too: --run-dir DIR'],
      details: { systemCode },
    },
  );
}

/** Modes by which others than the owner may write. */
const WRITABLE_BY_OTHERS = 0o022;

/**
 * Asserts that a folder of runs or locks is this account's alone: whoever else can write there decides what is taken up,
 * and who holds a target. One that is not there yet is fine.
 *
 * @throws CONFIG when it is a symbolic link, belongs to somebody else, or others may write to it.
 */
export async function assertOwnFolder(path: string): Promise<void> {
  const facts = await lstat(path).catch(() => undefined);
  if (facts === undefined) return;
  if (facts.isSymbolicLink())
    throw createForeignFolderError(path, 'is a symbolic link', `name the folder itself`);
  if (process.getuid === undefined) return;
  if (facts.uid !== process.getuid()) {
    throw createForeignFolderError(path, 'belongs to somebody else', 'run restack as its owner');
  }
  if ((facts.mode & WRITABLE_BY_OTHERS) !== 0) {
    throw createForeignFolderError(path, 'can be written by others', `chmod go-w ${path}`);
  }
}

function createForeignFolderError(path: string, fault: string, hint: string): RestackError {
  return new RestackError(
    'CONFIG',
    `${path} ${fault}; runs and locks are kept where this account alone can write`,
    {
      hints: [hint, 'keep runs in another folder, which RESTACK_RUN_DIR names too: --run-dir DIR'],
      details: { path },
    },
  );
}
