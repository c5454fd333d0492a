import { describe, expect, it } from 'vitest';
import { compressTape } from '../../../../samples/generator/database/compress-tape.js';
import { OPERATIONS, writeLogBlock } from '../../../../samples/generator/database/log-blocks.js';
import { createMemoryAccess, type RandomAccess } from '../../../../src/backup-set/data-file/random-access.js';
import { type DatabaseSources, openDatabase } from '../../../../src/backup-set/database/open-database.js';
import {
  PARTS,
  writeLargeRecord,
  writePartId,
} from '../../../../src/backup-set/write/database/large-records.js';
import { concatenate, u32 } from '../../../../src/backup-set/write/database/little-endian.js';
import { PAGE_BYTES, sealPage, writePageId } from '../../../../src/backup-set/write/database/page-bytes.js';
import { writeRecord } from '../../../../src/backup-set/write/database/row-bytes.js';
import { FIRST_USER_PAGE, writeExtents } from '../../../../src/backup-set/write/database/write-extents.js';
import { type WrittenSet, writeTape } from '../../../../src/backup-set/write/database/write-tape.js';
import type { WrittenColumn, WrittenTable } from '../../../../src/backup-set/write/database/written-table.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { createRandom } from '../../../fuzz/mutation.js';
import {
  judgeByte,
  readBackup,
  SMALL_TABLES,
  writeInner,
  writeSmallBackup,
  writeStub,
} from '../../../fixtures/sql-server/small-backup.js';

const plain = writeSmallBackup();
const FORMS = [
  ['plain', plain],
  ['compressed', compressTape(plain)],
] as const;

/** True for an error that says what is wrong with a file. */
const isRefusal = (error: unknown): boolean =>
  error instanceof RestackError && ['INTEGRITY', 'INCOMPLETE', 'UNSUPPORTED'].includes(error.code);

describe.each(FORMS)('a %s backup', (form, whole) => {
  // All bytes in turn take minutes: see test/slow.
  it('of which a byte is changed is found to be damaged, or has equal rows', async () => {
    const bytes = new Uint8Array(whole);
    const expected = await readBackup(bytes);
    const verdicts = new Map<number, string>();
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 150))
      verdicts.set(at, await judgeByte(bytes, at, expected));
    expect([...verdicts].filter(([, verdict]) => verdict === 'silently wrong')).toEqual([]);
    expect(new Set(verdicts.values()).size).toBe(2);
  });

  it('that is cut at a sector is refused, or has equal rows', async () => {
    const expected = await readBackup(whole);
    const step = form === 'plain' ? 16 : 1;
    for (let end = 0; end < whole.length; end += 512 * step) {
      const found = await readBackup(whole.slice(0, end)).catch((error: unknown) => {
        expect(error, `${end}`).toSatisfy(isRefusal);
        return expected;
      });
      expect(found, `${end}`).toBe(expected);
    }
  });
});

describe('bytes that nobody wrote', () => {
  it.each(['', 'TAPE', 'MSSQLBAK\0\0\0\0\u0002\0\0\0\u0003'])('are refused behind %j', async (start) => {
    const random = createRandom(7);
    for (let run = 0; run < 20; run += 1) {
      const bytes = Uint8Array.from({ length: 3000 }, () => random(256));
      bytes.set(Buffer.from(start, 'latin1'));
      await expect(readBackup(bytes)).rejects.toSatisfy(isRefusal);
    }
  });

  it('are not asked for where a stream claims 10 GiB of them', async () => {
    const bytes = new Uint8Array(plain);
    const at = Buffer.from(bytes).indexOf('MQDA');
    const view = new DataView(bytes.buffer);
    view.setBigUint64(at + 8, 10n * 1024n ** 3n, true);
    view.setUint16(at + 20, 0, true);
    let sum = 0;
    for (let word = 0; word < 20; word += 2) sum ^= view.getUint16(at + word, true);
    view.setUint16(at + 20, sum, true);
    const { source, largest } = watchReads(bytes);
    await expect(openDatabase({ full: [source] })).rejects.toSatisfy(isRefusal);
    expect(largest()).toBeLessThan(2 * 1024 ** 2);
  });

  it('are not asked for where the file says that its database has 10 GiB of pages', async () => {
    const bytes = new Uint8Array(plain);
    const { source, largest } = watchReads(bytes, 10 * 1024 ** 3);
    await expect(openDatabase({ full: [source] })).rejects.toSatisfy(isRefusal);
    expect(largest()).toBeLessThan(2 * 1024 ** 2);
  });
});

