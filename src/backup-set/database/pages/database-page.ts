import { databaseDamaged } from '../database-fault.js';
import { type Lsn, parseLsn } from '../lsn.js';

export const PAGE_BYTES = 8192;
export const PAGE_HEADER_BYTES = 96;
export const EXTENT_PAGES = 8;
export const EXTENT_BYTES = PAGE_BYTES * EXTENT_PAGES;

/** The types of pages that are read. */
export const PAGE_TYPES = { data: 1, largeMixed: 3, largeTree: 4, allocationMap: 10 } as const;

/** A page by the number of its file and its own. */
export interface PageId {
  readonly file: number;
  readonly page: number;
}

/** A page as SQL Server writes it: `1:312`. */
export function renderPageId({ file, page }: PageId): string {
  return `${file}:${page}`;
}

/** One number for a page, exact: files have 16 bits, pages 32. */
export function keyOfPage({ file, page }: PageId): number {
  return file * 2 ** 32 + page;
}

/** Reads a page's number and its file's: u32, u16. */
export function parsePageId(view: DataView, at: number): PageId {
  return { page: view.getUint32(at, true), file: view.getUint16(at + 4, true) };
}

/** One page of a database. */
export class DatabasePage {
  readonly id: PageId;
  readonly bytes: Uint8Array;
  readonly view: DataView;

  constructor(id: PageId, bytes: Uint8Array) {
    this.id = id;
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, PAGE_BYTES);
  }

  get type(): number {
    return this.view.getUint8(1);
  }

  get level(): number {
    return this.view.getUint8(3);
  }

  get indexId(): number {
    return this.view.getUint16(6, true);
  }

  get objectId(): number {
    return this.view.getUint32(24, true);
  }

  get next(): PageId {
    return parsePageId(this.view, 16);
  }

  get lsn(): Lsn {
    return parseLsn(this.view, 40);
  }

  get slotCount(): number {
    return this.view.getUint16(22, true);
  }

  /**
   * Finds where the record of a slot begins; undefined for a slot of a heap whose row has gone.
   *
   * @throws INTEGRITY when the page has no such slot, or it lies outside of the page's records.
   */
  slot(index: number): number | undefined {
    const end = this.recordsEnd;
    if (index >= this.slotCount || end < PAGE_HEADER_BYTES)
      throw databaseDamaged(`page ${renderPageId(this.id)} has ${this.slotCount} slots, and none ${index}`);
    const at = this.view.getUint16(PAGE_BYTES - 2 * (index + 1), true);
    if (at === 0) return undefined;
    if (at < PAGE_HEADER_BYTES || at + 4 > end)
      throw databaseDamaged(`slot ${index} of page ${renderPageId(this.id)} lies at byte ${at}`);
    return at;
  }

  /**
   * Finds a record that must be there.
   *
   * @throws INTEGRITY when the slot is empty, or fewer than `bytes` are left from it on.
   */
  record(index: number, bytes: number): number {
    const at = this.slot(index);
    if (at === undefined || at + bytes > this.recordsEnd)
      throw databaseDamaged(`slot ${index} of page ${renderPageId(this.id)} holds less than ${bytes} bytes`);
    return at;
  }

  /** Where the records end, and the slots begin. */
  get recordsEnd(): number {
    return PAGE_BYTES - 2 * this.slotCount;
  }
}
