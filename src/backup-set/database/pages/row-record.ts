import { databaseDamaged } from '../database-fault.js';
import { type DatabasePage, renderPageId } from './database-page.js';

/** The kind of a record: a row, a row that was moved here, what it left behind, or what no longer counts. */
export type RecordKind = 'row' | 'forwarded' | 'stub' | 'index' | 'large' | 'ghost';

const KINDS: readonly RecordKind[] = [
  'row',
  'forwarded',
  'stub',
  'index',
  'large',
  'ghost',
  'ghost',
  'ghost',
];
const HAS_NULLS = 0x10;
const HAS_VARIABLE = 0x20;
const OFF_ROW = 0x8000;

/** Where the bytes of a variable column lie in their page. */
export interface VariableBytes {
  readonly start: number;
  readonly end: number;
  /** True when the bytes say where the value lies, instead of being it. */
  readonly offRow: boolean;
}

/** The kind of the record at `at`. */
export function kindOfRecord(page: DatabasePage, at: number): RecordKind {
  return KINDS[(page.view.getUint8(at) >>> 1) & 7] ?? 'ghost';
}

/** One record of the form that rows have that are not compressed. */
export class RowRecord {
  readonly page: DatabasePage;
  readonly start: number;
  /** Where the fixed part ends, in the page. */
  readonly fixedEnd: number;
  /** The number of columns that the record knows of; a column added later has a higher null bit. */
  readonly columnCount: number;
  readonly #nullsAt: number;
  readonly #variableCount: number;
  readonly #endsAt: number;

  /** @throws INTEGRITY when a part of the record lies outside of the page's records. */
  constructor(page: DatabasePage, start: number) {
    const { view, recordsEnd } = page;
    this.page = page;
    this.start = start;
    const flags = view.getUint8(start);
    this.fixedEnd = start + view.getUint16(start + 2, true);
    if (this.fixedEnd < start + 4 || this.fixedEnd + 2 > recordsEnd) throw brokenRecord(page, start);
    this.columnCount = view.getUint16(this.fixedEnd, true);
    this.#nullsAt = this.fixedEnd + 2;
    const nullBytes = (flags & HAS_NULLS) === 0 ? 0 : (this.columnCount + 7) >>> 3;
    const countAt = this.#nullsAt + nullBytes;
    const hasVariable = (flags & HAS_VARIABLE) !== 0;
    if (countAt + (hasVariable ? 2 : 0) > recordsEnd) throw brokenRecord(page, start);
    this.#variableCount = hasVariable ? view.getUint16(countAt, true) : 0;
    this.#endsAt = countAt + 2;
    if (hasVariable && this.#endsAt + 2 * this.#variableCount > recordsEnd) throw brokenRecord(page, start);
  }

  /** True when the null bit, counted from 1, is set. Bits beyond {@link columnCount} are the caller's business. */
  isNull(bit: number): boolean {
    const index = bit - 1;
    return (this.page.view.getUint8(this.#nullsAt + (index >>> 3)) & (1 << (index & 7))) !== 0;
  }

  /**
   * Finds a variable column by its number from 1; undefined where the record ends before it, as it does when all that
   * follows is empty.
   *
   * @throws INTEGRITY when it lies outside of the page's records.
   */
  variable(number: number): VariableBytes | undefined {
    if (number > this.#variableCount) return undefined;
    const { view, recordsEnd } = this.page;
    const first = this.#endsAt + 2 * this.#variableCount;
    const before =
      number === 1 ? first : this.start + (view.getUint16(this.#endsAt + 2 * number - 4, true) & ~OFF_ROW);
    const word = view.getUint16(this.#endsAt + 2 * (number - 1), true);
    const end = this.start + (word & ~OFF_ROW);
    if (before < first || end < before || end > recordsEnd) throw brokenRecord(this.page, this.start);
    return { start: before, end, offRow: (word & OFF_ROW) !== 0 };
  }
}

function brokenRecord(page: DatabasePage, at: number): Error {
  return databaseDamaged(`the record at byte ${at} of page ${renderPageId(page.id)} reaches beyond its page`);
}
