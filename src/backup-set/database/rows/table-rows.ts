import { databaseDamaged, databaseUnsupported, showName } from '../database-fault.js';
import type { Allocation } from '../pages/allocation.js';
import { type DatabasePage, PAGE_BYTES, PAGE_TYPES, renderPageId } from '../pages/database-page.js';
import { MAX_RUN_BYTES, type PageReader } from '../pages/page-reader.js';
import { kindOfRecord, RowRecord } from '../pages/row-record.js';
import {
  type ColumnStorage,
  countDeclaredRows,
  type DatabaseColumn,
  type DatabaseTable,
  nameOfTable,
  type Rowset,
} from '../catalogue/table-schema.js';
import { BASE_TYPES, renderType } from '../catalogue/type-names.js';
import { AsciiTexts } from './ascii-texts.js';
import { type ColumnValue, createValueDecoder, type TableRow, type ValueDecoder } from './column-values.js';
import { LargePointer, LargeValueReader } from './large-values.js';
import { ValueBytes } from './value-bytes.js';

/** A value marked as lying elsewhere whose first bytes are these is the way back of a row that was moved. */
const BACK_POINTER = 0x400;
/** Fewer bytes do not say where a value lies. */
const MIN_POINTER_BYTES = 16;

/**
 * Reads the rows of a table, page by page, in the order in which the database lists its pages. What was handed out is
 * good only when the end is reached: the last thing that happens is the comparison with the database's own count.
 *
 * @throws UNSUPPORTED for a table of a form that is not read; INTEGRITY for a damaged page, and for another number of rows.
 */
export async function* readTableRows(
  pages: PageReader,
  allocation: Allocation,
  table: DatabaseTable,
): AsyncGenerator<readonly TableRow[]> {
  if (table.refusal !== undefined)
    throw databaseUnsupported(`${showName(nameOfTable(table))} is not read: ${table.refusal}`);
  // A row holds nothing of the page that it was decoded from.
  const memory = new Uint8Array(MAX_RUN_BYTES);
  let found = 0;
  for (const rowset of table.rowsets) {
    if (rowset.rows === undefined) continue;
    const decoder = new RowDecoder(table, rowset);
    const large = new LargeValueReader(pages, rowset.largeValues);
    for await (const page of allocation.pagesOf(rowset.rows, memory)) {
      if (page.type !== PAGE_TYPES.data || page.level !== 0) continue;
      const { rows, pending } = decoder.decodePage(page);
      for (const cell of pending) await decoder.settle(cell, large);
      found += rows.length;
      if (rows.length > 0) yield rows;
    }
  }
  const declared = countDeclaredRows(table);
  if (found !== declared) {
    throw databaseDamaged(
      `${showName(nameOfTable(table))} holds ${found} rows on its pages, and the database counts ${declared}`,
    );
  }
}

/** A cell that is still to be read from the pages of large values. */
interface PendingCell {
  readonly row: ColumnValue[];
  readonly column: number;
  readonly pointer: LargePointer;
}

interface DecodedPage {
  readonly rows: readonly ColumnValue[][];
  readonly pending: readonly PendingCell[];
}

interface ColumnReader {
  /** The place of the column among those of the table. */
  readonly index: number;
  readonly column: DatabaseColumn;
  readonly storage: ColumnStorage;
  /** The value of rows that are older than the column; undefined for null. */
  readonly missing: ValueBytes | undefined;
  readonly decoder: ValueDecoder;
}

/** Where the bytes of a value lie. */
interface ValuePlace {
  readonly start: number;
  readonly end: number;
}

/** The place of a value that has no bytes. */
const NOTHING = { start: 0, end: 0, offRow: false } as const;

/** Decodes the records of one rowset. */
export class RowDecoder {
  readonly #table: DatabaseTable;
  readonly #readers: readonly ColumnReader[];
  readonly #nulls: readonly ColumnValue[];
  /** 1 for each byte of the page at hand that a record begins at. */
  readonly #begun = new Uint8Array(PAGE_BYTES);
  /** The rows at hand, null where a value is not yet known. */
  #rows: readonly ColumnValue[][] = [];
  #pending: PendingCell[] = [];
  /** The bytes of the value at hand. */
  #bytes = new ValueBytes(new Uint8Array(0));
  /** The texts of the column at hand. */
  readonly #texts = new AsciiTexts();