const AT = [30, 20, 1] as const;
const ID: WrittenColumn = { name: 'Id', base: 56, length: 4 };
const numbered = (name: string, from: number, pages: number): WrittenTable => ({
  name,
  columns: [ID],
  pages: Array.from({ length: pages }, (_, page) => [
    writeRecord([{ bytes: u32(from + 2 * page) }]),
    writeRecord([{ bytes: u32(from + 2 * page + 1) }]),
  ]),
});
/** Tables of one form, so that the pages of one could be taken for those of the other. */
const ALIKE = [numbered('A', 0, 12), numbered('B', 100, 12)];
const ALIKE_EXTENTS = writeExtents(ALIKE);
const [MAP, DATA, FILE, BOOT] = [10, 1, 15, 13];

/** A backup whose first page of a type and an object says something else, with the sum that belongs to it. */
function forge(
  [type, objectId]: readonly [type: number, objectId: number],
  change: (page: Uint8Array<ArrayBuffer>, view: DataView, number: number) => void,
): Uint8Array {
  const extents = ALIKE_EXTENTS.slice();
  for (let at = 0; at < extents.length; at += PAGE_BYTES) {
    const page = extents.slice(at, at + PAGE_BYTES);
    const view = new DataView(page.buffer);
    if (page[1] !== type || view.getUint32(24, true) !== objectId) continue;
    change(page, view, at / PAGE_BYTES);
    extents.set(sealPage(page), at);
    return writeTape([{ kind: 'full', extents, checkpoint: AT, last: AT }]);
  }
  throw new Error(`no page of type ${type} is of ${objectId}`);
}

/** The place of a record on its page. */
const recordAt = (view: DataView, slot: number) => view.getUint16(PAGE_BYTES - 2 * (slot + 1), true);
const SINGLES_AT = 46;

