import type { RandomAccess } from '../data-file/random-access.js';
import { withPlace } from '../finding-place.js';
import { type Catalogue, readCatalogue } from './catalogue/read-catalogue.js';
import { type DatabaseTable, nameOfTable } from './catalogue/table-schema.js';
import { SYSTEM_OBJECTS } from './catalogue/system-tables.js';
import { type BackupMedia, type DatabaseBackupSet, openBackupMedia } from './container/backup-sets.js';
import { databaseDamaged, databaseUnsupported, showName } from './database-fault.js';
import { type BackupLog, joinStripes, type JoinedSet, selectLog, selectSet } from './joined-set.js';
import { readLogRecords } from './log/log-records.js';
import {
  type LaterChanges,
  LaterChangeCounter,
  LogJudge,
  type LoggedDatabase,
  type LogState,
} from './log/log-state.js';
import { compareLsn, type Lsn, renderLsn } from './lsn.js';
import { Allocation } from './pages/allocation.js';
import { type PageId, parsePageId, renderPageId } from './pages/database-page.js';
import { type PageCounts, PageIndex } from './pages/page-index.js';
import { PageReader } from './pages/page-reader.js';
import type { TableRow } from './rows/column-values.js';
import { decodeLoggedRow } from './rows/logged-rows.js';
import { readTableRows } from './rows/table-rows.js';

/** A file of a backup. */
export interface BackupFile extends RandomAccess {
  /** The name by which findings call it. */
  readonly name?: string | undefined;
}

/** The files of a database's backup. Each member holds the stripes of one backup, or the one file that it is. */
export interface DatabaseSources {
  /** A full backup. */
  readonly full: readonly BackupFile[];
  /** The set to take, counted from 1; by default the last full one. */
  readonly set?: number | undefined;
  /** The newest differential backup on top of it. */
  readonly differential?: readonly BackupFile[] | undefined;
  /** Log backups behind them, in their order: counted, and not applied. */
  readonly logs?: readonly BackupFile[] | undefined;
}

/** Later changes of one table, with the inserted rows that could be decoded. */
export interface LaterTableChanges extends Omit<LaterChanges, 'rows'> {
  readonly insertedRows: readonly TableRow[];
}

/** A database as its backup has it. */
export interface BackedUpDatabase {
  readonly name: string;
  /** The number of the database's format: 904 is SQL Server 2019. */
  readonly version: number;
  /** The sets of the full backup. */
  readonly sets: readonly DatabaseBackupSet[];
  readonly set: JoinedSet;
  /** The place in the log that the pages have come to. */
  readonly state: LogState;
  readonly pages: PageCounts;
  /** Pages in use whose sum is wrong, as `file:page`: at most a hundred of them. */
  readonly damagedPages: readonly string[];
  readonly after: readonly LaterTableChanges[];
  readonly tables: readonly DatabaseTable[];
  /** Streams the rows of a table: see {@link readTableRows}. */
  readRows(table: DatabaseTable): AsyncIterable<readonly TableRow[]>;
}

const BOOT_PAGE: PageId = { file: 1, page: 9 };
const BOOT_RECORD_BYTES = 522;
const OLDEST_VERSION = 655;
const NEWEST_VERSION = 998;
const MAX_NAMED_PAGES = 100;

/**
 * Opens the database inside of a backup: reads all pages once, proves their sums and that every extent in use is there,
 * reads the system tables, and judges the log. Memory: an index of the pages, and a cache of 8 MiB.
 *
 * @throws UNSUPPORTED, INTEGRITY or INCOMPLETE when the backup as a whole cannot be read.
 */
export async function openDatabase(sources: DatabaseSources): Promise<BackedUpDatabase> {
  const media = joinStripes(await openAll(sources.full));
  const full = selectSet(media, 'full', sources.set);
  await withName(sources.full[0], async () => assertVersion(full));
  const index = await indexPages(full);
  const newest = await layDifferential(index, full, sources.differential);
  await assertNotEncrypted(index);
  const pages = new PageReader(index);
  const boot = await readBootPage(pages, newest);
  const allocation = new Allocation(pages, boot.createdVersion);
  await allocation.assertComplete();
  const catalogue = await readCatalogue(pages, allocation, boot.firstUnitPage);
  const database = describeForLog(catalogue, pages);
  return {
    name: newest.configuration.databaseName,
    version: newest.configuration.databaseVersion,
    sets: media[0]?.sets ?? [],
    set: newest,
    state: await judgeLog(newest, database),
    pages: index.count(),
    damagedPages: await listDamagedPages(index, allocation),
    after: decodeInserts(await countLaterChanges(newest, database, sources.logs ?? []), catalogue.tables),
    tables: catalogue.tables,
    readRows: (table) => readTableRows(pages, allocation, table),
  };
}

