import { CatalogueRecords, SYSTEM_TABLES, type SystemTable, type WrittenUnit } from './catalogue-records.js';
import { concatenate, u16, u32 } from './little-endian.js';
import { PAGE_BYTES, ROOM_OF_PAGE, writePage, writePageId, type WrittenLsn } from './page-bytes.js';
import { writeRecord, writeSystemRecord } from './row-bytes.js';
import { countRows, type PageList, type WrittenTable } from './written-table.js';

/** The page that the first page of large values or rows becomes: whoever writes pointers must know it. */
export const FIRST_USER_PAGE = 24;
/** The object of the first table; the others follow. */
export const FIRST_USER_OBJECT = 1000;

/** The facts of a database beside its tables. */
export interface DatabaseOptions {
  /** The place in the log that all pages have come to. */
  readonly lsn?: WrittenLsn;
  /** The number of the database's format; 904, SQL Server 2019, by default. */
  readonly version?: number;
}

const EXTENT_PAGES = 8;
const SINGLE_PAGES = 8;
const FREE_SPACE_INTERVAL = 8088;
const EXTENT_MAP_INTERVAL = 511_232;
const MAP_BYTES = 7992;
const ALLOCATED = 0x40;
const TYPES = { data: 1, index: 2, large: 3, extents: 8, map: 10, free: 11, boot: 13, file: 15 } as const;
/** Units of rows that are leaves of an index, and of large values, have numbers of their own. */
const CLUSTERED_UNIT = 256;
const LARGE_UNIT = 255;
const OVERFLOW_UNIT = 254;
/** The kinds of units by the number that a database gives them. */
const UNITS = { rows: 1, large: 2, overflow: 3 } as const;

/** Writes the extents of a database with the given user tables: whole, in memory. */
export function writeExtents(tables: readonly WrittenTable[], options: DatabaseOptions = {}): Uint8Array {
  return concatenate([...streamExtents(tables, options)]);
}

/** Writes the extents of a database one after the other; pages are made when their turn comes. */
export function streamExtents(
  tables: readonly WrittenTable[],
  options: DatabaseOptions = {},
): Iterable<Uint8Array> {
  const layout = new DatabaseLayout(options);
  layout.place(tables);
  return layout.extents();
}

interface UnitToPlace {
  readonly objectId: number;
  readonly indexId: number;
  readonly type: number;
  readonly pages: PageList;
  readonly freed?: PageList | undefined;
}

/** The pages of a database, by their numbers. */
class DatabaseLayout {
  readonly #makers = new Map<number, () => Uint8Array>();
  readonly #freed = new Set<number>();
  readonly #catalogue = new CatalogueRecords();
  readonly #lsn: WrittenLsn;
  readonly #version: number;
  #next = 10;

  constructor({ lsn = [30, 16, 1], version = 904 }: DatabaseOptions) {
    this.#lsn = lsn;
    this.#version = version;
  }

  place(tables: readonly WrittenTable[]): void {
    const wanted: readonly SystemTable[] = ['columnStorage', 'rowsets', 'objects', 'columns', 'classes'];
    const hasValues = tables.some(({ columns }) => columns.some(({ missing }) => missing !== undefined));
    const places = [...wanted, ...(hasValues ? (['values'] as const) : [])].map((name) => ({
      name,
      map: this.#take(),
      first: this.#take(),
    }));
    const unitsPage = this.#take();
    this.#next = FIRST_USER_PAGE;
    for (const [index, table] of tables.entries()) this.#placeTable(table, FIRST_USER_OBJECT + index);
    this.#catalogue.addSchemas();
    for (const { name, map, first } of places) {
      const objectId = SYSTEM_TABLES[name];
      const rowset = BigInt(objectId) << 16n;
      const place = { objectId, indexId: 0, type: 1, rowset, firstPage: first, rootPage: first, map };
      this.#catalogue.addUnit(place);
      this.#catalogue.addRowset(rowset, { objectId, indexId: 1, rows: 0 });
    }
    for (const { name, map, first } of places) this.#placeSystemTable(name, map, first);
    this.#placeUnits(unitsPage);
    this.#placeGround(unitsPage);
  }

  *extents(): Generator<Uint8Array> {
    const sizePages = this.#sizePages;
    const makers = this.#makers;
    for (let page = 0; page < sizePages; page += EXTENT_PAGES) {
      const extent = new Uint8Array(EXTENT_PAGES * PAGE_BYTES);
      for (let position = 0; position < EXTENT_PAGES; position += 1)
        extent.set(makers.get(page + position)?.() ?? [], position * PAGE_BYTES);
      yield extent;
    }
  }

  get #sizePages(): number {
    return Math.ceil(this.#next / EXTENT_PAGES) * EXTENT_PAGES;
  }

