import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS, writeLogBlock } from '../../../../samples/generator/database/log-blocks.js';
import { sampleKeyFile } from '../../../../samples/generator/stable-values.js';
import { inspectDatabase } from '../../../../src/app/database/inspect-database.js';
import { inspectSetDatabase } from '../../../../src/app/database/inspect-set-database.js';
import { SUBSCRIPTIONS_DATABASE } from '../../../../src/backup-set/names/portable-repositories.js';
import { createAppContext } from '../../../doubles/app-context.js';
import {
  FIRST_USER_PAGE,
  u32,
  u64,
  utf16,
  writeDatabase,
  writeRecord,
  type WrittenTable,
} from '../../../fixtures/sql-server/database-writer.js';
import { nativeRecords, writeNativeShare } from '../../../fixtures/sql-server/native-share.js';
import { SCHEMA, tablesOf } from '../../../fixtures/sql-server/subscriptions-database.js';
import { writeTape } from '../../../fixtures/sql-server/tape-writer.js';
import { resultSchema } from '../../../fixtures/result-schemas.js';
import { makeTemporaryFolder } from '../../../fixtures/temporary-folder.js';

const AT = [30, 20, 1] as const;
const context = createAppContext();

/** A table with a value of each form that a result has. */
const FORMS: WrittenTable = {
  name: 'Forms',
  columns: [
    { name: 'Whole', base: 56, length: 4 },
    { name: 'Yes', base: 104, length: 1 },
    { name: 'Real', base: 59, length: 4 },
    { name: 'Big', base: 127, length: 8 },
    { name: 'Price', base: 122, length: 4 },
    { name: 'Id', base: 36, length: 16 },
    { name: 'At', base: 42, length: 6, scale: 0 },
    { name: 'Bytes', base: 165, length: 10, variable: true },
    { name: 'Doc', base: 241, length: -1, variable: true },
    { name: 'None', base: 231, length: 10, variable: true },
  ],
  pages: [
    [
      writeRecord([
        { bytes: u32(7) },
        { bytes: Uint8Array.of(1) },
        { bytes: Uint8Array.of(0, 0, 0xc0, 0x3f) },
        { bytes: u64(9_007_199_254_740_993n) },
        { bytes: u32(12_345) },
        { bytes: Uint8Array.from({ length: 16 }, (_, at) => 0xf0 + at) },
        { bytes: Uint8Array.of(61, 0, 0, 1, 0, 0) },
        { bytes: Uint8Array.of(1, 0xab), variable: true },
        { bytes: Uint8Array.of(0xdf, 0xff), variable: true },
        { bytes: null, variable: true },
      ]),
    ],
  ],
};

/** A log that adds a row, changes one and deletes one, and whose second transaction does not end. */
function writeLater(): Uint8Array {
  const row = writeRecord([{ bytes: u32(2) }, { bytes: utf16('two'), variable: true }]);
  const change = { page: FIRST_USER_PAGE, previous: [30, 16, 1], rowset: 1000n << 16n } as const;
  const elements = [row, new Uint8Array(3), new Uint8Array(5)];
  const log = writeLogBlock(
    [
      { operation: OPERATIONS.begin, transaction: 1 },
      { operation: OPERATIONS.insert, transaction: 1, change: { ...change, elements } },
      { operation: OPERATIONS.modify, transaction: 1, change },
      { operation: OPERATIONS.remove, transaction: 1, change },
      { operation: OPERATIONS.commit, transaction: 1 },
      { operation: OPERATIONS.insert, transaction: 2, change: { ...change, elements } },
    ],
    [30, 20],
  );
  return writeTape([{ kind: 'log', log, checkpoint: AT, last: [30, 20 + log.length / 512, 1] }]);
}

const schema = resultSchema('database-inspect');

