import { describe, expect, it } from 'vitest';
import {
  LOG_OPERATIONS,
  type LogRecord,
  type PageChange,
} from '../../../../../src/backup-set/database/log/log-records.js';
import { LaterChangeCounter, LogJudge } from '../../../../../src/backup-set/database/log/log-state.js';
import type { Lsn } from '../../../../../src/backup-set/database/lsn.js';

const at = (block: number): Lsn => ({ file: 30, block, record: 1 });
const FROM = at(20);
const [SHOP, ZOO] = [1n, 2n];
const NAMES: ReadonlyMap<bigint, string> = new Map([
  [SHOP, 'dbo.Shop'],
  [ZOO, 'dbo.Zoo'],
]);
const { insert, remove, modify, modifyColumns, counts, begin, commit, abort } = LOG_OPERATIONS;

/** A change of page 100, which the backup has as it was at block 20. */
const changeOf = (more: Partial<PageChange> & { readonly number?: number } = {}): PageChange => ({
  page: { file: 1, page: more.number ?? 100 },
  previousLsn: at(20),
  rowset: SHOP,
  severalRows: false,
  row: undefined,
  ...more,
});

const record = (block: number, operation: number, change?: PageChange): LogRecord => ({
  lsn: at(block),
  operation,
  transaction: 5,
  change,
});

/** A record of another transaction. */
const of = (transaction: number, other: LogRecord): LogRecord => ({ ...other, transaction });

async function judge(
  records: readonly LogRecord[],
  lsnOfPage: Readonly<Record<number, Lsn>> = { 100: at(20) },
) {
  const judging = new LogJudge(
    {
      tableOfRowset: (rowset) => NAMES.get(rowset),
      tableOfPage: async ({ page }) => (page === 300 ? 'dbo.OfPage' : undefined),
      lsnOfPage: ({ page }) => lsnOfPage[page],
    },
    FROM,
  );
  for (const each of records) await judging.add(each);
  return judging.finish();
}

const NOTHING = { exact: true, open: [], unapplied: [] };
/** The page has come to the last record. */
const ON_PAGE = { 100: at(90) };

describe('LogJudge', () => {
  it('finds nothing to apply or undo where transactions ended and pages have their changes', async () => {
    for (const end of [commit, abort])
      expect(
        await judge([record(21, begin), record(22, insert, changeOf()), record(23, end)], ON_PAGE),
      ).toEqual(NOTHING);
    expect(await judge([])).toEqual(NOTHING);
  });

  it('counts the changes of transactions that have not ended, by table', async () => {
    const open = [
      record(21, insert, changeOf({ rowset: ZOO })),
      record(22, insert, changeOf()),
      of(6, record(23, remove, changeOf())),
      of(7, record(24, commit)),
    ];
    expect(await judge(open, ON_PAGE)).toEqual({
      exact: false,
      open: [
        { table: 'dbo.Shop', count: 2 },
        { table: 'dbo.Zoo', count: 1 },
      ],
      unapplied: [],
    });
  });

  it('counts from its first place on, and not before', async () => {
    expect(await judge([record(19, insert, changeOf())], ON_PAGE)).toEqual(NOTHING);
    expect((await judge([record(20, insert, changeOf())], ON_PAGE)).open).toHaveLength(1);
  });

  it('counts what the pages have not, where each change names the one before', async () => {
    const chain = [
      record(22, insert, changeOf({ rowset: ZOO, previousLsn: at(20) })),
      record(25, insert, changeOf({ previousLsn: at(22) })),
      record(26, insert, changeOf({ previousLsn: at(25) })),
      record(27, commit),
    ];
    expect(await judge(chain)).toEqual({
      exact: false,
      open: [],
      unapplied: [
        { table: 'dbo.Shop', count: 2 },
        { table: 'dbo.Zoo', count: 1 },
      ],
    });
    expect((await judge(chain, { 100: at(25) })).unapplied).toEqual([{ table: 'dbo.Shop', count: 1 }]);
    expect((await judge(chain, { 100: at(26) })).exact).toBe(true);
    expect((await judge(chain, {})).unapplied).toHaveLength(2);
  });

  it.each<readonly [string, readonly LogRecord[]]>([
    [
      'the page was at another place',
      [record(22, counts), record(23, insert, changeOf({ number: 1, previousLsn: at(19) }))],
    ],
    [
      'a change between is not there',
      [
        record(22, insert, changeOf({ number: 1, previousLsn: at(20) })),
        record(24, insert, changeOf({ number: 1, previousLsn: at(23) })),
      ],
    ],
  ])('is not exact where %s, even if nothing of a table is missing', async (_, records) => {
    expect(await judge(records, { 1: at(20) })).toEqual({ exact: false, open: [], unapplied: [] });
  });

  it('names a table by the page where the rowset names none, and leaves out what nobody reads', async () => {
    const change = changeOf({ rowset: 9n, number: 300 });
    expect((await judge([record(22, insert, change)], { 300: at(30) })).open).toEqual([
      { table: 'dbo.OfPage', count: 1 },
    ]);
    expect(await judge([record(22, insert, changeOf({ rowset: 9n, number: 301 }))], {})).toEqual(NOTHING);
    expect(await judge([record(22, counts, changeOf())], ON_PAGE)).toEqual(NOTHING);
  });

  it.each([
    [1, true],
    [8088, true],
    [16_176, true],
    [0, false],
    [2, false],
    [8089, false],
  ])('takes page %i for one of free space: %s', async (number, isFreeSpace) => {
    const free = record(22, modify, changeOf({ number, rowset: SHOP, previousLsn: at(20) }));
    const own = record(23, insert, changeOf());
    const { open, unapplied } = await judge([free, own, record(24, commit)], {
      [number]: at(20),
      ...ON_PAGE,
    });
    expect(open).toEqual([]);
    expect(unapplied).toEqual([{ table: isFreeSpace ? 'allocation' : 'dbo.Shop', count: 1 }]);
  });

  it('lets pages of free space hide nothing where no table changed', async () => {
    const free = record(22, modify, changeOf({ number: 1, previousLsn: at(20) }));
    expect(await judge([free], { 1: at(20) })).toEqual(NOTHING);
    expect(
      await judge([free, of(6, record(23, insert, changeOf()))], { 1: at(20), ...ON_PAGE }),
    ).toMatchObject({
      exact: false,
      open: [{ table: 'dbo.Shop', count: 1 }],
      unapplied: [{ table: 'allocation', count: 1 }],
    });
  });

  it('holds 100,000 open transactions, and no more', async () => {
    const open = (count: number) =>
      Array.from({ length: count }, (_, number) => of(number, record(22, insert, changeOf())));
    expect((await judge(open(100_000), ON_PAGE)).open).toEqual([{ table: 'dbo.Shop', count: 100_000 }]);
    await expect(judge(open(100_001), ON_PAGE)).rejects.toThrow(/more than 100000 transactions open/);
  });
});

