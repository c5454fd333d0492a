import { BASE_TYPES, renderType } from '../catalogue/type-names.js';
import type { ColumnType } from '../catalogue/table-schema.js';
import { DAYS_BEFORE_1900, renderDate, renderOffset, renderTime } from './date-times.js';
import { createTextDecoder } from './text-decoder.js';

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

/** Decodes the bytes from `start` to `end`; undefined when they are too few, or too many, for the type. */
export type ValueDecoder = (view: DataView, start: number, end: number) => ColumnValue | undefined;

const TICKS_PER_SECOND = 300;
/** 38 digits take four words. */
const MAX_DECIMAL_BYTES = 17;
const MINUTES_PER_DAY = 1440;

/** The decoder of a type. A type that is not decoded gives its bytes. */
export function createValueDecoder(type: ColumnType): ValueDecoder {
  return (
    createNumberDecoder(type) ??
    createTimeDecoder(type) ??
    createTextOrBytesDecoder(type) ??
    ((view, start, end) => ({ undecoded: renderType(type), bytes: renderBytes(view, start, end) }))
  );
}

/** A decoder of values that always have `bytes` bytes. */
function ofLength(bytes: number, decode: (view: DataView, at: number) => ColumnValue): ValueDecoder {
  return (view, start, end) => (end - start === bytes ? decode(view, start) : undefined);
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
      return (view, start, end) => decodeDecimal(view, { start, end, scale });
    default:
      return undefined;
  }
}

function createTimeDecoder({ base, scale }: ColumnType): ValueDecoder | undefined {
  const timeBytes = scale <= 2 ? 3 : scale <= 4 ? 4 : 5;
  switch (base) {
    case BASE_TYPES.date:
      return ofLength(3, (view, at) => renderDate(uint24(view, at)));
    case BASE_TYPES.time:
      return ofLength(timeBytes, (view, at) => renderTime(readTime(view, at, timeBytes), scale));
    case BASE_TYPES.datetime2:
      return ofLength(timeBytes + 3, (view, at) => {
        const time = renderTime(readTime(view, at, timeBytes), scale);
        return `${renderDate(uint24(view, at + timeBytes))}T${time}`;
      });
    case BASE_TYPES.datetimeoffset:
      return ofLength(timeBytes + 5, (view, at) => decodeDateTimeOffset(view, at, { timeBytes, scale }));
    case BASE_TYPES.datetime:
      return ofLength(8, (view, at) => {
        const milliseconds = Math.round((view.getUint32(at, true) * 1000) / TICKS_PER_SECOND);
        return `${renderDate(view.getInt32(at + 4, true) + DAYS_BEFORE_1900)}T${renderTime(milliseconds, 3)}`;
      });
    case BASE_TYPES.smalldatetime:
      return ofLength(4, (view, at) => {
        const day = renderDate(view.getUint16(at + 2, true) + DAYS_BEFORE_1900);
        return `${day}T${renderTime(view.getUint16(at, true) * 60, 0)}`;
      });
    default:
      return undefined;
  }
}

function createTextOrBytesDecoder(type: ColumnType): ValueDecoder | undefined {
  switch (type.base) {
    case BASE_TYPES.uniqueidentifier:
      return ofLength(16, decodeGuid);
    case BASE_TYPES.nvarchar:
    case BASE_TYPES.nchar:
    case BASE_TYPES.ntext:
      return (view, start, end) =>
        (end - start) % 2 === 0 ? wholeOf(view).toString('utf16le', start, end) : undefined;
    case BASE_TYPES.varchar:
    case BASE_TYPES.char:
    case BASE_TYPES.text: {
      const decode = createTextDecoder(type.collation);
      return (view, start, end) =>
        decode(wholeOf(view).subarray(start, end)) ?? {
          undecoded: renderType(type),
          bytes: renderBytes(view, start, end),
        };
    }
    case BASE_TYPES.varbinary:
    case BASE_TYPES.binary:
    case BASE_TYPES.image:
    case BASE_TYPES.timestamp:
      return renderBytes;
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

/** It is stored in UTC, and shown in the offset that was given with it. */
function decodeDateTimeOffset(
  view: DataView,
  at: number,
  { timeBytes, scale }: { readonly timeBytes: number; readonly scale: number },
): string {
  const offset = view.getInt16(at + timeBytes + 3, true);
  const perMinute = 60 * 10 ** scale;
  const perDay = MINUTES_PER_DAY * perMinute;
  const local = readTime(view, at, timeBytes) + offset * perMinute;
  const dayShift = Math.floor(local / perDay);
  const day = renderDate(uint24(view, at + timeBytes) + dayShift);
  return `${day}T${renderTime(local - dayShift * perDay, scale)}${renderOffset(offset)}`;
}

/** The two digits of each byte. */
const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** The bytes of a GUID in the order of its digits: three numbers, lowest byte first, and eight bytes. */
const GUID_BYTES = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15] as const;
const GUID_GROUPS: ReadonlySet<number> = new Set([5, 7, 8, 10]);

function decodeGuid(view: DataView, at: number): string {
  let text = '';
  for (const byte of GUID_BYTES)
    text += `${GUID_GROUPS.has(byte) ? '-' : ''}${HEX[view.getUint8(at + byte)] ?? ''}`;
  return text;
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

/** Bytes as SQL writes them: `0x00ff`. */
export function renderBytes(view: DataView, start: number, end: number): string {
  return `0x${wholeOf(view).toString('hex', start, end)}`;
}

/** The page whose values were decoded last. */
let latest: { readonly view: DataView; readonly bytes: Buffer } | undefined;

/** All bytes of a view. Most values come from the view that the one before came from. */
function wholeOf(view: DataView): Buffer {
  if (latest?.view !== view)
    latest = { view, bytes: Buffer.from(view.buffer, view.byteOffset, view.byteLength) };
  return latest.bytes;
}