  /** The next page that is not one of those that say which pages are free. */
  #take(): number {
    while (isGroundPage(this.#next)) this.#next += 1;
    this.#next += 1;
    return this.#next - 1;
  }

  /** The first page of an extent that nobody has a page in. */
  #takeExtent(): number {
    let first = this.#sizePages;
    while (isGroundPage(first)) first += EXTENT_PAGES;
    this.#next = first + EXTENT_PAGES;
    return first;
  }

  #placeTable(table: WrittenTable, objectId: number): void {
    const isClustered = table.clustered === true;
    const rowset = (isClustered ? 1n << 56n : 0n) | (BigInt(objectId) << 16n);
    this.#catalogue.addTable(table, objectId, rowset);
    const add = (unit: UnitToPlace, kind: number): readonly number[] => {
      const { leaves, ...placed } = this.#placeUnit(unit);
      this.#catalogue.addUnit({ ...unit, ...placed, type: kind, rowset });
      return leaves;
    };
    const addValues = (pages: PageList = [], indexId: number, kind: number): readonly number[] =>
      pages.length === 0 ? [] : add({ objectId, indexId, type: TYPES.large, pages }, kind);
    const largePages = addValues(table.large, LARGE_UNIT, UNITS.large);
    const overflowPages = addValues(table.overflow, OVERFLOW_UNIT, UNITS.overflow);
    const pages = typeof table.pages === 'function' ? table.pages(largePages, overflowPages) : table.pages;
    const indexId = isClustered ? CLUSTERED_UNIT : 0;
    add({ objectId, indexId, type: TYPES.data, pages, freed: table.freed }, UNITS.rows);
    const rows = table.rowCount ?? countRows(pages);
    const facts = { objectId, indexId: isClustered ? 1 : 0, rows };
    this.#catalogue.addRowset(rowset, facts, table.compression);
  }

  /** Gives a unit its pages: eight of them one by one, the others by whole extents. */
  #placeUnit(unit: UnitToPlace): Pick<WrittenUnit, 'firstPage' | 'rootPage' | 'map'> & {
    readonly leaves: readonly number[];
  } {
    const { objectId, indexId, pages, freed } = unit;
    const freedCount = freed?.length ?? 0;
    const isClustered = indexId === CLUSTERED_UNIT;
    const owned = this.#takePages(pages.length + freedCount + (isClustered ? 1 : 0));
    const map = this.#take();
    const leaves = owned.pages.slice(0, pages.length);
    for (const [index, page] of leaves.entries()) {
      const links = isClustered ? { previous: leaves[index - 1], next: leaves[index + 1] } : {};
      this.#setPage(page, { ...unit, ...links }, () => pages.at(index) ?? []);
    }
    for (let index = 0; index < freedCount; index += 1) {
      const page = owned.pages[pages.length + index] ?? 0;
      this.#setPage(page, unit, () => freed?.at(index) ?? []);
      this.#freed.add(page);
    }
    const root = isClustered ? owned.pages.at(-1) : owned.pages[0];
    if (isClustered)
      this.#setPage(root, { ...unit, type: TYPES.index, level: 1 }, () => writeRootRecords(leaves));
    this.#setMap(map, { objectId, indexId }, owned);
    return { firstPage: owned.pages[0] ?? 0, rootPage: root ?? 0, map, leaves };
  }

  #takePages(count: number): PlacedPages {
    const singles = Array.from({ length: Math.min(SINGLE_PAGES, count) }, () => this.#take());
    const pages = [...singles];
    const extents: number[] = [];
    while (pages.length < count) {
      const first = this.#takeExtent();
      extents.push(first);
      for (let page = first; page < first + EXTENT_PAGES && pages.length < count; page += 1) pages.push(page);
    }
    return { pages, singles, extents };
  }

  #setMap(
    page: number,
    owner: { readonly objectId: number; readonly indexId: number },
    { singles, extents }: PlacedPages,
  ): void {
    const header = new Uint8Array(94);
    header.set(writePageId(0), 40);
    for (const [index, number] of singles.entries()) header.set(writePageId(number), 46 + 6 * index);
    const bits = new Uint8Array(MAP_BYTES);
    for (const first of extents) setBit(bits, first / EXTENT_PAGES);
    this.#setPage(page, { type: TYPES.map, ...owner }, () => [header, bits]);
  }

  /** A system table whose first page is known; what does not fit there goes on further pages. */
  #placeSystemTable(name: SystemTable, map: number, first: number): void {
    const owner = { objectId: SYSTEM_TABLES[name], indexId: 0 };
    const pages = fillPages(this.#catalogue.of(name));
    const numbers = pages.map((_, index) => (index === 0 ? first : this.#take()));
    for (const [index, records] of pages.entries())
      this.#setPage(numbers[index], { type: TYPES.data, ...owner }, () => records);
    this.#setMap(map, owner, { pages: numbers, singles: numbers, extents: [] });
    if (numbers.length > SINGLE_PAGES) throw new RangeError(`the system table ${name} has too many records`);
  }

  /** The one table that is found by its links. */
  #placeUnits(first: number): void {
    const pages = fillPages(this.#catalogue.of('units'));
    const numbers = pages.map((_, index) => (index === 0 ? first : this.#take()));
    for (const [index, records] of pages.entries()) {
      const header = { type: TYPES.data, objectId: SYSTEM_TABLES.units, next: numbers[index + 1] };
      this.#setPage(numbers[index], header, () => records);
    }
  }

  /** The pages that every database has: its file, its start, and what of it is in use. */
  #placeGround(unitsPage: number): void {
    const sizePages = this.#sizePages;
    const size = writeRecord(
      [1, 2, 3, 4, 5].map((n) => ({ variable: true, bytes: n === 5 ? u32(sizePages) : u16(1) })),
    );
    this.#setPage(0, { type: TYPES.file }, () => [size]);
    const version = u16(this.#version);
    const boot = writeSystemRecord(522, [
      [4, version],
      [6, version],
      [516, writePageId(unitsPage)],
    ]);
    this.#setPage(9, { type: TYPES.boot }, () => [boot]);
    for (let start = 0; start < sizePages; start += FREE_SPACE_INTERVAL) {
      const page = start === 0 ? 1 : start;
      this.#setPage(page, { type: TYPES.free }, () => [this.#renderFreeSpace(start)]);
    }
    for (let start = 0; start < sizePages; start += EXTENT_MAP_INTERVAL) {
      const page = start === 0 ? 2 : start;
      this.#setPage(page, { type: TYPES.extents }, () => [
        new Uint8Array(94),
        renderExtents(start, sizePages),
      ]);
    }
  }

  #renderFreeSpace(start: number): Uint8Array {
    const bytes = new Uint8Array(4 + FREE_SPACE_INTERVAL);
    for (let page = start; page < start + FREE_SPACE_INTERVAL; page += 1)
      if (this.#makers.has(page) && !this.#freed.has(page)) bytes[4 + page - start] = ALLOCATED;
    return bytes;
  }

  #setPage(
    page: number | undefined,
    { type, objectId, indexId, level, previous, next }: Omit<Parameters<typeof writePage>[1], 'lsn'>,
    records: () => readonly Uint8Array[],
  ): void {
    if (page === undefined) throw new RangeError('a page has no number');
    const header = {
      type,
      lsn: this.#lsn,
      objectId: objectId ?? 0,
      indexId: indexId ?? 0,
      level: level ?? 0,
      previous,
      next,
    };
    this.#makers.set(page, () => writePage(page, header, records()));
  }
}

