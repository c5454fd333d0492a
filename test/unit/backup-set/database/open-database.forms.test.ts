import { describe, expect, it } from 'vitest';
import { compressTape } from '../../../../samples/generator/database/compress-tape.js';
import { selectChangedExtents } from '../../../../samples/generator/database/differential.js';
import {
  OPERATIONS,
  type WrittenLogRecord,
  writeLogBlock,
} from '../../../../samples/generator/database/log-blocks.js';
import { createMemoryAccess } from '../../../../src/backup-set/data-file/random-access.js';
import { nameOfTable } from '../../../../src/backup-set/database/catalogue/table-schema.js';
import {
  type BackedUpDatabase,
  type DatabaseSources,
  openDatabase,
} from '../../../../src/backup-set/database/open-database.js';
import { concatenate, u32, utf16 } from '../../../../src/backup-set/write/database/little-endian.js';
import { PAGE_BYTES, sealPage, writePage } from '../../../../src/backup-set/write/database/page-bytes.js';
import { writeRecord } from '../../../../src/backup-set/write/database/row-bytes.js';
import {
  fillPages,
  FIRST_USER_PAGE,
  writeExtents,
} from '../../../../src/backup-set/write/database/write-extents.js';
import { type WrittenSet, writeTape } from '../../../../src/backup-set/write/database/write-tape.js';
import type { WrittenTable } from '../../../../src/backup-set/write/database/written-table.js';
import { SMALL_ROWS, writeSmallBackup } from '../../../fixtures/sql-server/small-backup.js';

const AT = [30, 20, 1] as const;
const EXTENT_BYTES = 8 * PAGE_BYTES;
const ROWSET = 1000n << 16n;

const open = (full: readonly Uint8Array[], more: Partial<DatabaseSources> = {}) =>
  openDatabase({ full: full.map((bytes) => createMemoryAccess(bytes)), ...more });

async function rowsOf(database: BackedUpDatabase): Promise<Readonly<Record<string, unknown[]>>> {
  const tables: Record<string, unknown[]> = {};
  for (const table of database.tables) {
    const rows: unknown[] = [];
    for await (const page of database.readRows(table)) rows.push(...page);
    tables[nameOfTable(table)] = rows;
  }
  return tables;
}

/** A table of numbered rows, about eighty to a page. */
const numbered = (count: number, more: Partial<WrittenTable> = {}): WrittenTable => {
  const row = (id: number) =>
    writeRecord([{ bytes: u32(id) }, { bytes: utf16(`row ${id}`.padEnd(40)), variable: true }]);
  return {
    name: 'Numbers',
    columns: [
      { name: 'Id', base: 56, length: 4 },
      { name: 'Text', base: 231, length: 100, variable: true },
    ],
    pages: fillPages(Array.from({ length: count }, (_, at) => row(at))),
    ...more,
  };
};
/** Gives the last byte of each sector a pattern in its lowest bits, and keeps what they were in the header. */
function markSectors(page: Uint8Array): void {
  const PATTERN = 2;
  const view = new DataView(page.buffer, page.byteOffset, PAGE_BYTES);
  view.setUint16(4, 0x100, true);
  let kept = PATTERN;
  for (let sector = 1; sector < 16; sector += 1) {
    const at = sector * 512 + 511;
    kept += ((page[at] ?? 0) & 3) * 2 ** (2 * sector);
    page[at] = ((page[at] ?? 0) & ~3) | PATTERN;
  }
  view.setUint32(60, kept, true);
}

const full = (tables: readonly WrittenTable[], more: Partial<WrittenSet> = {}): WrittenSet => ({
  kind: 'full',
  extents: writeExtents(tables),
  checkpoint: AT,
  last: AT,
  ...more,
});

/** Changes each page of extents that its test holds for, and seals it. */
function changePages(
  extents: Uint8Array,
  change: (page: Uint8Array<ArrayBuffer>, view: DataView) => void,
): Uint8Array {
  const pages = [];
  for (let at = 0; at < extents.length; at += PAGE_BYTES) {
    const page = extents.slice(at, at + PAGE_BYTES);
    if (page[0] === 1) {
      change(page, new DataView(page.buffer));
      sealPage(page);
    }
    pages.push(page);
  }
  return concatenate(pages);
}

