import { RestackError } from '../../../core/errors/restack-error.js';
import { type JournalLine, type JournalRecord, parseJournalLine } from './journal-line.js';
import { splitLines } from '../../disk/own-files.js';

/** The records of a journal, and its end. */
export interface ParsedJournal {
  readonly records: readonly JournalRecord[];
  /** Bytes of the whole lines. Bytes behind them were torn by a crash and never counted. */
  readonly lengthBytes: number;
  /** Digest of the last line. */
  readonly sum: string;
}

const LINE_END = 0x0a;

/**
 * Parses a journal. A tail that a crash tore off is dropped: no call was made on the strength of a line that was not
 * safe on disk. Damage anywhere else is refused, since a lost line could be a call that was made.
 *
 * @param path for messages
 * @throws INTEGRITY when it is damaged.
 */
export function parseJournal(bytes: Uint8Array, path: string): ParsedJournal {
  const records: JournalRecord[] = [];
  const parsing = parseRecords(splitLines(bytes), path);
  for (;;) {
    const next = parsing.next();
    if (next.done === true) return { records, ...next.value };
    records.push(next.value);
  }
}

/**
 * Parses a journal one record after the other, for callers that do not keep them. Damage may be found after the last
 * record only: nothing that was read before counts then.
 *
 * @param lines with their line ends
 */
export function* parseRecords(
  lines: Iterable<Uint8Array>,
  path: string,
): Generator<JournalRecord, Omit<ParsedJournal, 'records'>> {
  const decoder = new TextDecoder();
  const tail = new Tail();
  let [count, lengthBytes, sum] = [0, 0, ''];
  for (const bytes of lines) {
    const isEnded = bytes.at(-1) === LINE_END;
    const line = isEnded ? parseJournalLine(decoder.decode(bytes.subarray(0, -1))) : undefined;
    if (tail.isEmpty && line?.seq === count && line.previous === sum) {
      if (count === 0 && line.entry.type !== 'journal') break;
      yield { seq: line.seq, entry: line.entry };
      [count, lengthBytes, sum] = [count + 1, lengthBytes + bytes.length, line.sum];
    } else tail.add(bytes, line);
  }
  tail.assertTorn(count, path);
  if (count === 0) throw createDamageError(path, 0, 'it does not begin as a journal does');
  return { lengthBytes, sum };
}

/**
 * The bytes behind the last whole line. They are torn, not damaged, where the file just ends, or where they have blocks
 * that never reached the disk (zeros); and never when a later line says that this place was safe.
 */
class Tail {
  #isEmpty = true;
  #hasLineEnds = false;
  #hasZeros = false;
  #synced = -1;

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  add(bytes: Uint8Array, line: JournalLine | undefined): void {
    this.#isEmpty = false;
    this.#hasLineEnds ||= bytes.at(-1) === LINE_END;
    this.#hasZeros ||= bytes.includes(0);
    this.#synced = Math.max(this.#synced, line?.synced ?? -1);
  }

  assertTorn(broken: number, path: string): void {
    if (this.#hasLineEnds && !this.#hasZeros) {
      throw createDamageError(path, broken, 'it is not as it was written');
    }
    if (this.#synced >= broken) throw createDamageError(path, broken, 'it was safe on disk');
  }
}

function createDamageError(path: string, seq: number, why: string): RestackError {
  return new RestackError('INTEGRITY', `the journal ${path} is damaged at line ${seq + 1}: ${why}`, {
    hints: ['plan the restore anew; what is there already is adopted: restack restore BACKUP'],
    details: { path, line: seq + 1 },
  });
}
