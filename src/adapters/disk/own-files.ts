import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { endAfter } from '../../core/errors/first-failure.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { formatCount, MIB } from '../../core/sizes.js';
import { assertRegular, GIVEN_FILE_FLAGS } from './read-given-file.js';

/** The size of what is read whole, unless a caller knows better. */
const LIMIT_BYTES = 256 * MIB;
const LINE_LIMIT_BYTES = 64 * MIB;
const PIECE_BYTES = 256 * 1024;
const LINE_END = 0x0a;

/**
 * Does some work on an open file that restack wrote itself. Whatever lies there in its place, nobody waits for it.
 *
 * @throws UNSUPPORTED when it is no regular file; the system's error when it cannot be opened.
 */
export async function withOwnFile<R>(
  path: string,
  work: (handle: FileHandle, facts: Stats) => Promise<R>,
): Promise<R> {
  const handle = await open(path, GIVEN_FILE_FLAGS);
  return endAfter(
    async () => {
      const facts = await handle.stat();
      assertRegular(facts, path);
      return work(handle, facts);
    },
    () => handle.close(),
  );
}

/**
 * Reads a file that restack wrote itself, whole.
 *
 * @throws UNSUPPORTED when it is no regular file, or larger than `limitBytes`; the system's error when it cannot be read.
 */
export async function readOwnFile(path: string, limitBytes = LIMIT_BYTES): Promise<Buffer> {
  return withOwnFile(path, async (handle, { size }) => {
    if (size <= limitBytes) return handle.readFile();
    throw new RestackError(
      'UNSUPPORTED',
      `${path} has ${formatCount(size, 'byte')}, more than the ${limitBytes} that are read`,
    );
  });
}

/** Reads a file as {@link readOwnFile} does, as UTF-8. */
export async function readOwnText(path: string, limitBytes?: number): Promise<string> {
  return (await readOwnFile(path, limitBytes)).toString('utf8');
}

/**
 * The lines of a file, each with its line end; bytes behind the last line end make a line of their own. Read piece by
 * piece as they are asked for, so that a large file is never in memory as a whole.
 *
 * @throws UNSUPPORTED when it is no regular file, INTEGRITY at a line that nobody wrote, by its length; the system's error
 * when it cannot be read.
 */
export function* readLines(path: string): Generator<Uint8Array> {
  const file = openSync(path, GIVEN_FILE_FLAGS);
  try {
    assertRegular(fstatSync(file), path);
    let begun: Uint8Array[] = [];
    for (let begunBytes = 0; ;) {
      const piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
      const length = readSync(file, piece);
      if (length === 0) break;
      const end = piece.subarray(0, length).lastIndexOf(LINE_END) + 1;
      if (end > 0) {
        yield* splitLines(Buffer.concat([...begun, piece.subarray(0, end)]));
        begun = [];
        begunBytes = 0;
      }
      begun.push(piece.subarray(end, length));
      begunBytes += length - end;
      if (begunBytes > LINE_LIMIT_BYTES)
        throw new RestackError(
          'INTEGRITY',
          `${path} is damaged: a line has more than ${LINE_LIMIT_BYTES} bytes`,
        );
    }
    const rest = Buffer.concat(begun);
    if (rest.length > 0) yield rest;
  } finally {
    closeSync(file);
  }
}

/** Splits a text in memory into lines, as {@link readLines} gives them. */
export function* splitLines(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(LINE_END, start);
    const next = end === -1 ? bytes.length : end + 1;
    yield bytes.subarray(start, next);
    start = next;
  }
}