const RECORDS_AT = 96;
const TABLE = 1000;
const isMapOfTable = (view: DataView) => view.getUint8(1) === 10 && view.getUint32(24, true) === TABLE;

/** Moves extents to another file, or to higher pages: what they are called, and what their maps list. */
function moveExtents(extents: Uint8Array, file: number, by: number): Uint8Array {
  return changePages(extents, (_, view) => {
    const move = (at: number): void => {
      if (view.getUint16(at + 4, true) === 0) return;
      view.setUint32(at, view.getUint32(at, true) + by, true);
      view.setUint16(at + 4, file, true);
    };
    move(32);
    if (view.getUint8(1) !== 10) return;
    for (const at of [40, ...Array.from({ length: 8 }, (_, single) => 46 + 6 * single)])
      move(RECORDS_AT + at);
  });
}

/** A table of which a second list of extents, `by` pages on in a file, is as the one of another database is. */
function writeContinued(file: number, by: number): Uint8Array {
  const more = writeExtents([numbered(1500)]);
  let map = 0;
  changePages(more, (_, view) => {
    if (isMapOfTable(view)) map = view.getUint32(32, true);
  });
  const first = writeExtents([numbered(900, { rowCount: 2400 })]);
  const sizePages = first.length / PAGE_BYTES;
  const linked = changePages(first, (page, view) => {
    if (isMapOfTable(view)) {
      view.setUint32(16, by + map, true);
      view.setUint16(20, file, true);
    }
    // The size of the file stands at the end of the only record of its first page.
    const sizeAt = Buffer.from(page).indexOf(u32(sizePages), RECORDS_AT);
    if (view.getUint8(1) === 15 && by > 0) view.setUint32(sizeAt, by + more.length / PAGE_BYTES, true);
  });
  const moved = moveExtents(more, file, by);
  return concatenate([linked, ...(by === 0 ? [moved] : [writeFreeSpace(more, by), startWithMap(moved, by)])]);
}

const FREE_SPACE_INTERVAL = 8088;

/** The extent of the page that says which of the pages from `by` on are in use. */
function writeFreeSpace(extents: Uint8Array, by: number): Uint8Array {
  const start = Math.floor(by / FREE_SPACE_INTERVAL) * FREE_SPACE_INTERVAL;
  const inUse = extents.subarray(PAGE_BYTES + RECORDS_AT + 4, PAGE_BYTES + RECORDS_AT + 4 + 1000);
  const record = new Uint8Array(4 + FREE_SPACE_INTERVAL);
  record.set(inUse, 4 + by - start);
  const page = writePage(start, { type: 11, lsn: [30, 16, 1] }, [record]);
  return concatenate([page, new Uint8Array(EXTENT_BYTES - PAGE_BYTES)]);
}

/** Later intervals begin with the map of extents that the first one has on its third page. */
function startWithMap(extents: Uint8Array, by: number): Uint8Array {
  const map = extents.slice(2 * PAGE_BYTES, 3 * PAGE_BYTES);
  new DataView(map.buffer).setUint32(32, by, true);
  return concatenate([sealPage(map), extents.subarray(PAGE_BYTES)]);
}

