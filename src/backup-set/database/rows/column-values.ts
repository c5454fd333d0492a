import { BASE_TYPES, renderType } from '../catalogue/type-names.js';
import type { ColumnType } from '../catalogue/table-schema.js';
import type { AsciiTexts } from './ascii-texts.js';
import { DAYS_BEFORE_1900, writeDate, writeDateTime, writeOffset, writeTime } from './date-times.js';
import { createTextDecoder, type ValueBytes } from './value-bytes.js';

/** A value that is there, and of a type that is not decoded. */
export interface UndecodedValue {
  readonly undecoded: string;
  /** In hexadecimal, `0x…`. */
  readonly bytes: string;
}

/**
 * A value of a row: integers of at most 32 bits and floats as numbers, bit as boolean, all else as text: GUIDs in lower
 * case, binary as `0x…`, dates and times in ISO 8601 with the digits of their scale.
 */
export type ColumnValue = number | boolean | string | null | UndecodedValue;

/** The values of one row, in the order of the table's columns. */
export type TableRow = readonly ColumnValue[];

/** The decoder of a type. */
export type ValueDecoder = PlainDecoder | WritingDecoder;

/** A decoder of values that are made one by one. */
interface PlainDecoder {
  /** Decodes the bytes from `start` to `end`; undefined when they are too few, or too many, for the type. */
  readonly decode: (bytes: ValueBytes, start: number, end: number) => ColumnValue | undefined;
}

/** A decoder of values that are texts of digits. */
interface WritingDecoder {
  /** The bytes that a value always has. */
  readonly bytes: number;
  readonly write: (texts: AsciiTexts, view: DataView, at: number) => void;
}

const TICKS_PER_SECOND = 300;
/** 38 digits take four words. */
const MAX_DECIMAL_BYTES = 17;
const MINUTES_PER_DAY = 1440;

/** The decoder of a type. A type that is not decoded gives its bytes. */
export function createValueDecoder(type: ColumnType): ValueDecoder {
  return (
    createNumberDecoder(type) ??
    createTimeDecoder(type) ??
    createTextOrBytesDecoder(type) ?? {
      decode: (bytes, start, end) => ({ undecoded: renderType(type), bytes: bytes.hex(start, end) }),
    }
  );
}

/** A decoder of values that always have `bytes` bytes. */
function ofLength(bytes: number, decode: (view: DataView, at: number) => ColumnValue): PlainDecoder {
  return { decode: ({ view }, start, end) => (end - start === bytes ? decode(view, start) : undefined) };
}

function createNumberDecoder({ base, scale }: ColumnType): ValueDecoder | undefined {
  switch (base) {
    case BASE_TYPES.tinyint:
      return ofLength(1, (view, at) => view.getUint8(at));
    case BASE_TYPES.smallint:
      return ofLength(2, (view, at) => view.getInt16(at, true));
    case BASE_TYPES.int:
      return ofLength(4, (view, at) => view.getInt32(at, true));
    case BASE_TYPES.bigint:
      return ofLength(8, (view, at) => view.getBigInt64(at, true).toString());
    case BASE_TYPES.real:
      return ofLength(4, (view, at) => view.getFloat32(at, true));
    case BASE_TYPES.float:
      return ofLength(8, (view, at) => view.getFloat64(at, true));
    case BASE_TYPES.money:
      return ofLength(8, (view, at) => renderDecimal(view.getBigInt64(at, true), 4));
    case BASE_TYPES.smallmoney:
      return ofLength(4, (view, at) => renderDecimal(BigInt(view.getInt32(at, true)), 4));
    case BASE_TYPES.decimal:
    case BASE_TYPES.numeric:
      return { decode: ({ view }, start, end) => decodeDecimal(view, { start, end, scale }) };
    default:
      return undefined;
  }
}

function createTimeDecoder({ base, scale: digits }: ColumnType): WritingDecoder | undefined {
  const timeBytes = digits <= 2 ? 3 : digits <= 4 ? 4 : 5;
  switch (base) {
    case BASE_TYPES.date:
      return { bytes: 3, write: (texts, view, at) => writeDate(texts, uint24(view, at)) };
    case BASE_TYPES.time:
      return {
        bytes: timeBytes,
        write: (texts, view, at) => writeTime(texts, readTime(view, at, timeBytes), digits),
      };
    case BASE_TYPES.datetime2:
      return {
        bytes: timeBytes + 3,
        write: (texts, view, at) =>
          writeDateTime(texts, uint24(view, at + timeBytes), {
            units: readTime(view, at, timeBytes),
            digits,
          }),
      };
    case BASE_TYPES.datetimeoffset:
      return {
        bytes: timeBytes + 5,
        write: (texts, view, at) => writeDateTimeOffset({ texts, view, at }, timeBytes, digits),
      };
    case BASE_TYPES.datetime:
      return { bytes: 8, write: writeTicks };
    case BASE_TYPES.smalldatetime:
      return { bytes: 4, write: writeMinutes };
    default:
      return undefined;
  }
}

