import { describe, expect, it } from 'vitest';
import { Allocation } from '../../../../../src/backup-set/database/pages/allocation.js';
import { DatabasePage } from '../../../../../src/backup-set/database/pages/database-page.js';
import { RowRecord } from '../../../../../src/backup-set/database/pages/row-record.js';
import { concatenate, u16, u32 } from '../../../../../src/backup-set/write/database/little-endian.js';
import {
  PAGE_BYTES,
  type PageHeader,
  writePage,
  writePageId,
} from '../../../../../src/backup-set/write/database/page-bytes.js';
import { writeRecord } from '../../../../../src/backup-set/write/database/row-bytes.js';
import { DATA, of, viewOf, extent, page, open } from '../../../../fixtures/sql-server/small-pages.js';
import { catchRejection, catchRestackError } from '../../../../fixtures/thrown.js';

describe('RowRecord', () => {
  /** A page whose last record is the given one, changed. */
  const last = (record: Uint8Array, change: (view: DataView, at: number) => void = () => {}) => {
    const bytes = new Uint8Array(writePage(8, DATA, [record]));
    const at = PAGE_BYTES - 2 - record.length;
    bytes.copyWithin(at, 96, 96 + record.length);
    viewOf(bytes).setUint16(PAGE_BYTES - 2, at, true);
    change(viewOf(bytes), at);
    return new RowRecord(new DatabasePage(of(8), bytes), at);
  };
  const two = writeRecord([
    { bytes: u32(7) },
    { bytes: Uint8Array.of(1, 2, 3), variable: true },
    { bytes: Uint8Array.of(4), variable: true },
  ]);
  /** Behind four fixed bytes: the number of columns, their bits, the number of variable ones, and their ends. */
  const [COLUMNS, BITS, VARIABLE, ENDS] = [8, 10, 11, 13];

  it('may end where the records of its page end', () => {
    const record = last(two);
    expect([record.variable(1), record.variable(2), record.variable(3)]).toEqual([
      { start: record.start + 17, end: record.start + 20, offRow: false },
      { start: record.start + 20, end: record.start + 21, offRow: false },
      undefined,
    ]);
    const without = writeRecord([{ bytes: u32(7) }], { status: 0x10 }).subarray(0, 11);
    expect(last(without)).toMatchObject({ columnCount: 1 });
    expect(last(Uint8Array.of(0, 0, 4, 0, 1, 0))).toMatchObject({ columnCount: 1 });
  });

  it('tells the bits of more than eight columns apart', () => {
    const fields = Array.from({ length: 10 }, (_, number) => ({
      bytes: number === 9 ? null : Uint8Array.of(1),
      length: 1,
    }));
    const record = last(writeRecord(fields));
    expect(fields.map((_, number) => record.isNull(number + 1))).toEqual([
      ...Array.from({ length: 9 }, () => false),
      true,
    ]);
  });

  it.each<readonly [string, (view: DataView, at: number) => void]>([
    ['a fixed part shorter than its header', (view, at) => view.setUint16(at + 2, 3, true)],
    ['a fixed part up to the last byte', (view, at) => view.setUint16(at + 2, two.length - 1, true)],
    ['more columns than it has bits for', (view, at) => view.setUint16(at + COLUMNS, 80, true)],
    ['more variable columns than it has ends for', (view, at) => view.setUint16(at + VARIABLE, 5, true)],
  ])('has no %s', (_, change) => {
    expect(catchRestackError(() => last(two, change))).toMatchObject({
      code: 'INTEGRITY',
      message: 'the record at byte 8169 of page 1:8 reaches beyond its page',
    });
  });

  it.each<readonly [string, (view: DataView, at: number) => void]>([
    ['ends before the ends', (view, at) => view.setUint16(at + ENDS, 16, true)],
    ['ends before it begins', (view, at) => view.setUint16(at + ENDS + 2, 19, true)],
    ['ends beyond the records', (view, at) => view.setUint16(at + ENDS + 2, two.length + 1, true)],
  ])('has no variable column that %s', (_, change) => {
    const record = last(two, change);
    expect(catchRestackError(() => record.variable(2)).message).toMatch(/reaches beyond its page/);
    expect(BITS).toBe(COLUMNS + 2);
  });
});

