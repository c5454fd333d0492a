import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RestackError } from '../../core/errors/restack-error.js';
import { parseStateDocument, type StateDocument } from './state-document.js';

/**
 * Reads a state file.
 *
 * @returns undefined when there is none yet.
 * @throws CONFIG when it cannot be read or is not a state document.
 */
export async function readStateFile(path: string): Promise<StateDocument | undefined> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw new RestackError('CONFIG', `the state file ${path} cannot be read`, { cause });
  });
  if (text === undefined) return undefined;
  try {
    return parseStateDocument(JSON.parse(text));
  } catch (cause) {
    throw new RestackError('CONFIG', `the state file ${path} is not a state of the controller`, { cause });
  }
}

/**
 * Writes a state file of mode 0600: whole or not at all. It holds the secrets of the vaults and of the client.
 *
 * @throws CONFIG when it cannot be written.
 */
export async function writeStateFile(path: string, document: StateDocument): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify(document));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new RestackError('CONFIG', `the state file ${path} cannot be written`, { cause });
  }
}

/** Windows cannot open folders; there the rename is durable enough. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