  constructor(table: DatabaseTable, rowset: Rowset) {
    this.#table = table;
    const storage = table.storage.get(rowset.id);
    this.#readers = table.columns.map((column, index) => {
      const found = storage?.get(column.id);
      if (found === undefined)
        throw databaseDamaged(`the database does not say where ${this.#nameOf(column)} lies`);
      const { missingValue } = found;
      const missing = missingValue === undefined ? undefined : new ValueBytes(missingValue);
      return { index, column, storage: found, missing, decoder: createValueDecoder(column.type) };
    });
    this.#nulls = this.#readers.map(() => null);
  }

  /** Decodes the rows of a page, column by column. */
  decodePage(page: DatabasePage): DecodedPage {
    const records = this.#listRecords(page);
    const bytes = new ValueBytes(page.bytes);
    this.#rows = records.map(() => this.#nulls.slice());
    this.#pending = [];
    for (const reader of this.#readers) this.#decodeColumn(reader, records, bytes);
    return { rows: this.#rows, pending: this.#pending };
  }

  #listRecords(page: DatabasePage): readonly RowRecord[] {
    const records: RowRecord[] = [];
    this.#begun.fill(0);
    for (let slot = 0; slot < page.slotCount; slot += 1) {
      const at = page.slot(slot);
      if (at === undefined) continue;
      if (this.#begun[at] === 1)
        throw databaseDamaged(`two slots of page ${renderPageId(page.id)} hold the record at byte ${at}`);
      this.#begun[at] = 1;
      const kind = kindOfRecord(page, at);
      if (kind === 'stub' || kind === 'ghost') continue;
      if (kind !== 'row' && kind !== 'forwarded')
        throw databaseDamaged(`slot ${slot} of page ${renderPageId(page.id)} is no row`);
      records.push(new RowRecord(page, at));
    }
    return records;
  }

  #decodeColumn(reader: ColumnReader, records: readonly RowRecord[], bytes: ValueBytes): void {
    const { nullBit, variable } = reader.storage;
    let row = -1;
    for (const record of records) {
      row += 1;
      this.#bytes = bytes;
      if (nullBit > record.columnCount) this.#decodeMissing(reader, row);
      else if (record.isNull(nullBit)) continue;
      else if (variable > 0) this.#decodeVariable(reader, row, record);
      else this.#decodeFixed(reader, row, record);
    }
    this.#texts.settle(this.#rows, reader.index);
  }

  /** Reads a value from where its row says that it lies. */
  async settle({ row, column, pointer }: PendingCell, large: LargeValueReader): Promise<void> {
    const reader = this.#readers[column];
    if (reader === undefined) return;
    this.#bytes = new ValueBytes(await large.read(pointer));
    this.#rows = [row];
    this.#decode(reader, 0, { start: 0, end: this.#bytes.length });
    this.#texts.settle(this.#rows, column);
  }

  /** Decodes the value that rows have which are older than their column. */
  #decodeMissing(reader: ColumnReader, row: number): void {
    if (reader.missing === undefined) return;
    this.#bytes = reader.missing;
    this.#decode(reader, row, { start: 0, end: reader.missing.length });
  }

  #decodeFixed(reader: ColumnReader, row: number, record: RowRecord): void {
    const { fixedOffset, bit } = reader.storage;
    const { base, lengthBytes } = reader.column.type;
    const isBit = base === BASE_TYPES.bit;
    const start = record.start + fixedOffset;
    const end = start + (isBit ? 1 : lengthBytes);
    if (end < start || end > record.fixedEnd) throw this.#shortRow(record, reader);
    if (isBit) this.#set(reader, row, (this.#bytes.view.getUint8(start) & (1 << bit)) !== 0);
    else this.#decode(reader, row, { start, end });
  }

  #decodeVariable(reader: ColumnReader, row: number, record: RowRecord): void {
    const found = record.variable(reader.storage.variable) ?? NOTHING;
    const { start, end, offRow } = found;
    if (!offRow) return this.#decode(reader, row, found);
    if (end - start >= 2 && this.#bytes.view.getUint16(start, true) === BACK_POINTER)
      return this.#decode(reader, row, NOTHING);
    if (end - start < MIN_POINTER_BYTES)
      throw databaseDamaged(
        `the row at byte ${record.start} of page ${renderPageId(record.page.id)} points nowhere`,
      );
    const pointer = new LargePointer(record.page.bytes.subarray(start, end));
    this.#pending.push({ row: this.#rows[row] ?? [], column: reader.index, pointer });
  }

  /** Decodes one value, or writes it for when the texts of its column are settled. */
  #decode(reader: ColumnReader, row: number, { start, end }: ValuePlace): void {
    const { column, decoder } = reader;
    if ('decode' in decoder) {
      const value = decoder.decode(this.#bytes, start, end) ?? this.#refuse(column, end - start);
      this.#set(reader, row, value);
      return;
    }
    if (end - start !== decoder.bytes) this.#refuse(column, end - start);
    decoder.write(this.#texts, this.#bytes.view, start);
    this.#texts.end(row);
  }

  #set({ index }: ColumnReader, row: number, value: ColumnValue): void {
    const values = this.#rows[row];
    if (values !== undefined) values[index] = value;
  }

  #refuse(column: DatabaseColumn, bytes: number): never {
    throw databaseDamaged(
      `${this.#nameOf(column)} is ${renderType(column.type)}, and a row holds ${bytes} bytes`,
    );
  }

  #shortRow(record: RowRecord, { column }: ColumnReader): Error {
    return databaseDamaged(
      `the row at byte ${record.start} of page ${renderPageId(record.page.id)} ends before ${this.#nameOf(column)}`,
    );
  }

  #nameOf(column: DatabaseColumn): string {
    return showName(`${nameOfTable(this.#table)}.${column.name}`);
  }
}