const [MAP_HEADER_BYTES, MAP_BYTES, FREE_BYTES] = [94, 7992, 4 + 8088];
const UNIT = { id: (7n << 48n) | (42n << 16n), firstMap: of(16) };
const OWNER = { objectId: 42, indexId: 7, lsn: DATA.lsn };

interface SmallFile {
  /** The single pages that the map lists. */
  readonly singles?: readonly number[];
  /** The extents that the map lists, counted from its first. */
  readonly extents?: readonly number[];
  readonly first?: number;
  readonly free?: readonly number[];
  readonly map?: Partial<PageHeader>;
  readonly own?: Partial<PageHeader>;
  readonly sizePages?: number | undefined;
  readonly createdVersion?: number;
  /** Extents that are in no file, and whether the database says that they are free. */
  readonly missing?: readonly number[];
  readonly isFree?: boolean;
}

/** A map of extents: one bit for each. */
function writeMap(bits: readonly number[], rest = 0): Uint8Array {
  const map = new Uint8Array(MAP_BYTES).fill(rest, 5);
  for (const bit of bits) map[4 + (bit >> 3)] = (map[4 + (bit >> 3)] ?? 0) | (1 << (bit & 7));
  return map;
}

/** The header of a file: the fifth of its variable columns is its size. */
function writeFileHeader(sizePages: number | undefined): Uint8Array {
  const fields = [u16(1), u16(2), u16(3), u16(4), ...(sizePages === undefined ? [] : [u32(sizePages)])];
  return writeRecord(fields.map((bytes) => ({ bytes, variable: true })));
}

/** A file of a database with one unit: six extents, the map of the unit in the third, its pages behind it. */
async function openFile({
  singles = [],
  extents = [],
  first = 0,
  free = [],
  missing = [],
  ...file
}: SmallFile = {}): Promise<{ allocation: Allocation; read: () => Promise<number[]> }> {
  const header = new Uint8Array(MAP_HEADER_BYTES);
  header.set(writePageId(first), 40);
  for (const [place, number] of singles.entries()) header.set(writePageId(number), 46 + 6 * place);
  const inUse = new Uint8Array(FREE_BYTES).fill(0x40, 4);
  for (const number of free) inUse[4 + number] = 0x20;
  const size = 'sizePages' in file ? file.sizePages : 48;
  const special: Record<number, Uint8Array> = {
    0: writePage(0, { ...DATA, type: 15 }, [writeFileHeader(size)]),
    1: writePage(1, { ...DATA, type: 11 }, [inUse]),
    2: writePage(2, { ...DATA, type: 8 }, [header, writeMap(file.isFree === true ? missing : [], 0xff)]),
    16: writePage(16, { ...OWNER, type: 10, ...file.map }, [header, writeMap(extents)]),
  };
  const own = { header: { ...DATA, ...OWNER, ...file.own } };
  const there = [0, 1, 2, 3, 4, 5].filter((number) => !missing.includes(number));
  const { pages } = await open(
    concatenate(there.map((number) => extent(8 * number, (place) => special[place] ?? page(place, own)))),
  );
  const allocation = new Allocation(pages, file.createdVersion ?? 611);
  const read = async (): Promise<number[]> => {
    const numbers: number[] = [];
    for await (const { id } of allocation.pagesOf(UNIT)) numbers.push(id.page);
    return numbers;
  };
  return { allocation, read };
}