describe('inspectDatabase', () => {
  let folder = '';
  const fileOf = (name: string) => path.join(folder, name);
  const inspect = (name: string, more: { readonly table?: string; readonly logs?: readonly string[] } = {}) =>
    inspectDatabase({ files: [fileOf(name)], logs: [], ...more }, context);

  beforeAll(async () => {
    folder = await makeTemporaryFolder();
    const extents = writeDatabase(tablesOf({ Notes: { columns: ['Id', 'Text'], rows: [[1, 'one']] } }));
    const bytes = writeTape([{ kind: 'full', extents, checkpoint: AT, last: AT }]);
    await writeFile(fileOf('full.bak'), bytes);
    await writeFile(fileOf('cut.bak'), bytes.subarray(0, 20_480));
    const refused = { ...FORMS, name: 'Packed', compression: 2 };
    const lost = { ...FORMS, name: 'Lost', rowCount: 2 };
    const damaged = { kind: 'full', checkpoint: AT, last: AT } as const;
    await writeFile(
      fileOf('forms.bak'),
      writeTape([{ ...damaged, extents: writeDatabase([FORMS, refused]) }]),
    );
    await writeFile(fileOf('lost.bak'), writeTape([{ ...damaged, extents: writeDatabase([FORMS, lost]) }]));
    await writeFile(fileOf('later.log'), writeLater());
    await writeFile(fileOf('empty.log'), '');
    await writeFile(fileOf('notes.txt'), 'no backup at all');
  });

  it.each([`${SCHEMA}.Notes`, `${SCHEMA.toUpperCase()}.notes`])('shows the rows of %s', async (table) => {
    const { result, outcome } = await inspect('full.bak', { table });
    expect(outcome).toBeUndefined();
    expect(result.rows).toEqual([{ Id: 1, Text: 'one' }]);
  });

  it('shows the rows that a log adds later, and counts what it changes, by what commits', async () => {
    const logs = [fileOf('later.log')];
    const { result } = await inspect('full.bak', { table: `${SCHEMA}.Notes`, logs });
    expect(result).toMatchObject({
      after: [{ table: `${SCHEMA}.Notes`, inserts: 1, updates: 1, deletes: 1 }],
      rows: [{ Id: 1, Text: 'one' }],
      laterRows: [{ Id: 2, Text: 'two' }],
    });
    expect(schema.validate(result)).toBe(true);
    const untold = (await inspect('full.bak', { logs })).result;
    expect(JSON.stringify(untold)).not.toContain('two');
  });

  it('shows each value in the form of its type', async () => {
    const { result } = await inspect('forms.bak', { table: 'dbo.Forms' });
    expect(schema.validate(result)).toBe(true);
    expect(result.rows).toEqual([
      {
        Whole: 7,
        Yes: true,
        Real: 1.5,
        Big: '9007199254740993',
        Price: '1.2345',
        Id: 'f3f2f1f0-f5f4-f7f6-f8f9-fafbfcfdfeff',
        At: '0001-01-02T00:01:01',
        Bytes: '0x01ab',
        Doc: { undecoded: 'xml', bytes: '0xdfff' },
        None: null,
      },
    ]);
  });

  it('names the table that is refused, and the reason, and reads the others', async () => {
    const { result, outcome } = await inspect('forms.bak');
    expect(outcome).toBeUndefined();
    expect(result.tables).toMatchObject([
      { name: 'dbo.Forms', readable: true, reason: null },
      {
        name: 'dbo.Packed',
        readable: false,
        reason: expect.stringMatching(/^dbo\.Packed .*PAGE/) as unknown,
      },
    ]);
    const asked = inspect('forms.bak', { table: 'dbo.Packed' });
    await expect(asked).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    await expect(asked).rejects.toThrow(/dbo\.Packed/);
  });

  it('fails where a table is damaged, and names it', async () => {
    const { result, outcome } = await inspect('lost.bak');
    expect(outcome).toBe('INTEGRITY');
    expect(result.tables).toMatchObject([
      { name: 'dbo.Forms', readable: true },
      {
        name: 'dbo.Lost',
        readable: false,
        reason: expect.stringMatching(/^dbo\.Lost .*counts 2/) as unknown,
      },
    ]);
  });

  it('suggests the whole name of a table', async () => {
    await expect(inspect('full.bak', { table: 'notes' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      hints: expect.arrayContaining([`did you mean --table ${SCHEMA}.Notes?`]) as unknown,
    });
  });

  it.each([
    ['a text file', 'notes.txt', [], 'UNSUPPORTED', 'notes.txt'],
    ['a file that is cut', 'cut.bak', [], 'INTEGRITY', 'cut.bak'],
    ['an empty log', 'full.bak', ['empty.log'], 'UNSUPPORTED', 'empty.log'],
  ])('names the file: %s', async (...[, name, logs, code, named]) => {
    const inspecting = inspect(name, { logs: logs.map(fileOf) });
    await expect(inspecting).rejects.toMatchObject({ code });
    await expect(inspecting).rejects.toThrow(`${fileOf(named)}: `);
  });

  it('writes tables and columns to a new page, and no value', async () => {
    const page = fileOf('tables.md');
    const options = { files: [fileOf('full.bak')], logs: [], schemaReport: page };
    const { result } = await inspectDatabase({ ...options, table: `${SCHEMA}.Notes` }, context);
    expect(result).toMatchObject({ schemaReport: page, rows: [{ Text: 'one' }] });
    const text = await readFile(page, 'utf8');
    expect(text).toContain('### subscriptions.internal.Notes\n\n1 row; not used');
    expect(text).toMatch(/\| Text \| nvarchar\(\d+\) \| no \|/);
    expect(text).toContain('- subscriptions.internal.Quotas.ResourceId\n');
    expect(text).not.toMatch(/\bone\b/);
    await expect(inspectDatabase(options, context)).rejects.toMatchObject({ code: 'USAGE' });
    expect(await readFile(page, 'utf8')).toBe(text);
  });

  it('leaves no page of a backup that cannot be read', async () => {
    const schemaReport = fileOf('none.md');
    const options = { files: [fileOf('cut.bak')], logs: [], schemaReport };
    await expect(inspectDatabase(options, context)).rejects.toMatchObject({ code: 'INTEGRITY' });
    await expect(readFile(schemaReport)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('tells the way into a set, where a set may be meant', async () => {
    await expect(inspectDatabase({ files: ['latest'], logs: [] }, context)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      hints: [expect.stringContaining('database inspect latest --share') as unknown],
    });
  });
});

describe('inspectSetDatabase', () => {
  interface More {
    readonly repository?: string;
    readonly table?: string;
    readonly schemaReport?: string;
  }
  const inspect = (share: string, more: More = {}) =>
    inspectSetDatabase(
      {
        share,
        backup: 'latest',
        ...more,
        certFiles: [sampleKeyFile('TEST-ONLY-backup-2023.pfx')],
        certPasswordFiles: [sampleKeyFile('TEST-ONLY-password.txt')],
      },
      context,
    );

  let share = '';

  beforeAll(async () => {
    share = await writeNativeShare(await makeTemporaryFolder());
  });

  it('reads the newest snapshot, on top of the full backup that it builds on', async () => {
    const { result, outcome } = await inspect(share, { table: `${SCHEMA}.Subscriptions` });
    expect(outcome).toBeUndefined();
    expect(result).toMatchObject({ state: { exact: true }, after: [] });
    const ids = nativeRecords().subscription.map(({ subscriptionId }) => subscriptionId);
    expect(result.rows?.slice(1).map((row) => row['SubscriptionId'])).toEqual(ids);
  });

  it('marks on its page what records are made of', async () => {
    const schemaReport = path.join(await makeTemporaryFolder(), 'tables.md');
    await inspect(share, { schemaReport });
    const text = await readFile(schemaReport, 'utf8');
    expect(text).toContain('## Needed, and not there\n\nNothing.');
    expect(text).toMatch(/\| SubscriptionId \| nvarchar\(\d+\) \| yes \|/);
    expect(text).not.toContain('contoso');
  });

  it.each([
    ['the log is not there', { changeLog: () => undefined }, 'INCOMPLETE'],
    [
      'the differential backup builds on another one',
      { changeData: <S extends { kind: string }>(set: S) => ({ ...set, base: [1, 2, 3] as const }) },
      'UNSUPPORTED',
    ],
  ])('refuses a chain when %s', async (_, options, code) => {
    const other = await writeNativeShare(await makeTemporaryFolder(), options);
    await expect(inspect(other)).rejects.toMatchObject({ code });
  });

  it('refuses a repository that holds no database, and one that is not there', async () => {
    await expect(inspect(share, { repository: 'SRP;SRP;-;-' })).rejects.toMatchObject({ code: 'INCOMPLETE' });
    await expect(inspect(share, { repository: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('reads nothing of a data file that is damaged', async () => {
    const files = await readdir(share, { recursive: true });
    const full = files.find((file) => file.includes(SUBSCRIPTIONS_DATABASE) && file.endsWith('Full_C.zip'));
    const bytes = await readFile(path.join(share, full ?? ''));
    await writeFile(path.join(share, full ?? ''), bytes.fill(0, 200, 216));
    await expect(inspect(share)).rejects.toMatchObject({ code: 'INTEGRITY' });
  });
});