describe('a backup that somebody forged, with sums that are right', () => {
  const [A, B] = [1000, 1001] as const;
  it.each<readonly [what: string, page: readonly [number, number], Parameters<typeof forge>[1]]>([
    ['a map leads back to itself', [MAP, A], (page, _, number) => page.set(writePageId(number), 16)],
    [
      'a map lists a page twice, and leaves another out',
      [MAP, A],
      (page, view) => {
        const at = recordAt(view, 0) + SINGLES_AT;
        page.copyWithin(at + 6, at, at + 6);
      },
    ],
    [
      'a map lists a page by itself and in its extent',
      [MAP, A],
      (_, view) => {
        const bits = recordAt(view, 1) + 4;
        view.setUint8(bits + 0, view.getUint8(bits) | 0b1000);
      },
    ],
    ['a map is that of another table', [MAP, A], (_, view) => view.setUint32(24, B, true)],
    ['a page of rows is of another table', [DATA, A], (_, view) => view.setUint32(24, B, true)],
    [
      'two slots hold one row',
      [DATA, A],
      (_, view) => view.setUint16(PAGE_BYTES - 4, recordAt(view, 0), true),
    ],
    ['a page has more slots than room', [DATA, A], (_, view) => view.setUint16(22, 65_535, true)],
    ['a page has a row less', [DATA, A], (_, view) => view.setUint16(22, 1, true)],
    ['a row is marked as a ghost', [DATA, A], (page, view) => page.set([0x3c], recordAt(view, 0))],
    ['a row goes beyond its page', [DATA, A], (_, view) => view.setUint16(recordAt(view, 0) + 2, 9000, true)],
    ['a page of rows says that it is of an index', [DATA, A], (page) => page.set([2], 1)],
    [
      'the list of units leads back to itself',
      [DATA, 7],
      (page, _, number) => page.set(writePageId(number), 16),
    ],
    [
      'two tables have one unit',
      [DATA, 7],
      (page, view) => {
        page.copyWithin(recordAt(view, 1) + 4, recordAt(view, 0) + 4, recordAt(view, 0) + 12);
      },
    ],
    [
      'two tables have one set of rows',
      [DATA, 5],
      (page, view) => page.copyWithin(recordAt(view, 1) + 4, recordAt(view, 0) + 4, recordAt(view, 0) + 12),
    ],
    [
      'the database counts more rows than there are',
      [DATA, 5],
      (_, view) => view.setBigInt64(recordAt(view, 0) + 31, 25n, true),
    ],
    [
      'a column lies where its rows have nothing',
      [DATA, 3],
      (_, view) => view.setUint16(recordAt(view, 0) + 44, 4000, true),
    ],
    [
      'a column of a fixed place has no length',
      [DATA, 41],
      (page, view) => {
        page[recordAt(view, 0) + 14] = 175;
        view.setInt16(recordAt(view, 0) + 19, -1, true);
      },
    ],
    ['a table lies in no schema', [DATA, 34], (_, view) => view.setUint32(recordAt(view, 0) + 8, 77, true)],
    [
      'the file says that it is larger than any',
      [FILE, 0],
      (_, view) => {
        const size = recordAt(view, 0) + 6 + 1 + 2 + 10 + 8;
        view.setUint32(size, 0xff_ff_ff_ff, true);
      },
    ],
    [
      'the start is of another version',
      [BOOT, 0],
      (_, view) => view.setUint16(recordAt(view, 0) + 4, 869, true),
    ],
    [
      'the start names a page of another table as the list of units',
      [BOOT, 0],
      (page, view) => page.set(writePageId(25), recordAt(view, 0) + 516),
    ],
  ])('is refused when %s', async (_, page, change) => {
    await expect(readBackup(forge(page, change))).rejects.toSatisfy(isRefusal);
  });

  it('has equal rows when nothing of it is changed', async () => {
    expect(await readBackup(forge([MAP, A], () => {}))).toBe(await readBackup(writeTape([full(ALIKE)])));
  });

  it('reads rows that were moved where they are, wherever the way to them leads', async () => {
    const loop = [...SMALL_TABLES];
    const moved = loop.findIndex(({ name }) => name === 'Moved');
    const table = loop[moved];
    if (table === undefined || typeof table.pages !== 'object') throw new Error('Moved is written');
    const [first = [], second = []] = [table.pages.at(0), table.pages.at(1)];
    loop[moved] = { ...table, pages: [[...first.slice(0, 2), writeStub(28, 2)], second] };
    expect(await readBackup(writeTape([full(loop)]))).toBe(await readBackup(writeTape([full(SMALL_TABLES)])));
  });

  describe('by a value', () => {
    const holding = (records: readonly Uint8Array[], rows: number): WrittenTable => ({
      name: 'V',
      columns: [{ name: 'V', base: 165, length: -1, variable: true }],
      large: [records],
      pages: [
        Array.from({ length: rows }, () => {
          const bytes = concatenate([new Uint8Array(8), part(0)]);
          return writeRecord([{ bytes, variable: true, offRow: true }]);
        }),
      ],
    });
    const part = (slot: number) => writePartId(FIRST_USER_PAGE, slot);
    const big = writeLargeRecord(PARTS.data, new Uint8Array(7000));

    it.each([
      ['that holds itself', [writeInner([part(0)])], 1],
      ['that holds itself many times over', [writeInner(Array.from({ length: 400 }, () => part(0)))], 1],
      ['whose parts hold each other', [writeInner([part(1), part(1)]), writeInner([part(0), part(0)])], 1],
      [
        'that names one part a thousand times',
        [writeInner(Array.from({ length: 60 }, () => part(1))), big],
        20,
      ],
      ['that names a part that is not there', [writeInner([part(9)])], 1],
      ['that claims more parts than it has', [writeLargeRecord(PARTS.inner, u32(0xff_ff_00_00))], 1],
    ])('%s, it is refused in time', async (_, records, rows) => {
      const startedAt = performance.now();
      await expect(readBackup(writeTape([full([holding(records, rows)])]))).rejects.toSatisfy(isRefusal);
      expect(performance.now() - startedAt).toBeLessThan(5000);
    });
  });
});

const full = (tables: readonly WrittenTable[]): WrittenSet => ({
  kind: 'full',
  extents: writeExtents(tables),
  checkpoint: AT,
  last: AT,
});

