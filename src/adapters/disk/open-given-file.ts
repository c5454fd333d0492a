import { close, fstat, open, read } from 'node:fs';
import { promisify } from 'node:util';
import { undoFor } from '../../core/errors/first-failure.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { assertRegular, explainGivenFile, GIVEN_FILE_FLAGS } from './read-given-file.js';

/** A given file that is read at any offset. */
export interface OpenedFile {
  readonly sizeBytes: number;
  /** Reads exactly `length` bytes from `offset` on. @param memory The answer lies in it, where it is given. */
  read(offset: number, length: number, memory?: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

const openFile = promisify(open);
const statFile = promisify(fstat);
const readFile = promisify(read);
const closeFile = promisify(close);

/**
 * Opens a file that was given, for reads at any offset: no more of it is held than is asked for.
 *
 * @param name The kind of file, for errors.
 * @throws NOT_FOUND when it is not there; PERMISSION_MISSING when it may not be read; UNSUPPORTED when it is no regular
 * file; reads throw INCOMPLETE when it has become shorter.
 */
export async function openGivenFile(path: string, name: string): Promise<OpenedFile> {
  const place = `${name} ${path}`;
  const descriptor = await openFile(path, GIVEN_FILE_FLAGS).catch((error: unknown) => {
    throw explainGivenFile(error, place);
  });
  try {
    const facts = await statFile(descriptor);
    assertRegular(facts, place);
    return {
      sizeBytes: facts.size,
      read: async (offset, length, memory = Buffer.allocUnsafeSlow(length)) =>
        readFully(descriptor, { offset, bytes: memory.subarray(0, length), place }),
      close: async () => closeFile(descriptor),
    };
  } catch (error) {
    throw await undoFor(error, () => closeFile(descriptor));
  }
}

async function readFully(
  descriptor: number,
  { offset, bytes, place }: { readonly offset: number; readonly bytes: Uint8Array; readonly place: string },
): Promise<Uint8Array> {
  for (let done = 0; done < bytes.length;) {
    const { bytesRead } = await readFile(descriptor, bytes, done, bytes.length - done, offset + done).catch(
      (error: unknown) => {
        throw explainGivenFile(error, place);
      },
    );
    if (bytesRead === 0) throw new RestackError('INCOMPLETE', `${place} became shorter while it was read`);
    done += bytesRead;
  }
  return bytes;
}
