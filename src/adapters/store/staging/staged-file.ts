import { type FileHandle, mkdtemp, open, rm, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { endAfter, undoFor } from '../../../core/errors/first-failure.js';
import { RestackError } from '../../../core/errors/restack-error.js';
import { writeFully } from '../../disk/new/new-file.js';
import type { StagedBytes } from '../../../backup-set/data-file/staged-bytes.js';
import { meansFull, meansRefused, readSystemCode } from '../../../core/errors/system-code.js';

/** A private file that is open for reading and writing. */
interface PrivateFile {
  readonly handle: FileHandle;
  /** Removes the names that the file and its folder still have. */
  readonly remove: () => Promise<void>;
}

/**
 * Copies `source` into a file of mode 0600 in a folder of mode 0700. Where the platform permits, both lose their
 * names before the first byte is written, so that nothing remains even when the process is killed.
 */
export async function createStagedFile(
  source: AsyncIterable<Uint8Array>,
  folder: string,
): Promise<StagedBytes> {
  const file = await translateErrors(folder, async () => createPrivateFile(folder));
  try {
    const sizeBytes = await copyInto(file.handle, source, folder);
    return createStagedHandle(file, sizeBytes);
  } catch (error) {
    throw await undoFor(error, () => release(file));
  }
}

async function createPrivateFile(parent: string): Promise<PrivateFile> {
  // mkdtemp makes the folder with mode 0700, whatever the umask.
  const folder = await mkdtemp(join(parent, 'restack-'));
  const path = join(folder, 'staged');
  try {
    const handle = await open(path, 'wx+', 0o600);
    // Windows keeps the name of an open file.
    if (process.platform === 'win32') {
      return { handle, remove: async () => rm(folder, { recursive: true, force: true }) };
    }
    await unlink(path);
    await rmdir(folder);
    return { handle, remove: async () => {} };
  } catch (error) {
    throw await undoFor(error, () => rm(folder, { recursive: true, force: true }));
  }
}

async function copyInto(
  handle: FileHandle,
  source: AsyncIterable<Uint8Array>,
  folder: string,
): Promise<number> {
  let position = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const copy = async () => {
    for await (const chunk of source) {
      // One write under way while the next chunk is read and hashed: overlap without a queue.
      await writing;
      const start = position;
      writing = translateErrors(folder, async () => writeFully(handle, chunk, start));
      writing.catch(() => {});
      position += chunk.length;
    }
  };
  await endAfter(copy, () => writing);
  return position;
}

function createStagedHandle(file: PrivateFile, sizeBytes: number): StagedBytes {
  let released: Promise<void> | undefined;
  return {
    sizeBytes,
    read: async (target, offset) => {
      assertRange(sizeBytes, { offset, length: target.length });
      if (released !== undefined) {
        throw new RestackError('INTERNAL', 'staged bytes were read after their removal');
      }
      await readFully(file.handle, target, offset);
    },
    dispose: async () => {
      released ??= release(file);
      await released;
    },
  };
}

async function readFully(handle: FileHandle, target: Uint8Array, offset: number): Promise<void> {
  let done = 0;
  while (done < target.length) {
    const { bytesRead } = await handle.read(target, done, target.length - done, offset + done);
    if (bytesRead === 0) throw new RestackError('INTEGRITY', 'the staged copy was cut short while in use');
    done += bytesRead;
  }
}

async function release(file: PrivateFile): Promise<void> {
  await endAfter(() => file.handle.close(), file.remove);
}

async function translateErrors<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw describeFailure(folder, cause);
  }
}

function describeFailure(folder: string, cause: unknown): RestackError {
  const reason = readSystemCode(cause) ?? 'unknown';
  const hints = ['TMPDIR=/a/folder/with/space restack verify --all'];
  const details = { folder, reason };
  if (meansFull(reason)) {
    const message = `no space left in ${folder} for a private copy of the encrypted data`;
    return new RestackError('CONFIG', message, { cause, hints, details });
  }
  const message = `a private copy of the encrypted data cannot be made in ${folder}: ${reason}`;
  return new RestackError(meansRefused(reason) ? 'PERMISSION_MISSING' : 'CONFIG', message, {
    cause,
    hints,
    details,
  });
}

/** Makes a staged copy that stays in memory. It copies the chunks: their owner may reuse them. */
export function createStagedMemory(chunks: readonly Uint8Array[], sizeBytes: number): StagedBytes {
  let bytes: Uint8Array | undefined = Buffer.concat(chunks, sizeBytes);
  return {
    sizeBytes,
    read: async (target, offset) => {
      assertRange(sizeBytes, { offset, length: target.length });
      if (bytes === undefined)
        throw new RestackError('INTERNAL', 'staged bytes were read after their removal');
      target.set(bytes.subarray(offset, offset + target.length));
    },
    dispose: async () => {
      bytes = undefined;
    },
  };
}

/** Asserts that a range is inside `sizeBytes`. @throws INTEGRITY when it is not. */
export function assertRange(
  sizeBytes: number,
  range: { readonly offset: number; readonly length: number },
): void {
  const { offset, length } = range;
  if (Number.isSafeInteger(offset) && offset >= 0 && offset + length <= sizeBytes) return;
  throw new RestackError(
    'INTEGRITY',
    `read of ${length} bytes at ${offset}, but only ${sizeBytes} are staged`,
  );
}
