import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { concatenate, u16, u32, utf16 } from '../../src/backup-set/write/database/little-endian.js';
import { PAGE_BYTES } from '../../src/backup-set/write/database/page-bytes.js';
import { writeRecord } from '../../src/backup-set/write/database/row-bytes.js';
import { streamExtents } from '../../src/backup-set/write/database/write-extents.js';
import { streamTape } from '../../src/backup-set/write/database/write-tape.js';
import type { WrittenTable } from '../../src/backup-set/write/database/written-table.js';
import { GIB, MIB } from '../../src/core/sizes.js';
import { answer, type BenchCase, CERTIFICATE_FILE, KEY_FLAGS, locateRestack } from './bench-case.js';
import { writeLargeSet } from './large-set.js';

const AT = [30, 20, 1] as const;
const ROWS_OF_PAGE = 48;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz 0123456789';

/** Rows as tables of a cloud have them: a number, a GUID, a time, and texts that do not shrink to nothing. */
function writeRow(id: number): Uint8Array {
  let seed = Math.imul(id + 1, 2_654_435_761);
  const next = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed >>> 8;
  };
  const text = (length: number) =>
    utf16(Array.from({ length }, () => LETTERS[next() % LETTERS.length] ?? '').join(''));
  const guid = concatenate(Array.from({ length: 8 }, () => u16(next())));
  const time = concatenate([u32(next()), Uint8Array.of(0, 0x70, 0x40, 0x0b)]);
  return writeRecord([
    { bytes: u32(id) },
    { bytes: guid },
    { bytes: time },
    { bytes: text(24), variable: true },
    { bytes: text(30), variable: true },
  ]);
}

/** A table whose pages are made when their turn comes. */
function createTable(sizeBytes: number): WrittenTable {
  const length = Math.floor(sizeBytes / PAGE_BYTES);
  const at = (page: number) =>
    Array.from({ length: ROWS_OF_PAGE }, (_, row) => writeRow(page * ROWS_OF_PAGE + row));
  return {
    name: 'Usage',
    columns: [
      { name: 'Id', base: 56, length: 4 },
      { name: 'Subscription', base: 36, length: 16 },
      { name: 'At', base: 42, length: 8, scale: 7 },
      { name: 'Name', base: 231, length: 100, variable: true },
      { name: 'Note', base: 231, length: 200, variable: true },
    ],
    clustered: true,
    pages: { length, at },
    rowCount: length * ROWS_OF_PAGE,
  };
}

/** A full backup of one table, piece by piece. */
function* streamBackup(sizeBytes: number): Generator<Uint8Array> {
  const extents = streamExtents([createTable(sizeBytes)]);
  yield* streamTape([{ kind: 'full', extents, checkpoint: AT, last: AT }]);
}

const writeBackup = async (file: string, sizeBytes: number): Promise<void> =>
  pipeline(Readable.from(streamBackup(sizeBytes)), createWriteStream(file));

const inspectCommand =
  (...args: readonly string[]) =>
  (checkout: string) => ({
    argv: [process.execPath, locateRestack(checkout), 'database', 'inspect', ...args, '--json'] as const,
  });

const rows: BenchCase = {
  name: 'database/rows',
  async run(context) {
    const file = join(context.folder, 'usage.bak');
    await writeBackup(file, 256 * MIB);
    await answer(
      {
        title: 'database inspect, every row and every sum of 256 MiB of pages; openssl dgst -sha512',
        restack: inspectCommand(file),
        // How busy a machine is weighs on both: a second of its processor is worth what SHA-512 does in it.
        reference: { name: 'openssl', command: { argv: ['openssl', 'dgst', '-sha512', file] } },
        goal: { ratio: 'restack/reference', text: '≤ 10' },
        rate: { sizeBytes: 256 * MIB, atLeastMib: 60 },
        memoryBelowMib: 200,
      },
      context,
    );
  },
};

const large: BenchCase = {
  name: 'database/large',
  async run(context) {
    const file = join(context.folder, 'usage.bak');
    await writeBackup(file, GIB);
    await answer(
      {
        title: 'database inspect, every row and every sum of 1 GiB of pages',
        restack: inspectCommand(file),
        goal: { ratio: 'restack/against', text: '≤ 1 of the code before' },
        rate: { sizeBytes: GIB, atLeastMib: 60 },
        memoryBelowMib: 200,
        rounds: 1,
      },
      context,
    );
  },
};

const inSet: BenchCase = {
  name: 'database/set',
  async run(context) {
    const content = Readable.from(streamBackup(GIB));
    const { share, backupId } = await writeLargeSet(context.folder, {
      files: 1,
      sizeBytes: GIB,
      certificateFile: CERTIFICATE_FILE,
      inputs: [{ name: 'Part0.bak', content, method: 'deflated' }],
    });
    await answer(
      {
        title: 'database inspect, 1 GiB of pages deflated in an encrypted set',
        restack: inspectCommand(
          backupId,
          '--share',
          share,
          '--repository',
          'ACS;Bench;-;Part0',
          ...KEY_FLAGS,
        ),
        goal: { ratio: 'restack/against', text: '≤ 1 of the code before' },
        memoryBelowMib: 200,
        rounds: 1,
      },
      context,
    );
  },
};

/** The cases that read the rows of a SQL Server backup. */
export const databaseCases: readonly BenchCase[] = [rows, large, inSet];
