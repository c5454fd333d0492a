import { SUBSCRIPTIONS_DATABASE } from '../../../src/backup-set/names/portable-repositories.js';
import { PAGE_BYTES, type WrittenLsn } from '../../../src/backup-set/write/database/page-bytes.js';
import { describeTables, tablesOf } from '../../../src/backup-set/write/database/subscriptions-tables.js';
import {
  FIRST_USER_OBJECT,
  FIRST_USER_PAGE,
  writeExtents,
} from '../../../src/backup-set/write/database/write-extents.js';
import { type WrittenSet, writeTape } from '../../../src/backup-set/write/database/write-tape.js';
import type { WrittenTable } from '../../../src/backup-set/write/database/written-table.js';
import { quotaId } from '../cloud.js';
import { CONTOSO } from '../contoso/cloud.js';
import { compressTape } from '../database/compress-tape.js';
import { selectChangedExtents } from '../database/differential.js';
import { OPERATIONS, type WrittenLogRecord, writeLogBlock } from '../database/log-blocks.js';
import type { RawEntry } from '../raw-zip.js';
import { type DamageByCase, type DatabaseDamage, flipBit } from './damage.js';
import { SMALL_CATALOGUE } from './small-company.js';

const NAME = 'Microsoft.AzureStack.Subscriptions';
const PAGES_AT: WrittenLsn = [30, 16, 1];
const FULL_AT: WrittenLsn = [30, 20, 1];
const NEWER_AT: WrittenLsn = [31, 40, 1];

/** The files of a snapshot of the database, with its damage. */
export function renderDatabaseFiles(
  type: 'Full' | 'Progressive',
  damage: DatabaseDamage = {},
): readonly RawEntry[] {
  const { data, file, log } = damage;
  const isFull = type === 'Full';
  const at = isFull ? FULL_AT : NEWER_AT;
  const set: WrittenSet = {
    kind: isFull ? 'full' : 'differential',
    databaseName: NAME,
    extents: writeDamagedExtents(isFull, damage),
    checkpoint: at,
    last: at,
    ...(isFull ? {} : { base: FULL_AT }),
  };
  const bytes = Buffer.from(writeTape([data?.(set) ?? set]));
  const empty: WrittenSet = { kind: 'log', databaseName: NAME, checkpoint: at, last: at };
  const ofLog = log === undefined ? empty : log(empty);
  return [
    ...listEntry('bak', file === undefined ? bytes : file(bytes)),
    ...listEntry('log', ofLog === undefined ? undefined : writeTape([ofLog])),
  ];
}

function writeDamagedExtents(isFull: boolean, { tables, extents }: DatabaseDamage): Uint8Array {
  const own = tablesOf(describeTables(SMALL_CATALOGUE, CONTOSO));
  const base = writeExtents(own, { lsn: PAGES_AT });
  const written = tables === undefined ? base : writeExtents(tables(own), { lsn: PAGES_AT });
  const whole = isFull ? written : selectChangedExtents(base, writeNewer(own));
  return extents?.(new Uint8Array(whole)) ?? whole;
}

/** The entry of a file, where there is one. */
function listEntry(extension: 'bak' | 'log', content: Uint8Array | undefined): readonly RawEntry[] {
  return content === undefined ? [] : [{ name: `${NAME}.${extension}`, content }];
}

/** The same database a while later: the last table has come to another place in the log. */
function writeNewer(tables: readonly WrittenTable[]): Uint8Array {
  const last = tables.at(-1);
  const more = last === undefined ? [] : [{ ...last, name: 'Later' }];
  return writeExtents([...tables, ...more], { lsn: [31, 36, 1] });
}

const DATABASE = { repositories: [SUBSCRIPTIONS_DATABASE] } as const;
const CHAIN = { ...DATABASE, jobs: 2 } as const;

/** A log of one transaction that inserts a row of the first table: into a page that has not come to it. */
const withLog = (records: readonly WrittenLogRecord[]) => (set: WrittenSet) => ({
  ...set,
  log: writeLogBlock(records, [30, 20]),
  last: [30, 21, 1] as const,
});
const BEGIN = { operation: OPERATIONS.begin, transaction: 3 };
const COMMIT = { operation: OPERATIONS.commit, transaction: 3 };
const INSERT: WrittenLogRecord = {
  operation: OPERATIONS.insert,
  transaction: 3,
  change: {
    page: FIRST_USER_PAGE,
    previous: PAGES_AT,
    rowset: BigInt(FIRST_USER_OBJECT) << 16n,
    elements: [new Uint8Array(12), new Uint8Array(4), new Uint8Array(4)],
  },
};
/** The log of the snapshot goes on from where the data ends. */
const logFrom = (at: WrittenLsn) => (set: WrittenSet) => ({ ...set, checkpoint: at, last: at });

