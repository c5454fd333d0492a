import { concatenate, u16 } from './little-endian.js';

/** A field of a record to write. */
export interface WrittenField {
  /** Null where the field has no value. */
  readonly bytes: Uint8Array | null;
  /** True for a field of no fixed length: it lies behind all fixed ones. */
  readonly variable?: boolean;
  /** True where the bytes say where the value lies, instead of being it. */
  readonly offRow?: boolean;
  /** The bytes that a fixed field without a value takes. */
  readonly length?: number;
}

/** The parts of a record that are the same for most of them. */
export interface RecordOptions {
  /** The first byte: kind, and which parts there are. A row with both parts by default. */
  readonly status?: number;
  /** The number of columns that the record knows of; that of its fields by default. */
  readonly columns?: number;
}

const ROW_WITH_BOTH_PARTS = 0x30;
const OFF_ROW = 0x8000;

/** Writes a record: fixed fields behind a header of four bytes, then the bits of what is null, then variable fields. */
export function writeRecord(
  fields: readonly WrittenField[],
  { status = ROW_WITH_BOTH_PARTS, columns = fields.length }: RecordOptions = {},
): Uint8Array {
  const fixed = fields.filter(({ variable }) => variable !== true);
  const variable = fields.filter((field) => field.variable === true);
  const fixedBytes = concatenate([
    new Uint8Array(4),
    ...fixed.map(({ bytes, length = 0 }) => bytes ?? new Uint8Array(length)),
  ]);
  const nulls = new Uint8Array(Math.ceil(columns / 8));
  for (const [index, { bytes }] of fields.entries())
    if (bytes === null) nulls[index >> 3] = (nulls[index >> 3] ?? 0) | (1 << (index & 7));
  let end = fixedBytes.length + 2 + nulls.length + 2 + 2 * variable.length;
  const ends = variable.map(({ bytes, offRow }) => {
    end += bytes?.length ?? 0;
    return u16(offRow === true ? end | OFF_ROW : end);
  });
  const record = concatenate([
    fixedBytes,
    u16(columns),
    nulls,
    u16(variable.length),
    ...ends,
    ...variable.map(({ bytes }) => bytes ?? new Uint8Array(0)),
  ]);
  record[0] = status;
  record.set(u16(fixedBytes.length), 2);
  return record;
}

/** Writes a record of a system table: what stands at which byte of its fixed part, and a text. */
export function writeSystemRecord(
  fixedEnd: number,
  fields: readonly (readonly [at: number, bytes: Uint8Array])[],
  text?: Uint8Array,
): Uint8Array {
  const fixed = new Uint8Array(fixedEnd - 4);
  for (const [at, bytes] of fields) fixed.set(bytes, at - 4);
  return writeRecord([{ bytes: fixed }, ...(text === undefined ? [] : [{ bytes: text, variable: true }])]);
}
