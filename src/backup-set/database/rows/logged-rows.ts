import type { DatabaseTable } from '../catalogue/table-schema.js';
import { renderType } from '../catalogue/type-names.js';
import { DatabasePage, PAGE_BYTES, PAGE_HEADER_BYTES } from '../pages/database-page.js';
import { findingOf } from '../../../core/errors/finding-error.js';
import type { TableRow } from './column-values.js';
import { RowDecoder } from './table-rows.js';
import { ValueBytes } from './value-bytes.js';

const NO_PAGE = { file: 0, page: 0 };
const SLOT_COUNT_AT = 22;

/**
 * Decodes a row out of a log; undefined where it is none of the table, or its bytes are not those of a row. A value that
 * lies elsewhere is not decoded: the log says where it will lie, and the pages do not have it.
 */
export function decodeLoggedRow(
  table: DatabaseTable,
  { rowset: id, bytes }: { readonly rowset: bigint; readonly bytes: Uint8Array },
): TableRow | undefined {
  const rowset = table.rowsets.find((candidate) => candidate.id === id);
  if (rowset === undefined || table.refusal !== undefined || bytes.length < 4) return undefined;
  if (PAGE_HEADER_BYTES + bytes.length > PAGE_BYTES - 2) return undefined;
  try {
    const { rows, pending } = new RowDecoder(table, rowset).decodePage(placeOnPage(bytes));
    for (const { row, column, pointer } of pending) {
      const type = table.columns[column]?.type;
      row[column] = {
        undecoded: type === undefined ? '' : renderType(type),
        bytes: new ValueBytes(pointer.bytes).hex(0, pointer.bytes.length),
      };
    }
    return rows[0];
  } catch (error) {
    if (findingOf(error) === undefined) throw error;
    return undefined;
  }
}

/** Puts a record alone on a page whose other slots are empty, so that the records end where it does. */
function placeOnPage(bytes: Uint8Array): DatabasePage {
  const page = new Uint8Array(PAGE_BYTES);
  page.set(bytes, PAGE_HEADER_BYTES);
  const view = new DataView(page.buffer);
  view.setUint16(SLOT_COUNT_AT, (PAGE_BYTES - PAGE_HEADER_BYTES - bytes.length) >>> 1, true);
  view.setUint16(PAGE_BYTES - 2, PAGE_HEADER_BYTES, true);
  return new DatabasePage(NO_PAGE, page);
}
