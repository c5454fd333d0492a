import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleKeyFile } from '../../samples/generator/stable-values.js';
import { diffBackups } from '../../src/app/restore/diff-backups.js';
import { chooseSet } from '../../src/app/share/choose-set.js';
import { extractBackup } from '../../src/app/share/extract-backup.js';
import { withOpenSets } from '../../src/app/share/open-sets.js';
import { verifyOne } from '../../src/app/share/verify-backups.js';
import {
  PORTABLE_REPOSITORIES,
  SUBSCRIPTIONS_DATABASE,
} from '../../src/backup-set/names/portable-repositories.js';
import { createAppContext } from '../doubles/app-context.js';
import {
  nativeRecords,
  type NativeShareOptions,
  writeNativeShare,
} from '../fixtures/sql-server/native-share.js';
import { makeTemporaryFolder } from '../fixtures/temporary-folder.js';

const keys = {
  certFiles: [sampleKeyFile('TEST-ONLY-backup-2023.pfx')],
  certPasswordFiles: [sampleKeyFile('TEST-ONLY-password.txt')],
};
const context = createAppContext();
const ALL_PORTABLE = PORTABLE_REPOSITORIES.filter(({ kind }) => !kind.endsWith('Quota')).map(
  ({ repositoryName }) => repositoryName,
);

const verify = (share: string) =>
  withOpenSets({ share, ...keys }, context, async (sets) => {
    const { set } = await chooseSet(sets, { backup: 'latest' }, context);
    return verifyOne(set, { level: 'content', sets, context });
  });
const write = async (options?: NativeShareOptions) => writeNativeShare(await makeTemporaryFolder(), options);
const codesOf = ({ findings }: Awaited<ReturnType<typeof verify>>) => findings.map(({ code }) => code);

describe('a set whose plans, offers and subscriptions lie in a database', () => {
  let share = '';

  beforeAll(async () => {
    share = await write();
  });

  it('is extracted with the records beside the backup that they are made of', async () => {
    const out = path.join(await makeTemporaryFolder(), 'out');
    const { repositories } = await extractBackup(
      { share, backup: 'latest', out, repositories: [], ...keys },
      context,
    );
    const files = repositories.find(({ repository }) => repository === SUBSCRIPTIONS_DATABASE)?.files ?? [];
    const folder = files.find(({ path: name }) =>
      name.endsWith('Progressive_C/Microsoft.AzureStack.Subscriptions.bak'),
    );
    const offers = files.filter(({ path: name }) => name.endsWith('.Offers.json'));
    expect(offers.map(({ path: name }) => path.dirname(name))).toEqual([path.dirname(folder?.path ?? '')]);
    const text = await readFile(path.join(out, offers[0]?.path ?? ''), 'utf8');
    const ids: unknown = JSON.parse(text);
    expect(ids).toMatchObject(nativeRecords().offer.map(({ id }) => ({ id })));
  });

  it('is equal to itself', async () => {
    const diff = await diffBackups({ share, left: 'latest', right: 'latest', ...keys }, context);
    expect(diff).toMatchObject({ equal: true });
  });

  it('names a plan whose quota is in none of the repositories of quotas', async () => {
    const other = await write({
      change: ({ Quotas = { columns: [], rows: [] }, ...tables }) => ({
        ...tables,
        Quotas: {
          ...Quotas,
          rows: Quotas.rows.map(([plan = null, id = null]) => [plan, `${id}`.replace(/cq-gold$/, 'cq-lost')]),
        },
      }),
    });
    const verdict = await verify(other);
    expect(verdict.verdict).toBe('failed');
    const dangling = verdict.findings.filter(({ code }) => code === 'REFERENCE_DANGLING');
    expect(dangling).not.toEqual([]);
    for (const { pointer, message } of dangling) {
      expect(pointer).toMatch(/^\/Plans\/\d+\/properties\/quotaIds\/\d+$/);
      expect(message).toContain('cq-lost');
    }
  });

  it('says once that the Full of its chain is damaged', async () => {
    const damaged = await write();
    const files = await readdir(damaged, { recursive: true });
    const full = files.find((file) => file.includes(SUBSCRIPTIONS_DATABASE) && file.endsWith('Full_C.zip'));
    const bytes = await readFile(path.join(damaged, full ?? ''));
    await writeFile(path.join(damaged, full ?? ''), bytes.fill(0, 200, 216));
    const verdict = await verify(damaged);
    const errors = verdict.findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code }) => code)).toEqual(['TAG_MISMATCH']);
    expect(verdict.records).toBeUndefined();
  });

  it('is incomplete without the backup of its log', async () => {
    const verdict = await verify(await write({ changeLog: () => undefined }));
    expect(verdict.records).toBeUndefined();
    expect(codesOf(verdict)).toContain('DATABASE_INCOMPLETE');
  });
});

describe('a set that has portable repositories, too', () => {
  it('comes back from those, which tell all', async () => {
    const verdict = await verify(await write({ portable: ALL_PORTABLE }));
    expect(verdict.verdict).toBe('passed');
    expect(verdict.untold).toEqual([]);
    expect(verdict.records?.offer.every(({ properties }) => properties.state !== undefined)).toBe(true);
    expect(codesOf(verdict)).not.toContain('DATABASE_UNTOLD');
  });

  it('says where they differ, and passes', async () => {
    const change: NativeShareOptions['change'] = ({ Plans = { columns: [], rows: [] }, ...tables }) => ({
      ...tables,
      Plans: {
        ...Plans,
        rows: Plans.rows.map((row) => row.map((cell) => (cell === 'Gold IaaS' ? 'Brass' : cell))),
      },
    });
    const verdict = await verify(await write({ portable: ALL_PORTABLE, change }));
    expect(verdict.verdict).toBe('passed');
    const differing = verdict.findings.filter(({ code }) => code === 'DATABASE_DIFFERS');
    expect(differing.map(({ message }) => message)).toEqual([
      expect.stringContaining('plan-gold') as unknown,
    ]);
    expect(verdict.records?.plan.map(({ properties }) => properties.displayName)).toContain('Gold IaaS');
  });

  it('passes although its database is of a form that is not read', async () => {
    const changeData: NativeShareOptions['changeData'] = (set) => ({ ...set, version: 611 });
    const verdict = await verify(await write({ portable: ALL_PORTABLE, changeData }));
    expect(verdict.verdict).toBe('passed');
    expect(codesOf(verdict)).toContain('DATABASE_DIFFERS');
    expect((await verify(await write({ changeData }))).verdict).toBe('failed');
  });
});
