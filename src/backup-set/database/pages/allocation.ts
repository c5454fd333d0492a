import { databaseDamaged, databaseIncomplete } from '../database-fault.js';
import {
  EXTENT_PAGES,
  keyOfPage,
  type DatabasePage,
  PAGE_TYPES,
  type PageId,
  parsePageId,
  renderPageId,
} from './database-page.js';
import { type PageReader, RUN_EXTENTS } from './page-reader.js';
import { RowRecord } from './row-record.js';

/** The pages of one kind that belong to a table, an index, or their large values. */
export interface AllocationUnit {
  readonly id: bigint;
  /** The first page that lists the unit's extents; page 0 of file 0 where it has none. */
  readonly firstMap: PageId;
}

const FREE_SPACE_INTERVAL = 8088;
const EXTENT_MAP_INTERVAL = 511_232;
const FIRST_EXTENT_MAP = 2;
const ALLOCATED = 0x40;
const SINGLE_PAGES = 8;
const SINGLE_PAGES_AT = 46;
const MAP_HEADER_BYTES = 94;
const MAP_BYTES = 7992;
const NO_EXTENTS = new Uint8Array(MAP_BYTES - 4);
/** Databases that SQL Server 2000 made have pages with another index id than their unit's. */
const FIRST_VERSION_WITH_INDEX_IDS = 611;
const SIZE_COLUMN = 5;

/** The pages that a database says are in use, and by whom. */
export class Allocation {
  readonly #pages: PageReader;
  readonly #oldIndexIds: boolean;

  constructor(pages: PageReader, createdVersion: number) {
    this.#pages = pages;
    this.#oldIndexIds = createdVersion < FIRST_VERSION_WITH_INDEX_IDS;
  }

  /** Tells from the page of free space whether a page is in use. @throws INTEGRITY when that page cannot be read. */
  async isAllocated({ file, page }: PageId): Promise<boolean> {
    const map = Math.floor(page / FREE_SPACE_INTERVAL) * FREE_SPACE_INTERVAL || 1;
    const free = await this.#pages.read({ file, page: map });
    const at = free.record(0, 4 + FREE_SPACE_INTERVAL) + 4 + (page % FREE_SPACE_INTERVAL);
    return (free.view.getUint8(at) & ALLOCATED) !== 0;
  }

  /**
   * Hands out the pages in use of one unit in the order in which it lists them.
   *
   * @throws INTEGRITY when the backup lacks one, or one says that it belongs to another unit.
   */
  async *pagesOf(unit: AllocationUnit, memory?: Uint8Array): AsyncGenerator<DatabasePage> {
    const listed = new ListedPages();
    for await (const map of this.#mapsOf(unit)) {
      const header = map.record(0, MAP_HEADER_BYTES);
      for (let index = 0; index < SINGLE_PAGES; index += 1) {
        const id = parsePageId(map.view, header + SINGLE_PAGES_AT + 6 * index);
        if (id.file === 0) continue;
        listed.addPage(id);
        if (await this.isAllocated(id)) yield await this.#readOwn(unit, id);
      }
      yield* this.#pagesOfExtents(unit, map, { first: parsePageId(map.view, header + 40), listed, memory });
    }
  }

