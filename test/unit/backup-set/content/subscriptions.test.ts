import { describe, expect, it } from 'vitest';
import { CONTOSO } from '../../../../samples/generator/contoso/cloud.js';
import { createStagingArea } from '../../../../src/adapters/store/staging/staging.js';
import { createMemoryAccess } from '../../../../src/backup-set/data-file/random-access.js';
import { readSubscriptions } from '../../../../src/backup-set/content/subscriptions/read-subscriptions.js';
import { groupRecords } from '../../../../src/backup-set/content/records.js';
import { SUBSCRIPTIONS_DATABASE } from '../../../../src/backup-set/names/portable-repositories.js';
import { buildZip, type ZipInput } from '../../../../src/backup-set/zip/write-zip.js';
import { openArchive } from '../../../../src/backup-set/zip/zip-archive.js';
import { createSealedSnapshot } from '../../../fixtures/sealed-snapshot.js';
import {
  FIRST_USER_PAGE,
  u16,
  u32,
  u64,
  utf16,
  writeDatabase,
  writeRecord,
} from '../../../fixtures/sql-server/database-writer.js';
import { nativeRecords } from '../../../fixtures/sql-server/native-share.js';
import {
  describeTables,
  type NamedTables,
  tablesOf,
} from '../../../fixtures/sql-server/subscriptions-database.js';
import { concatenate, type WrittenSet, writeTape } from '../../../fixtures/sql-server/tape-writer.js';

const AT = [30, 20, 1] as const;
const BEHIND = [30, 21, 1] as const;
const FILE = 'Microsoft.AzureStack.Subscriptions';
const records = nativeRecords();
const provider = CONTOSO.providerSubscriptionId;
const TABLES = describeTables(records, provider);

interface Written {
  readonly change?: (tables: NamedTables) => NamedTables;
  readonly set?: Partial<WrittenSet>;
  readonly log?: WrittenSet | null;
  readonly compress?: boolean;
}

async function read({ change = (tables) => tables, set = {}, log, compress = true }: Written = {}) {
  const extents = writeDatabase(tablesOf(change(TABLES)));
  const method = compress ? {} : ({ method: 'stored' } as const);
  const data = writeTape([{ kind: 'full', extents, checkpoint: AT, last: AT, ...set }]);
  const files: ZipInput[] = [{ name: `folder/${FILE}.BAK`, content: data, ...method }];
  if (log !== null) {
    const last = set.last ?? AT;
    const content = writeTape([log ?? { kind: 'log', checkpoint: last, last }]);
    files.push({ name: `${FILE}.log`, content, ...method });
  }
  const plaintext = createMemoryAccess(
    await buildZip(files, { modifiedAt: new Date('2023-01-18T00:00:00Z') }),
  );
  const { snapshot } = await createSealedSnapshot({
    repositoryName: SUBSCRIPTIONS_DATABASE,
    plaintext: new Uint8Array(0),
  });
  const archive = await openArchive(plaintext);
  const newest = { snapshot, archive, plaintext, inner: undefined, dispose: async () => {} };
  const content = await readSubscriptions({ newest, staging: createStagingArea() });
  return { ...content, records: groupRecords(content.located.map(({ record }) => record)) };
}

/** Changes rows of one table. */
const changeRows =
  (table: string, change: (row: Readonly<Record<string, string | number | null>>) => object) =>
  (tables: NamedTables): NamedTables => {
    const { columns, rows } = tables[table] ?? { columns: [], rows: [] };
    const changed = rows.map((row) => {
      const named = Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null]));
      const after: Readonly<Record<string, string | number | null>> = { ...named, ...change(named) };
      return columns.map((column) => after[column] ?? null);
    });
    return { ...tables, [table]: { columns, rows: changed } };
  };

/** The same object without one member. */
function omit<T extends object>(object: T, member: string): T {
  const copy = { ...object };
  Reflect.deleteProperty(copy, member);
  return copy;
}