/** Lists the sets of a backup whose stripes are all there. */
export async function listSets(files: readonly BackupFile[]): Promise<readonly DatabaseBackupSet[]> {
  return joinStripes(await openAll(files))[0]?.sets ?? [];
}

/** Opens the files of one backup. */
async function openAll(files: readonly BackupFile[]): Promise<readonly BackupMedia[]> {
  const media: BackupMedia[] = [];
  for (const file of files) media.push(await withName(file, async () => openBackupMedia(file)));
  return media;
}

/** Gives what is found in a file the file's name. */
async function withName<T>(file: BackupFile | undefined, work: () => Promise<T>): Promise<T> {
  return file?.name === undefined ? work() : withPlace({ file: file.name }, work);
}

function assertVersion({ configuration }: JoinedSet): void {
  const { databaseVersion } = configuration;
  if (databaseVersion < OLDEST_VERSION)
    throw databaseUnsupported(
      `the database is of format ${databaseVersion}, older than SQL Server 2008 (${OLDEST_VERSION}), the oldest that is read`,
    );
  if (databaseVersion > NEWEST_VERSION)
    throw databaseUnsupported(
      `the database is of format ${databaseVersion}, newer than SQL Server 2025 (${NEWEST_VERSION}), the newest that is known`,
    );
}

async function indexPages(set: JoinedSet): Promise<PageIndex> {
  const index = new PageIndex();
  for (const { bytes, data } of set.parts) await index.add({ bytes, ranges: data });
  return index;
}

/** Lays the differential backup over the full one, when there is one. @returns the set that the result stands for. */
async function layDifferential(
  index: PageIndex,
  full: JoinedSet,
  files: readonly BackupFile[] | undefined,
): Promise<JoinedSet> {
  if (files === undefined) return full;
  return withName(files[0], async () => layOver(index, full, await openAll(files)));
}

async function layOver(index: PageIndex, full: JoinedSet, media: readonly BackupMedia[]): Promise<JoinedSet> {
  const differential = selectSet(joinStripes(media), 'differential');
  assertSameDatabase(differential.configuration.databaseName, full, 'differential backup');
  const { baseLsn, lastLsn } = differential.configuration;
  const { checkpointLsn } = full.configuration;
  if (compareLsn(baseLsn, checkpointLsn) !== 0 || compareLsn(lastLsn, full.configuration.lastLsn) < 0) {
    throw databaseUnsupported(
      `the differential backup builds on ${renderLsn(baseLsn)}, and the full one stands at ${renderLsn(checkpointLsn)}: they do not belong together`,
    );
  }
  index.overlay(await indexPages(differential));
  return differential;
}

/** Places in the log are numbers that every database has: two of one number need not be of one database. */
function assertSameDatabase(name: string, { configuration }: JoinedSet, what: string): void {
  if (name === configuration.databaseName) return;
  throw databaseUnsupported(
    `the ${what} is of the database ${showName(name)}, and the full one of ${showName(configuration.databaseName)}`,
  );
}

const FLAGS_AT = 4;
const ENCRYPTED_FLAG = 8;

/**
 * Tells a database that is encrypted as a whole from one that is damaged: the first page that says anything of it is marked
 * so, and the sums of most pages are wrong.
 *
 * @throws UNSUPPORTED when it is encrypted.
 */
async function assertNotEncrypted(index: PageIndex): Promise<void> {
  const boot = index.find(BOOT_PAGE);
  if (boot?.proof !== 'wrong') return;
  const header = await boot.source.read(boot.offset, FLAGS_AT + 1);
  const { read, checked, unchecked } = index.count();
  if (((header[FLAGS_AT] ?? 0) & ENCRYPTED_FLAG) !== 0 && read > 2 * (checked + unchecked))
    throw databaseUnsupported(
      'the pages of the database are encrypted (transparent data encryption): restore it with SQL Server and its certificate, and back it up again decrypted',
    );
}

interface BootPage {
  readonly createdVersion: number;
  /** The first page of the table that lists the units of all tables. */
  readonly firstUnitPage: PageId;
}

async function readBootPage(pages: PageReader, set: JoinedSet): Promise<BootPage> {
  const page = await pages.read(BOOT_PAGE);
  const at = page.record(0, BOOT_RECORD_BYTES);
  const version = page.view.getUint16(at + 4, true);
  if (version !== set.configuration.databaseVersion)
    throw databaseDamaged(
      `page ${renderPageId(BOOT_PAGE)} is of format ${version}, and the set says ${set.configuration.databaseVersion}`,
    );
  return {
    createdVersion: page.view.getUint16(at + 6, true),
    firstUnitPage: parsePageId(page.view, at + 516),
  };
}

