import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { RestackError } from '../../../../src/core/errors/restack-error.js';
import { createMemoryAccess } from '../../../../src/backup-set/data-file/random-access.js';
import { nameOfTable } from '../../../../src/backup-set/database/catalogue/table-schema.js';
import { renderType } from '../../../../src/backup-set/database/catalogue/type-names.js';
import { type BackedUpDatabase, openDatabase } from '../../../../src/backup-set/database/open-database.js';
import {
  HAS_REAL_BACKUPS,
  openFileAccess,
  readRealBackup,
  realBackup,
  SKIPPED_WITHOUT,
} from '../../../fixtures/real-backups.js';

const openReal = (name: string) => openDatabase({ full: [openFileAccess(realBackup(name))] });
const openBytes = (bytes: Uint8Array) => openDatabase({ full: [createMemoryAccess(bytes)] });

async function readAll(database: BackedUpDatabase, name: string) {
  const table = database.tables.find((candidate) => nameOfTable(candidate) === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  const rows = [];
  for await (const page of database.readRows(table)) rows.push(...page);
  return { names: table.columns.map((column) => column.name), rows };
}

/** Rows as the one who first read this file had printed them. */
function renderLines({ names, rows }: Awaited<ReturnType<typeof readAll>>): string {
  const line = (row: readonly unknown[]) =>
    `{${row.map((value, at) => `"${names[at]}": ${JSON.stringify(value)}`).join(', ')}}\n`;
  return rows.map(line).join('');
}

/** True for the errors of a backup that is not whole. */
const isRefusal = (error: unknown): boolean =>
  error instanceof RestackError && ['INTEGRITY', 'INCOMPLETE'].includes(error.code);

describe.skipIf(!HAS_REAL_BACKUPS)(`real backups ${SKIPPED_WITHOUT}`, () => {
  it('of SQL Server 2016, compressed: a heap of 453 rows', async () => {
    const database = await openReal('tutorialdb-2016-compressed.bak');
    expect(database).toMatchObject({
      name: 'TutorialDB',
      version: 852,
      pages: { read: 276, checked: 274, unchecked: 2 },
      damagedPages: [],
      state: { exact: true, open: [], unapplied: [] },
      after: [],
    });
    expect(database.tables.map(nameOfTable)).toEqual(['dbo.rental_data']);
    const table = await readAll(database, 'dbo.rental_data');
    expect(table.rows.slice(0, 2)).toEqual([
      [2014, 1, 20, 445, 2, 1, 0, '1', '0', '2'],
      [2014, 2, 13, 40, 5, 0, 0, '0', '0', '5'],
    ]);
    expect(table.rows.at(-1)).toEqual([2015, 12, 6, 377, 1, 0, 1, '0', '1', '1']);
    expect(table.rows.reduce((sum, row) => sum + Number(row[3]), 0)).toBe(71_772);
    expect(new Set(table.rows.map((row) => JSON.stringify(row.slice(0, 3)))).size).toBe(453);
    expect(createHash('sha256').update(renderLines(table)).digest('hex')).toBe(
      'e3fc0544fbed3f8b68928c8e069700bbaa94643e4c8512dad03d04850fc09490',
    );
  });

  it('of SQL Server 2019: a clustered table without rows, and pages that were copied twice', async () => {
    const database = await openReal('chinookcache-2019.bak');
    expect(database).toMatchObject({
      name: 'ChinookCacheDb',
      version: 904,
      pages: { read: 323, checked: 321, unchecked: 2 },
      damagedPages: [],
      state: { exact: true },
    });
    const [table] = database.tables;
    expect(table?.columns.map(({ name, type }) => `${name} ${renderType(type)}`)).toEqual([
      'Id nvarchar(449)',
      'Value varbinary(max)',
      'ExpiresAtTime datetimeoffset(7)',
      'SlidingExpirationInSeconds bigint',
      'AbsoluteExpiration datetimeoffset(7)',
    ]);
    expect((await readAll(database, 'dbo.ChinookCache')).rows).toEqual([]);
  });

  it.each([
    ['roundhouse-2005-refused.bak', /611/],
    ['roundhouse-other-tool-refused.bak', /another tool/],
  ])('%s: refused, with what it is', async (name, reason) => {
    const opened = openReal(name);
    await expect(opened).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    await expect(opened).rejects.toThrow(reason);
  });

  it.each(['tutorialdb-2016-compressed.bak', 'chinookcache-2019.bak'])(
    '%s, cut anywhere: damaged or incomplete, and never read',
    async (name) => {
      const bytes = readRealBackup(name);
      for (let part = 1; part < 12; part += 1) {
        const cut = bytes.subarray(0, Math.floor((bytes.length * part) / 12 / 512) * 512);
        await expect(openBytes(cut), `${part}/12`).rejects.toSatisfy(isRefusal);
      }
    },
  );
});
