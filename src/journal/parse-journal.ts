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
  const found = splitLines(bytes);
  const broken = findBreak(found);
  const whole = found.slice(0, broken);
  if (broken < found.length) assertTorn(bytes, { found, broken, path });
  const last = whole.at(-1);
  if (last?.line === undefined || whole[0]?.line?.entry.type !== 'journal') {
    throw createDamageError(path, 0, 'it does not begin as a journal does');
  }
  return {
    records: whole.flatMap(({ line }) => (line === undefined ? [] : [{ seq: line.seq, entry: line.entry }])),
    lengthBytes: last.endByte,
    sum: last.line.sum,
  };
}

/** Lines with their line ends; bytes behind the last line end make a line of their own, which is never whole. */
function splitLines(bytes: Uint8Array): readonly FoundLine[] {
  const decoder = new TextDecoder();
  const found: FoundLine[] = [];
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(LINE_END, start);
    if (end === -1) {
      found.push({ line: undefined, endByte: bytes.length });
      break;
    }
    found.push({ line: parseJournalLine(decoder.decode(bytes.subarray(start, end))), endByte: end + 1 });
    start = end + 1;
  }
  return found;
}

/** Index of the first line that is not whole or does not follow the one before. */
function findBreak(found: readonly FoundLine[]): number {
  let previous = '';
  for (const [seq, { line }] of found.entries()) {
    if (line === undefined || line.seq !== seq || line.previous !== previous) return seq;
    previous = line.sum;
  }
  return found.length;
}

/**
 * Tells a torn tail from damage. A tail is torn where the file just ends, or where it has blocks that never reached the
 * disk (zeros); and never when a later line says that this place was safe.
 */
function assertTorn(
  bytes: Uint8Array,
  { found, broken, path }: { found: readonly FoundLine[]; broken: number; path: string },
): void {
  const tail = bytes.subarray(found[broken - 1]?.endByte ?? 0);
  if (tail.includes(LINE_END) && !tail.includes(0)) {
    throw createDamageError(path, broken, 'it is not as it was written');
  }
  for (const { line } of found.slice(broken)) {
    if (line !== undefined && line.synced >= broken)
      throw createDamageError(path, broken, 'it was safe on disk');
  }
}

function createDamageError(path: string, seq: number, why: string): RestackError {
  return new RestackError('INTEGRITY', `the journal ${path} is damaged at line ${seq + 1}: ${why}`, {
    hints: ['plan the restore anew; what is there already is adopted: restack restore BACKUP'],
    details: { path, line: seq + 1 },
  });
}
