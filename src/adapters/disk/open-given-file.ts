import { close, constants, fstat, open, read } from 'node:fs';
import { promisify } from 'node:util';
import { RestackError } from '../../core/errors/restack-error.js';
import { meansRefused, readSystemCode } from '../../core/errors/system-code.js';

/** A given file that is read at any offset. */
export interface OpenedFile {
  readonly sizeBytes: number;
  /** Reads exactly `length` bytes from `offset` on. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

const openFile = promisify(open);
const statFile = promisify(fstat);
const readFile = promisify(read);
const closeFile = promisify(close);

/** Without O_NONBLOCK, opening a pipe would wait for its writer. Windows does not have it. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a file that was given, for reads at any offset: no more of it is held than is asked for.
 *
 * @param name The kind of file, for errors.
 * @throws NOT_FOUND when it is not there; PERMISSION_MISSING when it may not be read; UNSUPPORTED when it is no regular
 * file; reads throw INCOMPLETE when it has become shorter.
 */
export async function openGivenFile(path: string, name: string): Promise<OpenedFile> {
  const place = `${name} ${path}`;
  const descriptor = await openFile(path, OPEN_FLAGS).catch((error: unknown) => {
    throw explain(error, place);
  });
  const stats = await statFile(descriptor);
  if (!stats.isFile()) {
    await closeFile(descriptor);
    throw new RestackError('UNSUPPORTED', `${place} is no regular file`);
  }
  return {
    sizeBytes: stats.size,
    read: async (offset, length) => readFully(descriptor, { offset, length, place }),
    close: async () => closeFile(descriptor),
  };
}

async function readFully(
  descriptor: number,
  { offset, length, place }: { readonly offset: number; readonly length: number; readonly place: string },
): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await readFile(descriptor, bytes, done, length - done, offset + done).catch(
      (error: unknown) => {
        throw explain(error, place);
      },
    );
    if (bytesRead === 0) throw new RestackError('INCOMPLETE', `${place} became shorter while it was read`);
    done += bytesRead;
  }
  return bytes;
}

function explain(cause: unknown, place: string): unknown {
  const code = readSystemCode(cause);
  if (code === undefined) return cause;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new RestackError('NOT_FOUND', `${place} is not there`, { cause });
  if (meansRefused(code))
    return new RestackError('PERMISSION_MISSING', `${place} may not be read (${code})`, { cause });
  return new RestackError('UNSUPPORTED', `${place} cannot be read (${code})`, { cause });
}