const row = (kind: number, length = 1) => new Uint8Array(length).fill(kind << 1);

function count(records: readonly LogRecord[]) {
  const counter = new LaterChangeCounter({ tableOfRowset: (rowset) => NAMES.get(rowset) }, FROM);
  for (const each of records) counter.add(each);
  return counter.finish();
}

describe('LaterChangeCounter', () => {
  it('counts by table and kind what transactions committed, and keeps the rows of inserts', () => {
    const changes = count([
      record(21, insert, changeOf({ rowset: ZOO, row: row(0) })),
      record(22, insert, changeOf({ row: row(0, 3) })),
      record(23, insert, changeOf({ row: row(1, 2) })),
      record(24, modify, changeOf({ row: row(0) })),
      record(25, modifyColumns, changeOf()),
      record(26, remove, changeOf()),
      record(27, remove, changeOf({ rowset: 9n })),
      record(28, begin, changeOf()),
      record(29, commit),
      of(6, record(30, insert, changeOf())),
      of(6, record(31, commit)),
    ]);
    expect(changes).toEqual([
      {
        table: 'dbo.Shop',
        inserts: 3,
        updates: 2,
        deletes: 1,
        rows: [
          { rowset: SHOP, bytes: row(0, 3) },
          { rowset: SHOP, bytes: row(1, 2) },
        ],
      },
      { table: 'dbo.Zoo', inserts: 1, updates: 0, deletes: 0, rows: [{ rowset: ZOO, bytes: row(0) }] },
    ]);
  });

  it('counts nothing that was taken back, that has not ended, or that lies before', () => {
    expect(
      count([
        record(21, insert, changeOf()),
        record(22, abort),
        record(23, commit),
        of(6, record(24, insert, changeOf())),
        of(7, record(19, insert, changeOf())),
        of(7, record(25, commit)),
      ]),
    ).toEqual([]);
    const again = [record(21, insert, changeOf()), record(22, commit), record(23, commit)];
    expect(count(again)).toMatchObject([{ inserts: 1 }]);
    expect(count([record(20, insert, changeOf()), record(21, commit)])).toMatchObject([{ inserts: 1 }]);
  });

  it.each([
    ['a split page', { severalRows: true, row: row(0) }, 'updates'],
    ['a part of a large value', { row: row(4) }, 'updates'],
    ['a row', { row: row(0) }, 'inserts'],
    ['a row that is not held whole', {}, 'inserts'],
  ])('counts an insert of %s', (_, change, kind) => {
    expect(count([record(21, insert, changeOf(change)), record(22, commit)])).toMatchObject([{ [kind]: 1 }]);
  });

  it('keeps a thousand rows, with memory of their own', () => {
    const bytes = row(0, 4);
    const records = Array.from({ length: 1001 }, () => record(21, insert, changeOf({ row: bytes })));
    const [changes] = count([...records, record(22, commit)]);
    expect([changes?.inserts, changes?.rows.length]).toEqual([1001, 1000]);
    expect(changes?.rows[0]?.bytes.buffer).not.toBe(bytes.buffer);
  });
});