const READ_SYSTEM_OBJECTS: ReadonlySet<number> = new Set(Object.values(SYSTEM_OBJECTS));

function describeForLog({ tables, objectOfRowset }: Catalogue, pages: PageReader): LoggedDatabase {
  const names = new Map<bigint, string>();
  const namesOfUnits = new Map<bigint, string>();
  for (const [rowset, object] of objectOfRowset)
    if (READ_SYSTEM_OBJECTS.has(object)) names.set(rowset, `sys.${object}`);
  for (const table of tables) {
    for (const { id, rows, largeValues } of table.rowsets) {
      names.set(id, nameOfTable(table));
      for (const unit of [...(rows === undefined ? [] : [rows]), ...largeValues])
        namesOfUnits.set(unit.id, nameOfTable(table));
    }
  }
  return {
    tableOfRowset: (rowset) => names.get(rowset),
    tableOfPage: async (id) => {
      const found = pages.index.find(id);
      if (found === undefined || found.proof === 'wrong') return undefined;
      const { objectId, indexId } = await pages.read(id);
      if (READ_SYSTEM_OBJECTS.has(objectId)) return `sys.${objectId}`;
      return namesOfUnits.get(BigInt.asIntN(64, (BigInt(indexId) << 48n) | (BigInt(objectId) << 16n)));
    },
    lsnOfPage: (page) => pages.index.find(page)?.lsn,
  };
}

async function judgeLog(set: JoinedSet, database: LoggedDatabase): Promise<LogState> {
  const { checkpointLsn, lastLsn } = set.configuration;
  const judge = new LogJudge(database, checkpointLsn);
  let first: Lsn | undefined;
  for (const { bytes, log } of set.parts) {
    for await (const record of readLogRecords({ bytes, ranges: log, lastLsn })) {
      first = first === undefined || compareLsn(record.lsn, first) < 0 ? record.lsn : first;
      await judge.add(record);
    }
  }
  assertLogCovers(first, checkpointLsn, lastLsn);
  return judge.finish();
}

/** A log that begins behind the place that pages may have come to says nothing of what lies between. */
function assertLogCovers(first: Lsn | undefined, from: Lsn, to: Lsn): void {
  if (compareLsn(from, to) >= 0) return;
  const isBefore = first !== undefined && compareLsn({ ...first, record: 0 }, from) <= 0;
  if (isBefore) return;
  const found = first === undefined ? 'and the backup holds none of it' : `and begins at ${renderLsn(first)}`;
  throw databaseDamaged(`the log should go from ${renderLsn(from)} to ${renderLsn(to)}, ${found}`);
}

async function countLaterChanges(
  set: JoinedSet,
  database: LoggedDatabase,
  files: readonly BackupFile[],
): Promise<readonly LaterChanges[]> {
  const counter = new LaterChangeCounter(database, set.configuration.lastLsn);
  let reached = set.configuration.lastLsn;
  for (const file of files) {
    reached = await withName(file, async () => {
      const log: BackupLog = selectLog(await openBackupMedia(file), reached);
      assertSameDatabase(log.databaseName, set, 'backup of the log');
      let first: Lsn | undefined;
      for await (const record of readLogRecords(log)) {
        first ??= record.lsn;
        counter.add(record);
      }
      assertLogCovers(first, reached, log.lastLsn);
      return log.lastLsn;
    });
  }
  return counter.finish();
}

/** Decodes the rows that a log inserts later, where it holds them whole. */
function decodeInserts(
  changes: readonly LaterChanges[],
  tables: readonly DatabaseTable[],
): readonly LaterTableChanges[] {
  const tableOf = new Map(tables.flatMap((table) => table.rowsets.map(({ id }) => [id, table])));
  return changes.map(({ rows, ...counts }) => ({
    ...counts,
    insertedRows: rows.flatMap((row) => {
      const table = tableOf.get(row.rowset);
      const decoded = table === undefined ? undefined : decodeLoggedRow(table, row);
      return decoded === undefined ? [] : [decoded];
    }),
  }));
}

/** A page that nobody uses may hold anything; a page in use must be sound, also where no table needs it. */
async function listDamagedPages(index: PageIndex, allocation: Allocation): Promise<readonly string[]> {
  const damaged: string[] = [];
  for (const id of index.wrongPages()) {
    if (damaged.length === MAX_NAMED_PAGES) break;
    if (await allocation.isAllocated(id)) damaged.push(renderPageId(id));
  }
  return damaged;
}
