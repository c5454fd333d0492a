import { readFile } from 'node:fs/promises';
import { replaceFile } from '../../adapters/disk/atomic-file.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { readSystemCode } from '../../core/errors/system-code.js';
import { parseStateDocument, type StateDocument } from './state-document.js';

/**
 * Reads a state file.
 *
 * @returns undefined when there is none yet.
 * @throws CONFIG when it cannot be read or is not a state document.
 */
export async function readStateFile(path: string): Promise<StateDocument | undefined> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (readSystemCode(cause) === 'ENOENT') return undefined;
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
  try {
    await replaceFile(path, JSON.stringify(document));
  } catch (cause) {
    throw new RestackError('CONFIG', `the state file ${path} cannot be written`, { cause });
  }
}
