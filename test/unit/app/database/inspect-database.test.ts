import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleKeyFile } from '../../../../samples/generator/stable-values.js';
import { inspectDatabase } from '../../../../src/app/database/inspect-database.js';
import { inspectSetDatabase } from '../../../../src/app/database/inspect-set-database.js';
import { SUBSCRIPTIONS_DATABASE } from '../../../../src/backup-set/names/portable-repositories.js';
import { createAppContext } from '../../../doubles/app-context.js';
import { writeDatabase } from '../../../fixtures/sql-server/database-writer.js';
import { nativeRecords, writeNativeShare } from '../../../fixtures/sql-server/native-share.js';
import { SCHEMA, tablesOf } from '../../../fixtures/sql-server/subscriptions-database.js';
import { writeTape } from '../../../fixtures/sql-server/tape-writer.js';
import { makeTemporaryFolder } from '../../../fixtures/temporary-folder.js';

const AT = [30, 20, 1] as const;
const context = createAppContext();

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
    await writeFile(fileOf('empty.log'), '');
    await writeFile(fileOf('notes.txt'), 'no backup at all');
  });

  it.each([`${SCHEMA}.Notes`, `${SCHEMA.toUpperCase()}.notes`])('shows the rows of %s', async (table) => {
    const { result, outcome } = await inspect('full.bak', { table });
    expect(outcome).toBeUndefined();
    expect(result.rows).toEqual([{ Id: 1, Text: 'one' }]);
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
