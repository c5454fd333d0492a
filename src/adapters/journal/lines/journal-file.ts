import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { endAfter, undoFor } from '../../../core/errors/first-failure.js';
import { createFileError } from '../../disk/file-failure.js';
import { assertRegular } from '../../disk/read-given-file.js';
import { formatJournalLine, type JournalEntry, type JournalRecord } from './journal-line.js';
import { parseJournal } from './parse-journal.js';

interface Waiting {
  readonly text: string;
  readonly seq: number;
  readonly isDurable: boolean;
  resolve(): void;
  reject(reason: unknown): void;
}

/** Without O_NONBLOCK, reading a pipe would wait for its writer. Windows has no such constant. */
const OPEN_FLAGS = constants.O_RDWR | (constants.O_NONBLOCK ?? 0);

/** The first line of a new journal, with its line end. */
export function formatFirstLine(entry: JournalEntry): string {
  return `${formatJournalLine({ seq: 0, previous: '', synced: -1, entry }).text}\n`;
}

/**
 * Opens a journal for reading and appending. A torn tail is cut off; the caller must hold the target's lock.
 *
 * @throws INTEGRITY when it is damaged; PERMISSION_MISSING or CONFIG when it cannot be opened.
 */
export async function openJournalFile(
  path: string,
): Promise<{ readonly file: JournalFile; readonly records: readonly JournalRecord[] }> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, OPEN_FLAGS);
    assertRegular(await handle.stat(), path);
    const bytes = await handle.readFile();
    const { records, lengthBytes, sum } = parseJournal(bytes, path);
    if (lengthBytes < bytes.length) await handle.truncate(lengthBytes);
    await handle.sync();
    return { file: new JournalFile(handle, path, { lengthBytes, count: records.length, sum }), records };
  } catch (error) {
    throw createFileError(await undoFor(error, () => handle?.close()), `opening ${path}`);
  }
}

/**
 * The open end of a journal. Lines reach the file in the order of the calls; those that wait at the same time share one
 * write and one sync. After a failure nothing is written any more, because the state of the disk is not known then.
 */
export class JournalFile {
  readonly #handle: FileHandle;
  readonly #path: string;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;
  #position: number;
  #nextSeq: number;
  #sum: string;
  #synced: number;

  constructor(
    handle: FileHandle,
    path: string,
    end: { readonly lengthBytes: number; readonly count: number; readonly sum: string },
  ) {
    this.#handle = handle;
    this.#path = path;
    this.#position = end.lengthBytes;
    this.#nextSeq = end.count;
    this.#sum = end.sum;
    this.#synced = end.count - 1;
  }

  /**
   * Appends a line. Resolves to its sequence number once it is in the file; with `durable`, once it would survive a
   * power cut, and every line before it.
   *
   * @throws PERMISSION_MISSING or CONFIG when it cannot be written.
   */
  async append(entry: JournalEntry, options: { readonly durable: boolean }): Promise<number> {
    if (this.#failure !== undefined) throw this.#failure.error;
    const seq = this.#nextSeq;
    const line = formatJournalLine({ seq, previous: this.#sum, synced: this.#synced, entry });
    this.#nextSeq += 1;
    this.#sum = line.sum;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ text: `${line.text}\n`, seq, isDurable: options.durable, resolve, reject });
      this.#flushing ??= this.#flush();
    });
    return seq;
  }

  /** Ends all appends, syncs and closes. Closing again does nothing more. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#flushing;
    try {
      await endAfter(
        async () => (this.#failure === undefined ? this.#handle.datasync() : undefined),
        () => this.#handle.close(),
      );
    } catch (error) {
      throw createFileError(error, `writing ${this.#path}`);
    }
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Lines of the same turn of the loop, an outcome and the next intent, share one write and one sync.
      await new Promise((resolve) => setImmediate(resolve));
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        if (this.#failure !== undefined) throw this.#failure.error;
        await this.#write(batch);
        for (const line of batch) line.resolve();
      } catch (error) {
        this.#failure ??= { error: createFileError(error, `writing ${this.#path}`) };
        for (const line of batch) line.reject(this.#failure.error);
      }
    }
    this.#flushing = undefined;
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const bytes = Buffer.from(batch.map(({ text }) => text).join(''));
    for (let written = 0; written < bytes.length;) {
      const { bytesWritten } = await this.#handle.write(bytes, written, null, this.#position);
      written += bytesWritten;
      this.#position += bytesWritten;
    }
    if (!batch.some(({ isDurable }) => isDurable)) return;
    await this.#handle.datasync();
    this.#synced = batch.at(-1)?.seq ?? this.#synced;
  }
}