describe('Allocation', () => {
  it('hands out single pages, then those of extents, and none that is free', async () => {
    const { read } = await openFile({ singles: [20, 18], extents: [3, 5], free: [18, 25, 47] });
    expect(await read()).toEqual([20, 24, 26, 27, 28, 29, 30, 31, 40, 41, 42, 43, 44, 45, 46]);
    const none = await openFile({ singles: [20] });
    expect(await none.read()).toEqual([20]);
  });

  it('counts extents from where the map begins', async () => {
    const { read } = await openFile({ extents: [0, 1], first: 24 });
    expect(await read()).toEqual(Array.from({ length: 16 }, (_, number) => 24 + number));
  });

  it.each<readonly [string, SmallFile, RegExp]>([
    ['a page twice', { singles: [20, 20] }, /^page 1:20 is listed twice/],
    ['a page, and the extent that it lies in', { singles: [26], extents: [3] }, /^page 1:26 is listed twice/],
    ['the last page of an extent', { singles: [31], extents: [3] }, /^page 1:31 is listed twice/],
    ['an extent that begins inside of another', { extents: [3], first: 4 }, /^an extent begins at page 1:28/],
    [
      'pages of another table',
      { singles: [20], own: { objectId: 43 } },
      /^page 1:20 should belong to 42 \(index 7\)/,
    ],
    ['pages of another index', { singles: [20], own: { indexId: 8 } }, /says 42 \(index 8\)/],
  ])('never lists %s', async (_, file, message) => {
    const { read } = await openFile(file);
    const error = await catchRejection(read());
    expect(error.code).toBe('INTEGRITY');
    expect(error.message).toMatch(message);
  });

  it('may list a page beside an extent', async () => {
    const { read } = await openFile({ singles: [23, 32], extents: [3] });
    expect(await read()).toEqual([23, 32, 24, 25, 26, 27, 28, 29, 30, 31]);
  });

  it('takes no page for a map that is none, and no map twice', async () => {
    const other = await openFile({ map: { type: 1 } });
    expect(await catchRejection(other.read())).toMatchObject({
      message: 'page 1:16 should list extents, and is of type 1',
    });
    const circle = await openFile({ map: { next: 16 } });
    expect(await catchRejection(circle.read())).toMatchObject({
      message: 'the map of extents leads back to page 1:16',
    });
  });

  it.each([
    { createdVersion: 610, unit: 1, own: 0, taken: true },
    { createdVersion: 611, unit: 1, own: 0, taken: false },
    { createdVersion: 610, unit: 2, own: 0, taken: false },
    { createdVersion: 610, unit: 1, own: 2, taken: false },
    { createdVersion: 611, unit: 1, own: 1, taken: true },
  ])(
    'compares index ids by the version that made the database: %j',
    async ({ createdVersion, unit, own, taken }) => {
      const { allocation } = await openFile({
        singles: [20],
        createdVersion,
        map: { indexId: unit },
        own: { indexId: own },
      });
      const first = allocation.pagesOf({ ...UNIT, id: (BigInt(unit) << 48n) | (42n << 16n) }).next();
      await (taken
        ? expect(first).resolves.toMatchObject({ done: false })
        : expect(first).rejects.toThrow(/belong/));
    },
  );

  it.each<readonly [string, SmallFile, RegExp]>([
    ['the last extent', { missing: [5] }, /^the extent at page 1:40 is in use/],
    ['an extent in the middle', { missing: [3] }, /^the extent at page 1:24 is in use/],
    ['an extent beyond what it says', { sizePages: 49 }, /^the extent at page 1:48 is in use/],
  ])('misses %s', async (_, file, message) => {
    const { allocation } = await openFile(file);
    const error = await catchRejection(allocation.assertComplete());
    expect(error.code).toBe('INCOMPLETE');
    expect(error.message).toMatch(message);
  });

  it('misses no extent that is free, and none behind the end of the file', async () => {
    for (const file of [{}, { missing: [4], isFree: true }, { missing: [5], sizePages: 40 }]) {
      const { allocation } = await openFile(file);
      await expect(allocation.assertComplete()).resolves.toBeUndefined();
    }
  });

  it('needs the size of each file', async () => {
    const { allocation } = await openFile({ sizePages: undefined });
    expect(await catchRejection(allocation.assertComplete())).toMatchObject({
      code: 'INTEGRITY',
      message: 'page 1:0 does not say how large its file is',
    });
  });
});
