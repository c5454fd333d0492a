import { databaseDamaged, databaseUnsupported, showName } from '../database-fault.js';
import type { Allocation } from '../pages/allocation.js';
import { type DatabasePage, PAGE_BYTES, PAGE_TYPES, renderPageId } from '../pages/database-page.js';
import type { PageReader } from '../pages/page-reader.js';
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
import { type ColumnValue, createValueDecoder, type TableRow, type ValueDecoder } from './column-values.js';
import { LargePointer, LargeValueReader } from './large-values.js';

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
  let found = 0;
  for (const rowset of table.rowsets) {
    if (rowset.rows === undefined) continue;
    const decoder = new RowDecoder(table, rowset);
    const large = new LargeValueReader(pages, rowset.largeValues);
    for await (const page of allocation.pagesOf(rowset.rows)) {
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

type Cell = ColumnValue | LargePointer;

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
  readonly column: DatabaseColumn;
  readonly storage: ColumnStorage;
  readonly decode: ValueDecoder;
}

/** Decodes the records of one rowset. */
export class RowDecoder {
  readonly #table: DatabaseTable;
  readonly #readers: readonly ColumnReader[];
  /** 1 for each byte of the page at hand that a record begins at. */
  readonly #begun = new Uint8Array(PAGE_BYTES);

  constructor(table: DatabaseTable, rowset: Rowset) {
    this.#table = table;
    const storage = table.storage.get(rowset.id);
    this.#readers = table.columns.map((column) => {
      const found = storage?.get(column.id);
      if (found === undefined)
        throw databaseDamaged(`the database does not say where ${this.#nameOf(column)} lies`);
      return { column, storage: found, decode: createValueDecoder(column.type) };
    });
  }

  decodePage(page: DatabasePage): DecodedPage {
    const rows: ColumnValue[][] = [];
    const pending: PendingCell[] = [];
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
      rows.push(this.#decodeRow(new RowRecord(page, at), pending));
    }
    return { rows, pending };
  }

  /** Decodes one record, and adds to `pending` what lies elsewhere. */
  #decodeRow(record: RowRecord, pending: PendingCell[]): ColumnValue[] {
    const row: ColumnValue[] = [];
    for (const reader of this.#readers) {
      const cell = this.#readCell(record, reader);
      if (cell instanceof LargePointer) {
        pending.push({ row, column: row.length, pointer: cell });
        row.push(null);
      } else {
        row.push(cell);
      }
    }
    return row;
  }

  /** Reads a value from where its row says that it lies. */
  async settle({ row, column, pointer }: PendingCell, large: LargeValueReader): Promise<void> {
    const reader = this.#readers[column];
    if (reader === undefined) return;
    const bytes = await large.read(pointer);
    row[column] = reader.decode(viewOf(bytes), 0, bytes.length) ?? this.#refuse(reader, bytes.length);
  }

  #readCell(record: RowRecord, reader: ColumnReader): Cell {
    const { nullBit, fixedOffset, variable, bit, missingValue } = reader.storage;
    if (nullBit > record.columnCount) {
      if (missingValue === undefined) return null;
      const { length } = missingValue;
      return reader.decode(viewOf(missingValue), 0, length) ?? this.#refuse(reader, length);
    }
    if (record.isNull(nullBit)) return null;
    if (variable > 0) return this.#readVariable(record, reader);
    const start = record.start + fixedOffset;
    if (reader.column.type.base === BASE_TYPES.bit) {
      if (start + 1 > record.fixedEnd) throw this.#shortRow(record, reader);
      return (record.page.view.getUint8(start) & (1 << bit)) !== 0;
    }
    const end = start + reader.column.type.lengthBytes;
    if (end < start || end > record.fixedEnd) throw this.#shortRow(record, reader);
    return reader.decode(record.page.view, start, end) ?? this.#refuse(reader, end - start);
  }

  #readVariable(record: RowRecord, reader: ColumnReader): Cell {
    const found = record.variable(reader.storage.variable);
    const { view, bytes } = record.page;
    if (found === undefined) return reader.decode(view, 0, 0) ?? this.#refuse(reader, 0);
    const { start, end, offRow } = found;
    if (!offRow) return reader.decode(view, start, end) ?? this.#refuse(reader, end - start);
    if (end - start >= 2 && view.getUint16(start, true) === BACK_POINTER)
      return reader.decode(view, 0, 0) ?? this.#refuse(reader, 0);
    if (end - start < MIN_POINTER_BYTES)
      throw databaseDamaged(
        `the row at byte ${record.start} of page ${renderPageId(record.page.id)} points nowhere`,
      );
    return new LargePointer(bytes.subarray(start, end));
  }

  #refuse({ column }: ColumnReader, bytes: number): never {
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

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