describe('parts that do not belong together', () => {
  const memory = (set: WrittenSet) => createMemoryAccess(writeTape([set]));
  const later = { checkpoint: [30, 30, 1], last: [30, 30, 1] } as const;
  const other = { databaseName: 'Other' } as const;
  const begin = writeLogBlock([{ operation: OPERATIONS.begin, transaction: 1 }], [30, 24]);

  it.each<
    readonly [what: string, code: string, sources: Partial<DatabaseSources> & { readonly set?: never }]
  >([
    [
      'a differential backup of another database',
      'UNSUPPORTED',
      { differential: [memory({ ...full(ALIKE), ...later, ...other, kind: 'differential', base: AT })] },
    ],
    [
      'a differential backup that is older than the full one',
      'UNSUPPORTED',
      { differential: [memory({ ...full(ALIKE), kind: 'differential', base: AT, last: [30, 19, 1] })] },
    ],
    [
      'a log of another database',
      'UNSUPPORTED',
      { logs: [memory({ kind: 'log', checkpoint: AT, last: AT, ...other })] },
    ],
    [
      'a log that begins behind the data',
      'INCOMPLETE',
      { logs: [memory({ kind: 'log', checkpoint: [30, 22, 1], last: [30, 25, 1], log: begin })] },
    ],
    [
      'a log that lacks its beginning',
      'INTEGRITY',
      { logs: [memory({ kind: 'log', checkpoint: AT, last: [30, 25, 1], log: begin })] },
    ],
    [
      'a log that holds nothing',
      'INTEGRITY',
      { logs: [memory({ kind: 'log', checkpoint: AT, last: [30, 25, 1] })] },
    ],
  ])('are refused: %s', async (_, code, sources) => {
    const opened = openDatabase({ full: [memory(full(ALIKE))], ...sources });
    await expect(opened).rejects.toMatchObject({ code });
  });

  it.each([
    ['is not there', undefined],
    ['begins behind the pages', begin],
    ['skips a file of it', concatenate([writeLogBlock([], [30, 20]), writeLogBlock([], [32, 16])])],
  ])('are refused: a log inside that %s', async (_, log) => {
    const set = { ...full(ALIKE), last: [30, 25, 1] as const, ...(log === undefined ? {} : { log }) };
    await expect(openDatabase({ full: [memory(set)] })).rejects.toSatisfy(isRefusal);
  });

  it.each([
    ['damaged where it says how old it is', 40],
    ['damaged where it says what it is', 1],
    ['damaged where it says which page it is', 32],
  ])('are refused: the newer copy of an extent, %s', async (_, at) => {
    const older = writeExtents([numbered('A', 50, 2)], { lsn: [30, 10, 1] });
    const newer = writeExtents([numbered('A', 0, 2)], { lsn: [30, 12, 1] });
    const read = async () => readBackup(writeTape([{ ...full([]), extents: [older, newer] }]));
    expect(await read()).toContain('[[0],[1],[2],[3]]');
    const place = FIRST_USER_PAGE * PAGE_BYTES + at;
    newer[place] = at === 40 ? 1 : (newer[place] ?? 0) ^ 0x40;
    await expect(read()).rejects.toSatisfy(isRefusal);
  });
});

describe('a file that changes after its pages were proved', () => {
  const table = numbered('A', 0, 40);
  const extents = writeExtents([table]);
  const whole = writeTape([{ kind: 'full', extents, checkpoint: AT, last: AT }]);
  const pagesAt = Buffer.from(whole).indexOf(extents.subarray(0, 64));
  const view = new DataView(extents.buffer, extents.byteOffset, extents.length);
  const ofTable = Array.from({ length: extents.length / PAGE_BYTES }, (_, page) => page).filter(
    (page) =>
      extents[page * PAGE_BYTES + 1] === DATA && view.getUint32(page * PAGE_BYTES + 24, true) === 1000,
  );
  const [single = 0, inExtent = 0] = [ofTable[1], ofTable.at(-1)];
  const swap = (page: number) => (bytes: Uint8Array) => {
    const [at, other] = [pagesAt + page * PAGE_BYTES, pagesAt + (page - 1) * PAGE_BYTES];
    bytes.copyWithin(at, other, other + PAGE_BYTES);
  };
  const flip = (page: number) => (bytes: Uint8Array) => {
    const at = pagesAt + page * PAGE_BYTES + 100;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
  };

  it.each([
    ['a byte of a page by itself', flip(single)],
    ['a byte of a page in an extent', flip(inExtent)],
    ['a page by itself, for another that is sound', swap(single)],
    ['a page in an extent, for another that is sound', swap(inExtent)],
  ])('is refused: %s', async (_, change) => {
    const bytes = new Uint8Array(whole);
    const database = await openDatabase({ full: [createMemoryAccess(bytes)] });
    const read = async () => {
      for (const found of database.tables) for await (const rows of database.readRows(found)) void rows;
    };
    change(bytes);
    await expect(read()).rejects.toThrow('the file changes while it is read');
  });
});

/** Bytes of a file that claims another size, and the largest piece that was asked for. */
function watchReads(bytes: Uint8Array, sizeBytes = bytes.length) {
  const memory = createMemoryAccess(bytes);
  let most = 0;
  const source: RandomAccess = {
    sizeBytes,
    read: async (offset, length) => {
      most = Math.max(most, length);
      if (offset + length > bytes.length) throw new RestackError('INTEGRITY', 'the file ends before');
      return memory.read(offset, length);
    },
  };
  return { source, largest: () => most };
}