interface PlacedPages {
  readonly pages: readonly number[];
  /** Those that are listed one by one. */
  readonly singles: readonly number[];
  /** The first pages of extents that are listed as a whole. */
  readonly extents: readonly number[];
}

/** True for a page that says which pages or extents are free, and for those at the start that are never a table's. */
function isGroundPage(page: number): boolean {
  return page < 10 || page % FREE_SPACE_INTERVAL === 0 || page % EXTENT_MAP_INTERVAL < 2;
}

/** Records of an index that leads to leaves: the number of the first row, and the page. */
function writeRootRecords(leaves: readonly number[]): readonly Uint8Array[] {
  const KEPT = 300;
  return leaves
    .slice(0, KEPT)
    .map((leaf, index) => concatenate([Uint8Array.of(0x06), u32(index), writePageId(leaf)]));
}

/** Shares records out to pages, in their order. */
export function fillPages(records: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const pages: Uint8Array[][] = [[]];
  let room = ROOM_OF_PAGE;
  for (const record of records) {
    room -= record.length + 2;
    if (room < 0) {
      pages.push([]);
      room = ROOM_OF_PAGE - record.length - 2;
    }
    pages.at(-1)?.push(record);
  }
  return pages;
}

/** The extents of an interval that are in use: a bit that is 0. */
function renderExtents(start: number, sizePages: number): Uint8Array {
  const bits = new Uint8Array(MAP_BYTES);
  const first = (sizePages - start) / EXTENT_PAGES;
  for (let extent = first; extent < (MAP_BYTES - 4) * 8; extent += 1) setBit(bits, extent);
  return bits;
}

function setBit(bits: Uint8Array, index: number): void {
  const at = 4 + (index >> 3);
  bits[at] = (bits[at] ?? 0) | (1 << (index & 7));
}
