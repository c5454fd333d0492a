import { closeSync, openSync, readSync } from 'node:fs';

const PIECE_BYTES = 256 * 1024;
const LINE_END = 0x0a;

/**
 * The lines of a file, each with its line end; bytes behind the last line end make a line of their own. Read piece by
 * piece as they are asked for, so that a large file is never in memory as a whole.
 *
 * @throws the system's error when it cannot be read.
 */
export function* readLines(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    let rest: Uint8Array = new Uint8Array();
    for (;;) {
      const piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
      const length = readSync(file, piece);
      if (length === 0) break;
      const bytes = Buffer.concat([rest, piece.subarray(0, length)]);
      const end = bytes.lastIndexOf(LINE_END) + 1;
      yield* splitLines(bytes.subarray(0, end));
      rest = bytes.subarray(end);
    }
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