const errorsOf = ({ findings }: Awaited<ReturnType<typeof read>>) =>
  findings.filter(({ severity }) => severity === 'error').map(({ code, pointer }) => [code, pointer]);
const messagesOf = ({ findings }: Awaited<ReturnType<typeof read>>, code: string) =>
  findings.filter((finding) => finding.code === code).map(({ message }) => message);

describe('readSubscriptions', () => {
  it.each([true, false])('makes the records that the REST API shows (deflated: %s)', async (compress) => {
    const found = await read({ compress });
    expect(errorsOf(found)).toEqual([]);
    const { plan, offer, subscription, resourceGroup } = found.records;
    expect(
      plan.map(({ id, properties: { displayName, quotaIds } }) => ({ id, displayName, quotaIds })),
    ).toEqual(
      records.plan.map(({ id, properties: { displayName, quotaIds } }) => ({ id, displayName, quotaIds })),
    );
    const told = ({ id, properties }: (typeof offer)[number]) => ({
      id,
      max: properties.maxSubscriptionsPerAccount,
      base: properties.basePlanIds,
      addons: (properties.addonPlans ?? []).map(({ planId }) => planId),
    });
    expect(offer.map(told)).toEqual(records.offer.map(told));
    expect(subscription.filter((one) => one.routingResourceManagerType === 'Default')).toEqual(
      records.subscription.map((one) => omit(one, 'externalReferenceId')),
    );
    expect(resourceGroup.map(({ name }) => name)).toEqual(['rg-offers-prod', 'rg-offers-partners']);
  });

  it('invents nothing that no column tells', async () => {
    const { offer, plan, resourceGroup, acquiredPlan } = (await read()).records;
    expect(offer.filter(({ properties }) => 'state' in properties)).toEqual([]);
    const isReferring = ({ properties }: { properties: object }) => 'externalReferenceId' in properties;
    expect([...offer, ...plan].filter(isReferring)).toEqual([]);
    expect(resourceGroup.filter((group) => 'tags' in group)).toEqual([]);
    expect(acquiredPlan).toEqual([]);
  });

  it('finds two rows of one key', async () => {
    const found = await read({ change: changeRows('Plans', ({ Id }) => (Id === 11 ? { Id: 10 } : {})) });
    expect(errorsOf(found)).toContainEqual(['RECORD_DUPLICATE', '/Plans/2']);
  });

  it('leaves a subscription without a directory to a person', async () => {
    const change = changeRows('Subscriptions', ({ Id }) => (Id === 3 ? { TenantId: null } : {}));
    const found = await read({ change });
    const [lost] = records.subscription.slice(1);
    expect(errorsOf(found)).toEqual([]);
    expect(found.records.subscription.map(({ subscriptionId }) => subscriptionId)).not.toContain(
      lost?.subscriptionId,
    );
    expect(found.untold).toMatchObject([
      { kind: 'subscription', what: expect.stringContaining(lost?.subscriptionId ?? '') as unknown },
    ]);
  });

  it('names tables and columns of which nothing is made, and no value', async () => {
    const change = ({ Plans = { columns: [], rows: [] }, ...tables }: NamedTables): NamedTables => ({
      ...tables,
      Plans: { columns: [...Plans.columns, 'Mood'], rows: Plans.rows.map((row) => [...row, 'cheerful']) },
    });
    const messages = messagesOf(await read({ change }), 'DATABASE_UNMAPPED').join('\n');
    expect(messages).toMatch(/Plans, 7 rows: Mood nvarchar/);
    expect(messages).toMatch(/Notes, 1 rows: Id int, Text nvarchar/);
    expect(messages).not.toMatch(/cheerful|nobody/);
  });

  it('leaves what a reseller made to the reseller, and puts its customers under it', async () => {
    const reseller = TABLES['ResellerSubscriptions']?.rows[1]?.[1];
    const change = changeRows('Offers', ({ Name }) =>
      Name === 'offer-bronze' ? { ResellerSubscriptionId: 2 } : {},
    );
    const found = await read({ change });
    expect(found.records.offer.map(({ name }) => name)).not.toContain('offer-bronze');
    expect(found.records.subscription.map(({ offerId }) => offerId)).toContain(
      `/subscriptions/${provider}/providers/Microsoft.Subscriptions.Admin/delegatedProviders/${reseller}/offers/offer-bronze`,
    );
    expect(messagesOf(found, 'DATABASE_LEFT_OUT').join()).toContain('resellers');
  });

  it.each([
    ['a state', changeRows('Subscriptions', ({ Id }) => (Id === 2 ? { State: 99 } : {})), '/Subscriptions/1'],
    [
      'an offer',
      changeRows('Subscriptions', ({ Id }) => (Id === 2 ? { OfferId: 9 } : {})),
      '/Subscriptions/1',
    ],
    [
      'a reseller',
      changeRows('Offers', ({ Id }) => (Id === 50 ? { ResellerSubscriptionId: 9 } : {})),
      '/Offers/1',
    ],
    [
      'a resource manager type',
      changeRows('Plans', ({ Id }) => (Id === 10 ? { RoutingResourceManagerType: 9 } : {})),
      '/Plans/1',
    ],
    [
      'a provisioning state',
      changeRows('Offers', ({ Id }) => (Id === 50 ? { ProvisioningState: 9 } : {})),
      '/Offers/1',
    ],
    ['a plan of a quota', changeRows('Quotas', () => ({ PlanId: 9 })), '/Quotas/0'],
    ['a plan', changeRows('PlanLinks', () => ({ PlanId: 9 })), '/PlanLinks/0'],
  ])('finds %s that is not there', async (_, change, pointer) => {
    expect(errorsOf(await read({ change }))).toContainEqual(['REFERENCE_DANGLING', pointer]);
  });

  it.each([
    [
      'a quota id of another form',
      changeRows('Quotas', () => ({ ResourceId: 'x' })),
      /^\/Plans\/\d+\/properties/,
    ],
    [
      'an offer without a plan',
      (tables: NamedTables) => ({
        ...tables,
        PlanLinks: { columns: ['OfferId', 'PlanId', 'PlanLinkType'], rows: [[50, 10, 2]] },
      }),
      /^\/Offers\/\d+\/properties/,
    ],
    [
      'a subscription without an owner',
      changeRows('Subscriptions', () => ({ Owner: null })),
      /^\/Subscriptions\/\d+$/,
    ],
  ])('takes no record of %s', async (_, change, pointer) => {
    const errors = errorsOf(await read({ change }));
    expect(errors).toContainEqual(['RECORD_INVALID', expect.stringMatching(pointer) as unknown]);
  });

  it.each([
    ['a table is missing', (tables: NamedTables) => omit(tables, 'Quotas')],
    [
      'a column is missing',
      (tables: NamedTables): NamedTables => ({ ...tables, Quotas: { columns: ['PlanId'], rows: [[10]] } }),
    ],
    [
      'nothing tells the provider',
      (tables: NamedTables): NamedTables =>
        changeRows('Quotas', () => ({ ResourceId: 'x' }))(
          changeRows('Subscriptions', () => ({ RoutingResourceManagerType: 0 }))(tables),
        ),
    ],
  ])('reads nothing when %s', async (_, change) => {
    const found = await read({ change });
    expect(errorsOf(found).map(([code]) => code)).toEqual(['DATABASE_UNSUPPORTED']);
    expect(found.located).toEqual([]);
    // What is there instead is named all the same.
    expect(messagesOf(found, 'DATABASE_UNMAPPED').join()).toContain('Notes');
  });

  it('is incomplete without the backup of its log', async () => {
    const found = await read({ log: null });
    expect(errorsOf(found).map(([code]) => code)).toEqual(['DATABASE_INCOMPLETE']);
    expect(found.located).toEqual([]);
  });

  describe('the log', () => {
    /** The insert of a row whose values the record holds, where they are given. */
    const insert = (page: number, rowset = 1000, row: Uint8Array = new Uint8Array(0)): Uint8Array => {
      const bytes = new Uint8Array(row.length === 0 ? 64 : 72 + row.length);
      if (row.length > 0) {
        bytes.set(concatenate([u16(3), u16(row.length)]), 62);
        bytes.set(row, 72);
      }
      bytes.set(u32(1), 16);
      bytes[22] = 2;
      bytes.set(concatenate([u32(page), u16(1)]), 24);
      bytes.set(concatenate([u32(30), u32(16), u16(1)]), 36);
      bytes.set(u64(BigInt(rowset) << 16n), 48);
      return bytes;
    };
    const commit = (): Uint8Array => {
      const bytes = new Uint8Array(64);
      bytes.set(u32(1), 16);
      bytes[22] = 0x81;
      return bytes;
    };
    const writeLog = (lines: readonly Uint8Array[]): Uint8Array => {
      const block = new Uint8Array(512);
      const length = lines.reduce((sum, line) => sum + line.length, 0);
      const end = 72 + length + 2 * lines.length;
      block.set(u16(lines.length), 2);
      block.set(concatenate([u16(end), u16(512)]), 4);
      block.set(concatenate([u32(30), u32(20)]), 12);
      let at = 72;
      for (const [index, bytes] of lines.entries()) {
        block.set(bytes, at);
        block.set(u16(at), end - 2 * (index + 1));
        at += bytes.length;
      }
      return block;
    };

    it.each([
      ['not on the pages', [insert(FIRST_USER_PAGE), commit()]],
      ['not committed', [insert(FIRST_USER_PAGE)]],
    ])('inside with a change that is %s: the database is not read', async (_, lines) => {
      const found = await read({ set: { log: writeLog(lines), last: BEHIND } });
      expect(errorsOf(found).map(([code]) => code)).toEqual(['DATABASE_UNSUPPORTED']);
      expect(found.located).toEqual([]);
    });

    it('behind it is counted, and not applied', async () => {
      const lines = [insert(FIRST_USER_PAGE), commit()];
      const log: WrittenSet = { kind: 'log', log: writeLog(lines), checkpoint: AT, last: BEHIND };
      const found = await read({ log });
      expect(errorsOf(found)).toEqual([]);
      const [message, ...others] = messagesOf(found, 'DATABASE_LOG_AHEAD');
      expect(message).toContain('ResellerSubscriptions: 1 inserted, 0 changed, 0 deleted');
      expect(others).toEqual([]);
    });

    it('behind it names the plan that it adds, and leaves that to a person', async () => {
      const text = (value: string | null) => ({
        bytes: value === null ? null : utf16(value),
        variable: true,
      });
      const number = (value: number) => ({ bytes: u32(value) });
      const row = writeRecord([
        number(99),
        number(1),
        text('rg'),
        text(null),
        text('plan-late'),
        text('Late'),
        text(null),
        number(1),
        number(0),
      ]);
      const rowset = 1000 + Object.keys(TABLES).indexOf('Plans');
      const lines = [insert(FIRST_USER_PAGE, rowset, row), commit()];
      const log: WrittenSet = { kind: 'log', log: writeLog(lines), checkpoint: AT, last: BEHIND };
      const found = await read({ log });
      expect(errorsOf(found)).toEqual([]);
      expect(messagesOf(found, 'DATABASE_LOG_AHEAD').join()).toContain('Plans: 1 inserted');
      expect(found.untold).toMatchObject([
        { kind: 'plan', what: expect.stringContaining('plan-late, Late') as unknown },
      ]);
      expect(found.records.plan.map(({ name }) => name)).not.toContain('plan-late');
    });
  });
});
