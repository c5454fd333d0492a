import { databaseDamaged } from '../database-fault.js';
import type { Allocation, AllocationUnit } from '../pages/allocation.js';
import {
  keyOfPage,
  type DatabasePage,
  type PageId,
  parsePageId,
  renderPageId,
} from '../pages/database-page.js';
import type { PageReader } from '../pages/page-reader.js';
import { kindOfRecord, RowRecord } from '../pages/row-record.js';

/** The objects whose tables are read, by their number. */
export const SYSTEM_OBJECTS = {
  columnStorage: 3,
  rowsets: 5,
  units: 7,
  values: 9,
  objects: 34,
  columns: 41,
  types: 50,
  classes: 64,
} as const;

/** One row of a system table. Offsets count from the start of its record. */
export class SystemRow {
  readonly #record: RowRecord;

  constructor(record: RowRecord) {
    this.#record = record;
  }

  uint8(at: number): number {
    return this.#record.page.view.getUint8(this.#place(at, 1));
  }

  int16(at: number): number {
    return this.#record.page.view.getInt16(this.#place(at, 2), true);
  }

  int32(at: number): number {
    return this.#record.page.view.getInt32(this.#place(at, 4), true);
  }

  uint32(at: number): number {
    return this.#record.page.view.getUint32(this.#place(at, 4), true);
  }

  int64(at: number): bigint {
    return this.#record.page.view.getBigInt64(this.#place(at, 8), true);
  }

  page(at: number): PageId {
    return parsePageId(this.#record.page.view, this.#place(at, 6));
  }

  /** The bytes of a variable column, counted from 1; empty where the row has none. */
  bytes(column: number): Uint8Array {
    const found = this.#record.variable(column);
    if (found === undefined) return new Uint8Array(0);
    return this.#record.page.bytes.subarray(found.start, found.end);
  }

  /** The text of a variable column, counted from 1. */
  text(column: number): string {
    const bytes = this.bytes(column);
    let text = '';
    for (let at = 0; at + 2 <= bytes.length; at += 2)
      text += String.fromCharCode((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
    return text;
  }

  /** @throws INTEGRITY when the record is shorter than a row of its table is. */
  #place(at: number, bytes: number): number {
    const { page, start, fixedEnd } = this.#record;
    if (start + at + bytes > fixedEnd)
      throw databaseDamaged(`the record at byte ${start} of page ${renderPageId(page.id)} is too short`);
    return start + at;
  }
}

/** The rows of a system table that one page holds. */
export function listSystemRows(page: DatabasePage): readonly SystemRow[] {
  const rows: SystemRow[] = [];
  for (let slot = 0; slot < page.slotCount; slot += 1) {
    const at = page.slot(slot);
    if (at !== undefined && kindOfRecord(page, at) === 'row')
      rows.push(new SystemRow(new RowRecord(page, at)));
  }
  return rows;
}

/** Reads a system table whose pages a unit lists. */
export async function* readSystemTable(
  allocation: Allocation,
  unit: AllocationUnit,
): AsyncGenerator<SystemRow> {
  for await (const page of allocation.pagesOf(unit)) {
    if (page.type === 1 && page.level === 0) yield* listSystemRows(page);
  }
}

/**
 * Reads the one system table that is found by its first page, and has pages that link to each other.
 *
 * @throws INTEGRITY when a page is of another table, or the links lead back.
 */
export async function* readLinkedTable(
  pages: PageReader,
  first: PageId,
  objectId: number,
): AsyncGenerator<SystemRow> {
  const seen = new Set<number>();
  for (let id = first; id.file !== 0;) {
    if (seen.has(keyOfPage(id)))
      throw databaseDamaged(`the links of pages lead back to page ${renderPageId(id)}`);
    seen.add(keyOfPage(id));
    const page = await pages.read(id);
    if (page.type !== 1 || page.level !== 0 || page.objectId !== objectId)
      throw databaseDamaged(`page ${renderPageId(id)} should list the units of the database, and does not`);
    yield* listSystemRows(page);
    id = page.next;
  }
}