describe('openDatabase', () => {
  it.each([
    ['plain', (plain: Uint8Array) => plain],
    ['compressed', compressTape],
  ])(
    'reads moved rows, dropped and added columns, schemas, indexes and large values, and no freed page: %s',
    async (_, write) => {
      const database = await open([write(writeSmallBackup())]);
      expect(database.state.exact).toBe(true);
      expect(await rowsOf(database)).toEqual(SMALL_ROWS);
    },
  );

  it.each([false, true])('reads a table of many extents (clustered: %s)', async (clustered) => {
    const database = await open([writeTape([full([numbered(3000, { clustered })])])]);
    const rows = (await rowsOf(database))['dbo.Numbers'] ?? [];
    expect(rows.map((row) => (Array.isArray(row) ? Number(row[0]) : -1))).toEqual(
      Array.from({ length: 3000 }, (_, at) => at),
    );
  });

  it('takes the newer one of extents that were copied twice, wherever it stands', async () => {
    const tables = [numbered(10)];
    const before = writeExtents([numbered(9)], { lsn: [30, 15, 1] });
    const after = writeExtents(tables, { lsn: [30, 16, 1] });
    for (const extents of [
      [before, after],
      [after, before],
    ]) {
      const database = await open([writeTape([full(tables, { extents })])]);
      expect((await rowsOf(database))['dbo.Numbers']).toHaveLength(10);
    }
  });

  it('puts the extents of two stripes together, in any order', async () => {
    const extents = writeExtents([numbered(3000)]);
    const half = Math.floor(extents.length / EXTENT_BYTES / 2) * EXTENT_BYTES;
    const stripes = [extents.subarray(0, half), extents.subarray(half)].map((own, at) =>
      writeTape([full([], { extents: own })], [at + 1, 2]),
    );
    expect((await rowsOf(await open(stripes.toReversed())))['dbo.Numbers']).toHaveLength(3000);
  });

  it.each([
    ['in two files', 3, 0],
    ['behind the first four GiB of its file', 1, 511_232],
  ])('reads a table that lies %s', async (_, file, by) => {
    const extents = writeContinued(file, by);
    const rows = (await rowsOf(await open([writeTape([full([], { extents })])])))['dbo.Numbers'];
    const ids = rows?.map((row) => (Array.isArray(row) ? (row[0] as unknown) : undefined));
    expect(ids).toEqual([...Array(900).keys(), ...Array(1500).keys()]);
  });

  it('lays the changed extents of a differential backup over those of its base, and no others', async () => {
    const [before, after] = [numbered(3000), numbered(3040)];
    const base = writeExtents([before, { ...numbered(10), name: 'Still' }]);
    const newer = writeExtents([after, { ...numbered(10), name: 'Still' }], { lsn: [31, 8, 1] });
    const changed = selectChangedExtents(base, newer);
    expect(changed.length).toBeLessThan(newer.length / 2);
    const later = { checkpoint: [31, 9, 1], last: [31, 9, 1], base: AT } as const;
    const tape = writeTape([full([], { ...later, kind: 'differential', extents: changed })]);
    const database = await open([writeTape([full([], { extents: base })])], {
      differential: [createMemoryAccess(tape)],
    });
    const rows = await rowsOf(database);
    expect(rows['dbo.Numbers']).toHaveLength(3040);
    expect(rows['dbo.Still']).toHaveLength(10);
  });

  it.each([655, 660, 661, 706, 782, 852, 869, 904, 957])('reads a database of format %i', async (version) => {
    const extents = writeExtents([numbered(3)], { version });
    const database = await open([writeTape([full([], { extents, version })])]);
    expect(database.version).toBe(version);
    expect((await rowsOf(database))['dbo.Numbers']).toHaveLength(3);
  });

  it('reads a backup of a disk whose sectors have 4096 bytes', async () => {
    const tape = writeTape([full([numbered(3)]), full([numbered(5)])], [1, 1], 4096);
    expect((await rowsOf(await open([tape])))['dbo.Numbers']).toHaveLength(5);
  });

  it('takes the set that was asked for, and none of another kind', async () => {
    const log: WrittenSet = { kind: 'log', checkpoint: AT, last: AT };
    const tape = writeTape([full([numbered(3)]), full([numbered(5)]), log]);
    const database = await open([tape], { set: 1 });
    expect(database.set.number).toBe(1);
    expect((await rowsOf(database))['dbo.Numbers']).toHaveLength(3);
    for (const set of [3, 4])
      await expect(open([tape], { set })).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });

  it('takes the pattern of torn pages out of their bytes, and finds a sector that was not written', async () => {
    const extents = writeExtents([numbered(200)]);
    for (let at = 0; at < extents.length; at += PAGE_BYTES)
      if (extents[at] === 1) markSectors(extents.subarray(at, at + PAGE_BYTES));
    const read = async () => rowsOf(await open([writeTape([full([], { extents })])]));
    expect((await read())['dbo.Numbers']).toHaveLength(200);
    const last = FIRST_USER_PAGE * PAGE_BYTES + 5 * 512 + 511;
    extents[last] = (extents[last] ?? 0) ^ 3;
    await expect(read()).rejects.toMatchObject({ code: 'INTEGRITY' });
  });

  it('refuses a backup of which no chunk expands, and finds damage where others do', async () => {
    const packed = compressTape(writeTape([full([numbered(3)])]));
    const spoil = (limit: number) => {
      const bytes = Uint8Array.from(packed);
      const view = new DataView(bytes.buffer);
      for (let at = 0x1e0, count = 0; bytes[at] === 0x21 && count < limit; count += 1) {
        const end = at + 28 + view.getUint16(at + 2, true);
        for (let byte = at + 28; byte < end; byte += 1)
          bytes[byte] = (bytes[byte] ?? 0) ^ ((byte * 37) & 255);
        at = bytes[end] === 0x21 ? end : Math.ceil(end / 512) * 512 + 512;
      }
      return open([bytes]);
    };
    await expect(spoil(1)).rejects.toMatchObject({ code: 'INTEGRITY' });
    await expect(spoil(1000)).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      message: expect.stringContaining('encrypted') as unknown,
    });
  });

  it('refuses what SQL Server 2012 and older compressed, and kinds of chunks that nobody knows', async () => {
    const packed = compressTape(writeTape([full([numbered(3)])]));
    for (const [at, value] of [
      [8, 0],
      [0x1e0, 0x33],
    ] as const) {
      const bytes = Uint8Array.from(packed);
      bytes[at] = value;
      await expect(open([bytes])).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    }
  });

  it('refuses a database whose pages are encrypted', async () => {
    const extents = writeExtents([numbered(3000)]);
    for (let at = 0; at < extents.length; at += PAGE_BYTES) {
      if (extents[at] !== 1) continue;
      extents[at + 4] = (extents[at + 4] ?? 0) | 8;
      for (let byte = at + 96; byte < at + PAGE_BYTES; byte += 1)
        extents[byte] = (extents[byte] ?? 0) ^ ((byte * 73 + 11) & 255);
    }
    await expect(open([writeTape([full([], { extents })])])).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      message: expect.stringContaining('encrypted') as unknown,
    });
  });

  it('reads no table of which a page in use is of another one', async () => {
    const extents = writeExtents([numbered(200)]);
    const page = new Uint8Array(extents.subarray(24 * PAGE_BYTES, 25 * PAGE_BYTES));
    page[24] = 99;
    extents.set(sealPage(page), 24 * PAGE_BYTES);
    const database = await open([writeTape([full([], { extents })])]);
    await expect(rowsOf(database)).rejects.toMatchObject({ code: 'INTEGRITY' });
  });
});

