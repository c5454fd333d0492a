import type { ColumnType } from './table-schema.js';

/** The numbers of the base types. */
export const BASE_TYPES = {
  image: 34,
  text: 35,
  uniqueidentifier: 36,
  date: 40,
  time: 41,
  datetime2: 42,
  datetimeoffset: 43,
  tinyint: 48,
  smallint: 52,
  int: 56,
  smalldatetime: 58,
  real: 59,
  money: 60,
  datetime: 61,
  float: 62,
  sql_variant: 98,
  ntext: 99,
  bit: 104,
  decimal: 106,
  numeric: 108,
  smallmoney: 122,
  bigint: 127,
  varbinary: 165,
  varchar: 167,
  binary: 173,
  char: 175,
  timestamp: 189,
  nvarchar: 231,
  nchar: 239,
  clr: 240,
  xml: 241,
} as const;

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(BASE_TYPES).map(([name, number]) => [number, name]),
);
const WITH_LENGTH: ReadonlySet<number> = new Set([
  BASE_TYPES.varbinary,
  BASE_TYPES.varchar,
  BASE_TYPES.binary,
  BASE_TYPES.char,
]);
const WITH_CHARACTERS: ReadonlySet<number> = new Set([BASE_TYPES.nvarchar, BASE_TYPES.nchar]);
const WITH_SCALE: ReadonlySet<number> = new Set([
  BASE_TYPES.time,
  BASE_TYPES.datetime2,
  BASE_TYPES.datetimeoffset,
]);
const WITH_PRECISION: ReadonlySet<number> = new Set([BASE_TYPES.decimal, BASE_TYPES.numeric]);

/** A type as SQL writes it: `nvarchar(449)`, `decimal(10,2)`; an unknown one by its number, `type 244`. */
export function renderType({ base, lengthBytes, precision, scale }: ColumnType): string {
  const name = NAMES.get(base);
  if (name === undefined) return `type ${base}`;
  if (WITH_LENGTH.has(base)) return `${name}(${lengthBytes === -1 ? 'max' : lengthBytes})`;
  if (WITH_CHARACTERS.has(base)) return `${name}(${lengthBytes === -1 ? 'max' : lengthBytes / 2})`;
  if (WITH_SCALE.has(base)) return `${name}(${scale})`;
  if (WITH_PRECISION.has(base)) return `${name}(${precision},${scale})`;
  return name;
}