const changeTable =
  (name: string, change: Partial<WrittenTable>) =>
  (tables: readonly WrittenTable[]): readonly WrittenTable[] =>
    tables.map((table) => (table.name === name ? { ...table, ...change } : table));

/** Lets the archive say that the backup of the data has another size. */
const claimSize =
  (size: number) =>
  (entries: readonly RawEntry[]): readonly RawEntry[] =>
    entries.map((entry) => (entry.name.endsWith('.bak') ? { ...entry, both: { size } } : entry));

/** Marks all pages as encrypted, and makes their contents what nobody reads. */
function encryptPages(extents: Uint8Array): Uint8Array {
  const HEADER_BYTES = 96;
  const ENCRYPTED = 8;
  return extents.map((byte, index) => {
    const isPage = extents[index - (index % PAGE_BYTES)] === 1;
    const at = index % PAGE_BYTES;
    if (!isPage || (at < HEADER_BYTES && at !== 4)) return byte;
    return at === 4 ? byte | ENCRYPTED : byte ^ ((index * 73 + 11) & 255);
  });
}

/** Faults in the SQL Server backup that holds plans, offers and subscriptions. */
export const DATABASE_DAMAGE: DamageByCase = {
  'database-page-bit': {
    ...DATABASE,
    database: { extents: (extents) => flipBit(FIRST_USER_PAGE * PAGE_BYTES + 120)(Buffer.from(extents)) },
  },
  'database-header-bit': { ...DATABASE, database: { file: flipBit(20) } },
  'database-chunk-bit': {
    ...DATABASE,
    database: { file: (bytes) => flipBit(-1200)(Buffer.from(compressTape(bytes))) },
  },
  'database-cut-short': { ...DATABASE, database: { file: (bytes) => bytes.subarray(0, bytes.length / 2) } },
  'database-row-lost': {
    ...DATABASE,
    database: { tables: changeTable('Plans', { rowCount: 4 }) },
  },
  'database-entry-smaller': { ...DATABASE, entries: claimSize(2000) },
  'database-entry-larger': { ...DATABASE, entries: claimSize(2_000_000) },
  'database-entry-bomb': {
    ...DATABASE,
    database: { file: (bytes) => Buffer.concat([bytes, Buffer.alloc(65 * 1024 * 1024)]) },
  },
  'database-encrypted': { ...DATABASE, database: { extents: encryptPages } },
  'database-other-tool': {
    ...DATABASE,
    database: { file: (bytes) => Buffer.concat([Buffer.from('SQBACKUP'), bytes.subarray(8)]) },
  },
  'database-too-old': { ...DATABASE, database: { data: (set) => ({ ...set, version: 611 }) } },
  'database-page-compression': {
    ...DATABASE,
    database: { tables: changeTable('Plans', { compression: 2 }) },
  },
  'database-table-missing': {
    ...DATABASE,
    database: { tables: (tables) => tables.filter(({ name }) => name !== 'PlanLinks') },
  },
  'database-change-in-log': {
    ...DATABASE,
    database: { data: withLog([BEGIN, INSERT, COMMIT]), log: logFrom([30, 21, 1]) },
  },
  'database-open-transaction': {
    ...DATABASE,
    database: { data: withLog([BEGIN, INSERT]), log: logFrom([30, 21, 1]) },
  },
  'database-other-base': {
    ...CHAIN,
    database: { data: (set) => ({ ...set, base: [29, 8, 1] }) },
  },
  'database-differential-alone': {
    ...DATABASE,
    database: { data: (set) => ({ ...set, kind: 'differential', base: FULL_AT }) },
  },
  'database-no-log': { ...DATABASE, database: { log: () => undefined } },
  'database-log-gap': { ...DATABASE, database: { log: logFrom([30, 90, 1]) } },
  'database-set-broken-off': { ...DATABASE, database: { data: (set) => ({ ...set, broken: true }) } },
  'database-not-there': { ...DATABASE, database: { file: () => undefined } },
  'database-quota-dangling': {
    ...DATABASE,
    database: { tables: () => tablesOf(describeTables(withOtherQuota(), CONTOSO)) },
  },
};

/** The same plans, with a quota that nobody has. */
function withOtherQuota(): typeof SMALL_CATALOGUE {
  const quotaIds = [quotaId(CONTOSO, 'Microsoft.Compute.Admin', 'nowhere')];
  const plan = SMALL_CATALOGUE.plan.map((one) => ({ ...one, properties: { ...one.properties, quotaIds } }));
  return { ...SMALL_CATALOGUE, plan };
}