describe('the log inside of a backup', () => {
  const insert = (transaction: number, more: object = {}): WrittenLogRecord => ({
    operation: OPERATIONS.insert,
    transaction,
    change: {
      page: 24,
      previous: [30, 16, 1],
      rowset: ROWSET,
      elements: [writeRecord([{ bytes: u32(7) }]), new Uint8Array(3), new Uint8Array(5)],
      ...more,
    },
  });
  const begin = { operation: OPERATIONS.begin, transaction: 1 };
  const commit = { operation: OPERATIONS.commit, transaction: 1 };
  const judge = async (records: readonly WrittenLogRecord[]) => {
    const log = concatenate([writeLogBlock(records, [30, 20])]);
    const last = [30, 20 + log.length / 512, 1] as const;
    return (await open([writeTape([full([numbered(10)], { log, last })])])).state;
  };

  it('is read across the sectors of a block', async () => {
    const many = Array.from({ length: 40 }, () => insert(1));
    expect((await judge([begin, ...many, commit])).unapplied).toEqual([{ table: 'dbo.Numbers', count: 40 }]);
  });

  it('names an insert that is not on the pages, and one that nobody committed', async () => {
    expect(await judge([begin, insert(1), commit, insert(2)])).toEqual({
      exact: false,
      open: [{ table: 'dbo.Numbers', count: 1 }],
      unapplied: [{ table: 'dbo.Numbers', count: 2 }],
    });
  });

  it('names a table by its page where a record names a rowset that is not there', async () => {
    expect(await judge([begin, insert(1, { rowset: 77n }), commit])).toMatchObject({
      exact: false,
      unapplied: [{ table: 'dbo.Numbers', count: 1 }],
    });
  });
});