  async *#pagesOfExtents(
    unit: AllocationUnit,
    map: DatabasePage,
    {
      first,
      listed,
      memory,
    }: { readonly first: PageId; readonly listed: ListedPages; readonly memory: Uint8Array | undefined },
  ): AsyncGenerator<DatabasePage> {
    const bits = map.record(1, MAP_BYTES) + 4;
    const bytes = map.bytes.subarray(bits, bits + MAP_BYTES - 4);
    // Most units have single pages alone.
    if (Buffer.compare(bytes, NO_EXTENTS) === 0) return;
    for (const { index, extents } of listRuns(bytes)) {
      const start = first.page + index * EXTENT_PAGES;
      const run = await this.#pages.readRun({ file: first.file, page: start }, extents, memory);
      for (let page = start; page < start + extents * EXTENT_PAGES; page += 1) {
        const id = { file: first.file, page };
        if ((page - start) % EXTENT_PAGES === 0) listed.addExtent(id);
        if (await this.isAllocated(id)) yield await this.#readOwn(unit, id, run);
      }
    }
  }

  async *#mapsOf(unit: AllocationUnit): AsyncGenerator<DatabasePage> {
    const seen = new Set<number>();
    for (let id = unit.firstMap; id.file !== 0;) {
      if (seen.has(keyOfPage(id)))
        throw databaseDamaged(`the map of extents leads back to page ${renderPageId(id)}`);
      seen.add(keyOfPage(id));
      const map = await this.#readOwn(unit, id);
      if (map.type !== PAGE_TYPES.allocationMap)
        throw databaseDamaged(`page ${renderPageId(id)} should list extents, and is of type ${map.type}`);
      yield map;
      id = map.next;
    }
  }

  /** Reads a page that must belong to a unit. A page that does not is damage, and never left out. */
  async #readOwn(
    unit: AllocationUnit,
    id: PageId,
    pages: Pick<PageReader, 'read'> = this.#pages,
  ): Promise<DatabasePage> {
    const page = await pages.read(id);
    const { objectId, indexId } = splitUnitId(unit.id);
    const sameIndex = page.indexId === indexId || (this.#oldIndexIds && indexId === 1 && page.indexId === 0);
    if (page.objectId !== objectId || !sameIndex) {
      throw databaseDamaged(
        `page ${renderPageId(id)} should belong to ${objectId} (index ${indexId}), and says ${page.objectId} (index ${page.indexId})`,
      );
    }
    return page;
  }

  /**
   * Compares the extents that each file says are allocated with those of the backup.
   *
   * @throws INCOMPLETE when one is not there: a partial backup, or a file cut short.
   */
  async assertComplete(): Promise<void> {
    for (const file of this.#pages.index.files()) {
      const sizePages = await this.#readFileSize(file);
      for (let start = 0; start < sizePages; start += EXTENT_MAP_INTERVAL)
        await this.#assertInterval({ file, page: start }, Math.min(sizePages, start + EXTENT_MAP_INTERVAL));
    }
  }

  async #assertInterval(first: PageId, endPage: number): Promise<void> {
    const { file } = first;
    const map = await this.#pages.read({ file, page: first.page || FIRST_EXTENT_MAP });
    const bits = map.record(1, MAP_BYTES) + 4;
    for (let page = first.page; page < endPage; page += EXTENT_PAGES) {
      const index = (page - first.page) / EXTENT_PAGES;
      const isFree = (map.view.getUint8(bits + (index >>> 3)) & (1 << (index & 7))) !== 0;
      if (!isFree && !this.#pages.index.hasExtent({ file, page })) {
        throw databaseIncomplete(
          `the extent at page ${renderPageId({ file, page })} is in use, and the backup does not hold it`,
        );
      }
    }
  }

  async #readFileSize(file: number): Promise<number> {
    const header = await this.#pages.read({ file, page: 0 });
    const size = new RowRecord(header, header.record(0, 4)).variable(SIZE_COLUMN);
    if (size === undefined || size.end - size.start < 4)
      throw databaseDamaged(`page ${renderPageId(header.id)} does not say how large its file is`);
    return header.view.getUint32(size.start, true);
  }
}

/** The runs of bits in a map: where each begins, and how long it is. */
function* listRuns(bits: Uint8Array): Generator<{ readonly index: number; readonly extents: number }> {
  const isListed = (index: number): boolean => ((bits[index >>> 3] ?? 0) & (1 << (index & 7))) !== 0;
  for (let index = 0; index < bits.length * 8;) {
    if (bits[index >>> 3] === 0) {
      index = (index | 7) + 1;
      continue;
    }
    let extents = 0;
    while (extents < RUN_EXTENTS && isListed(index + extents)) extents += 1;
    if (extents > 0) yield { index, extents };
    index += Math.max(1, extents);
  }
}

/** The pages and extents that the maps of one unit have listed. A page that is listed twice would be read twice. */
class ListedPages {
  readonly #pages = new Set<number>();
  readonly #extents = new Set<number>();

  addPage(id: PageId): void {
    const extent = keyOfPage({ file: id.file, page: id.page - (id.page % EXTENT_PAGES) });
    if (this.#pages.has(keyOfPage(id)) || this.#extents.has(extent)) throw listedTwice(id);
    this.#pages.add(keyOfPage(id));
  }

  addExtent(id: PageId): void {
    const key = keyOfPage(id);
    if (id.page % EXTENT_PAGES !== 0) throw databaseDamaged(`an extent begins at page ${renderPageId(id)}`);
    if (this.#extents.has(key)) throw listedTwice(id);
    this.#extents.add(key);
    for (let page = id.page; page < id.page + EXTENT_PAGES; page += 1)
      if (this.#pages.has(keyOfPage({ file: id.file, page }))) throw listedTwice({ file: id.file, page });
  }
}

function listedTwice(id: PageId): Error {
  return databaseDamaged(`page ${renderPageId(id)} is listed twice for one table`);
}

/** The object and the index that the pages of a unit carry. */
function splitUnitId(id: bigint): { readonly objectId: number; readonly indexId: number } {
  const bits = BigInt.asUintN(64, id);
  return { indexId: Number(bits >> 48n), objectId: Number((bits >> 16n) & 0xff_ff_ff_ffn) };
}