function createTextOrBytesDecoder(type: ColumnType): ValueDecoder | undefined {
  switch (type.base) {
    case BASE_TYPES.uniqueidentifier:
      return { bytes: 16, write: writeGuid };
    case BASE_TYPES.nvarchar:
    case BASE_TYPES.nchar:
    case BASE_TYPES.ntext:
      return {
        decode: (bytes, start, end) => ((end - start) % 2 === 0 ? bytes.utf16(start, end) : undefined),
      };
    case BASE_TYPES.varchar:
    case BASE_TYPES.char:
    case BASE_TYPES.text: {
      const decode = createTextDecoder(type.collation);
      return {
        decode: (bytes, start, end) =>
          bytes.text(start, end, decode) ?? { undecoded: renderType(type), bytes: bytes.hex(start, end) },
      };
    }
    case BASE_TYPES.varbinary:
    case BASE_TYPES.binary:
    case BASE_TYPES.image:
    case BASE_TYPES.timestamp:
      return { decode: (bytes, start, end) => bytes.hex(start, end) };
    default:
      return undefined;
  }
}

/** Decodes a sign byte and a whole number of four-byte words. */
function decodeDecimal(
  view: DataView,
  { start, end, scale }: { readonly start: number; readonly end: number; readonly scale: number },
): string | undefined {
  if ((end - start) % 4 !== 1 || end - start < 5 || end - start > MAX_DECIMAL_BYTES) return undefined;
  let value = 0n;
  for (let at = end - 4; at > start; at -= 4) value = (value << 32n) | BigInt(view.getUint32(at, true));
  return renderDecimal(view.getUint8(start) === 0 ? -value : value, scale);
}

/** A whole number with its last `scale` digits behind the point. */
function renderDecimal(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const sign = value < 0n ? '-' : '';
  if (scale === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** A day and a time of it in ticks of the clock that SQL Server had first. */
function writeTicks(texts: AsciiTexts, view: DataView, at: number): void {
  const units = Math.round((view.getUint32(at, true) * 1000) / TICKS_PER_SECOND);
  writeDateTime(texts, view.getInt32(at + 4, true) + DAYS_BEFORE_1900, { units, digits: 3 });
}

/** A day and a time of it in minutes. */
function writeMinutes(texts: AsciiTexts, view: DataView, at: number): void {
  const units = view.getUint16(at, true) * 60;
  writeDateTime(texts, view.getUint16(at + 2, true) + DAYS_BEFORE_1900, { units, digits: 0 });
}

/** It is stored in UTC, and shown in the offset that was given with it. */
function writeDateTimeOffset(
  { texts, view, at }: { readonly texts: AsciiTexts; readonly view: DataView; readonly at: number },
  timeBytes: number,
  digits: number,
): void {
  const offset = view.getInt16(at + timeBytes + 3, true);
  const perMinute = 60 * 10 ** digits;
  const perDay = MINUTES_PER_DAY * perMinute;
  const local = readTime(view, at, timeBytes) + offset * perMinute;
  const dayShift = Math.floor(local / perDay);
  const units = local - dayShift * perDay;
  writeDateTime(texts, uint24(view, at + timeBytes) + dayShift, { units, digits });
  writeOffset(texts, offset);
}

const DASH = 0x2d;

/** Three numbers, lowest byte first, and eight bytes. */
function writeGuid(texts: AsciiTexts, view: DataView, at: number): void {
  texts.hex(view.getUint16(at + 2, true));
  texts.hex(view.getUint16(at, true));
  texts.sign(DASH);
  texts.hex(view.getUint16(at + 4, true));
  texts.sign(DASH);
  texts.hex(view.getUint16(at + 6, true));
  texts.sign(DASH);
  texts.hex(view.getUint16(at + 8));
  texts.sign(DASH);
  for (let byte = 10; byte < 16; byte += 2) texts.hex(view.getUint16(at + byte));
}

function readTime(view: DataView, at: number, bytes: number): number {
  const low = uint24(view, at);
  if (bytes === 3) return low;
  const high = bytes === 4 ? view.getUint8(at + 3) : view.getUint16(at + 3, true);
  return low + high * 2 ** 24;
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
}
