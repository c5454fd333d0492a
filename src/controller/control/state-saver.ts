import { parseStateDocument, type StateDocument } from './state-document.js';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { replaceFile } from '../../adapters/disk/atomic-file.js';
import { closeQuietly } from '../../core/errors/first-failure.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { readSystemCode } from '../../core/errors/system-code.js';
import { MIB } from '../../core/sizes.js';

/** Keeps a state file up to date. */
export interface StateSaver {
  /** Marks the state as changed: the file is written soon. */
  touch(): void;
  /** Writes now. @throws CONFIG when the file cannot be written. */
  flush(): Promise<void>;
}

const DELAY_MS = 1000;

/** Without O_NONBLOCK, opening a pipe would wait for its writer. Windows has no such constant. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const LIMIT_BYTES = 256 * MIB;

/** The saver of a cloud that is not kept. */
export const noSaver: StateSaver = { touch() {}, flush: () => Promise.resolve() };

/**
 * Makes a saver that writes one file at a time; changes during a write lead to one more. A failed write is tried again
 * at the next change.
 */
export function createStateSaver(path: string, dump: () => StateDocument): StateSaver {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = () => {
    timer = undefined;
    writing = writing.catch(() => undefined).then(() => writeStateFile(path, dump()));
    return writing;
  };
  return {
    touch: () => {
      timer ??= setTimeout(() => {
        write().catch(() => undefined);
      }, DELAY_MS).unref();
    },
    flush: () => {
      clearTimeout(timer);
      return write();
    },
  };
}

/**
 * Reads a state file.
 *
 * @returns undefined when there is none yet.
 * @throws CONFIG when it cannot be read, is no regular file, or not a state document.
 */
export async function readStateFile(path: string): Promise<StateDocument | undefined> {
  const text = await readText(path).catch((cause: unknown) => {
    const code = readSystemCode(cause);
    if (code === 'ENOENT') return undefined;
    const why = cause instanceof TypeError ? 'it is no UTF-8' : (code ?? describeFault(cause));
    throw new RestackError('CONFIG', `the state file ${path} cannot be read: ${why}`, { cause });
  });
  if (text === undefined) return undefined;
  try {
    return parseStateDocument(JSON.parse(text));
  } catch {
    // The parser's own error quotes the text, which holds secrets.
    throw new RestackError('CONFIG', `the state file ${path} is not a state of the controller`);
  }
}

function describeFault(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'for no known reason';
}

async function readText(path: string): Promise<string> {
  const file = await open(path, OPEN_FLAGS);
  try {
    const facts = await file.stat();
    if (!facts.isFile()) throw new Error('it is no regular file');
    if (facts.size > LIMIT_BYTES) throw new Error(`it has more than ${LIMIT_BYTES} bytes`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile());
  } finally {
    await closeQuietly(file);
  }
}

/**
 * Writes a state file of mode 0600: whole or not at all. It holds the secrets of the vaults and of the client.
 *
 * @throws CONFIG when it cannot be written.
 */
async function writeStateFile(path: string, document: StateDocument): Promise<void> {
  try {
    await replaceFile(path, JSON.stringify(document));
  } catch (cause) {
    throw new RestackError('CONFIG', `the state file ${path} cannot be written`, { cause });
  }
}
