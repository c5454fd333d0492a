import { RestackError } from '../core/restack-error.js';
import type { JournalRecord } from './journal-entry.js';
import { type JournalLine, parseJournalLine } from './journal-line.js';

/** A journal as it was found. */
export interface ParsedJournal {
  readonly records: readonly JournalRecord[];
  /** Bytes of the whole lines. What lies behind them was torn by a crash and never counted. */
  readonly lengthBytes: number;
  /** Digest of the last line. */
  readonly sum: string;
}

interface FoundLine {
  /** Undefined when it is not as it was written. */
  readonly line: JournalLine | undefined;
  readonly endByte: number;
}

const LINE_END = 0x0a;

/**
 * Reads a journal. A tail that a crash tore off is dropped: no call was made on the strength of a line that was not safe
 * on disk. Damage anywhere else is refused, since a lost line could be a call that was made.
 *
 * @param path for messages
 * @throws INTEGRITY when it is damaged.
 */
export function parseJournal(bytes: Uint8Array, path: string): ParsedJournal {
  const records: JournalRecord[] = [];
  let [lengthBytes, sum, isTorn] = [0, '', false];
  for (const { line, endByte } of splitLines(bytes)) {
    const follows = line !== undefined && line.seq === records.length && line.previous === sum;
    if (follows && !isTorn) {
      records.push({ seq: line.seq, entry: line.entry });
      [lengthBytes, sum] = [endByte, line.sum];
      continue;
    }
    if (!isTorn) assertTorn(bytes.subarray(lengthBytes), records.length, path);
    isTorn = true;
    // Nothing is torn where a later line says that this place was safe.
    if (line !== undefined && line.synced >= records.length) {
      throw createDamageError(path, records.length, 'it was safe on disk');
    }
  }
  if (records[0]?.entry.type !== 'journal') {
    throw createDamageError(path, 0, 'it does not begin as a journal does');
  }
  return { records, lengthBytes, sum };
}

/** Lines with their line ends; bytes behind the last line end make a line of their own, which is never whole. */
function* splitLines(bytes: Uint8Array): Generator<FoundLine> {
  const decoder = new TextDecoder();
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(LINE_END, start);
    if (end === -1) {
      yield { line: undefined, endByte: bytes.length };
      return;
    }
    yield { line: parseJournalLine(decoder.decode(bytes.subarray(start, end))), endByte: end + 1 };
    start = end + 1;
  }
}

/**
 * Tells a torn tail from damage: it is torn where the file just ends, or where it has blocks that never reached the disk
 * (zeros).
 */
function assertTorn(tail: Uint8Array, broken: number, path: string): void {
  if (tail.includes(LINE_END) && !tail.includes(0)) {
    throw createDamageError(path, broken, 'it is not as it was written');
  }
}

function createDamageError(path: string, seq: number, why: string): RestackError {
  return new RestackError('INTEGRITY', `the journal ${path} is damaged at line ${seq + 1}: ${why}`, {
    hints: ['plan the restore anew; what is there already is adopted: restack restore BACKUP'],
    details: { path, line: seq + 1 },
  });
}
