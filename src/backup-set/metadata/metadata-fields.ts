import { isObject } from '../../core/is-object.js';
import { escapeXml } from './xml-tree.js';
import type { XmlElement } from './plain-xml.js';

/**
 * The way in which one element becomes a value: as text, converted, a group of elements, or a list of groups. An
 * element that does not convert stays text, and one that stands twice becomes an array, so that the schema finds the
 * fault.
 */
export type Field =
  | 'text'
  | 'boolean'
  | 'integer'
  | 'guid'
  | 'thumbprint'
  | { readonly oneOf: readonly string[] }
  | { readonly group: FieldTable }
  | { readonly listOf: FieldTable };

/** The elements of a group by name, in the order in which they are written. */
export interface FieldTable {
  readonly [name: string]: Field;
}

/** The parsed shape: element names as keys; absent elements, and those that hold nothing known, are absent. */
export type FieldValues = Readonly<Record<string, unknown>>;

/** Reads the elements that a table knows, in any order and casing; all others are passed over. */
export function readFields(element: XmlElement, table: FieldTable): FieldValues {
  const { fields, places } = listFields(table);
  const found: (XmlElement[] | undefined)[] = [];
  for (const child of element.children) {
    const place = isPresent(child)
      ? (places.get(child.name) ?? places.get(child.name.toLowerCase()))
      : undefined;
    if (place !== undefined) (found[place] ??= []).push(child);
  }
  const values: Record<string, unknown> = {};
  for (const [place, { name, field }] of fields.entries()) {
    const elements = found[place];
    if (elements === undefined) continue;
    const value = isList(field) ? readList(elements, field.listOf) : readSingle(elements, field);
    if (!isEmptyGroup(value)) values[name] = value;
  }
  return values;
}

interface ListedFields {
  readonly fields: readonly { readonly name: string; readonly field: Field }[];
  /** Positions by name, in the table's casing and in lower case. */
  readonly places: ReadonlyMap<string, number>;
}

/** The elements of each table, listed once: a share has thousands of files and three tables. */
const listedFields = new WeakMap<FieldTable, ListedFields>();

function listFields(table: FieldTable): ListedFields {
  const known = listedFields.get(table);
  if (known !== undefined) return known;
  const fields = Object.entries(table).map(([name, field]) => ({ name, field }));
  const places = new Map<string, number>();
  for (const [place, { name }] of fields.entries()) places.set(name, place).set(name.toLowerCase(), place);
  const listed = { fields, places };
  listedFields.set(table, listed);
  return listed;
}

/** Writes values as elements, in the table's order. Absent values are left out. */
export function renderFields(values: FieldValues, table: FieldTable, indent: string): string {
  return Object.entries(table)
    .filter(([name]) => values[name] !== undefined && values[name] !== null)
    .map(([name, field]) => renderField(name, field, { value: values[name], indent }))
    .join('');
}

function isPresent(element: XmlElement): boolean {
  return !element.isNil && (element.text !== '' || element.children.length > 0);
}

/** True for a group none of whose elements is known: it would be written as an element that holds nothing. */
function isEmptyGroup(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}

function isList(field: Field): field is { readonly listOf: FieldTable } {
  return typeof field === 'object' && 'listOf' in field;
}

/** Reads a list. .NET serialisers write it as repeated elements, or as one wrapper around items of any name. */
function readList(found: readonly XmlElement[], table: FieldTable): readonly FieldValues[] {
  const { places } = listFields(table);
  const isItem = (element: XmlElement) =>
    element.children.some((child) => places.has(child.name.toLowerCase()));
  return found
    .flatMap((element) => (isItem(element) ? [element] : element.children))
    .map((item) => readFields(item, table));
}

function readSingle(
  found: readonly XmlElement[],
  field: Exclude<Field, { readonly listOf: FieldTable }>,
): unknown {
  const [first, second] = found;
  if (first !== undefined && second === undefined) return readValue(first, field);
  return found.map((element) => readValue(element, field));
}

function readValue(element: XmlElement, field: Exclude<Field, { readonly listOf: FieldTable }>): unknown {
  if (typeof field === 'object' && 'group' in field) return readFields(element, field.group);
  if (element.children.length > 0) return element.children.map((child) => child.name);
  const { text } = element;
  if (typeof field !== 'object') return CONVERTERS[field](text);
  return field.oneOf.find((choice) => choice.toLowerCase() === text.toLowerCase()) ?? text;
}

/** Nearly every thumbprint: nothing stands between its digits. */
const HEX = /^[0-9A-F]+$/;

const CONVERTERS: Readonly<Record<Extract<Field, string>, (text: string) => unknown>> = {
  text: (text) => text,
  boolean: (text) => (/^(?:true|1)$/i.test(text) ? true : /^(?:false|0)$/i.test(text) ? false : text),
  integer: (text) => (/^[+-]?\d{1,15}$/.test(text) ? Number(text) : text),
  guid: (text) => text.replace(/^\{(.*)\}$/, '$1').toLowerCase(),
  thumbprint: (text) => (HEX.test(text) ? text : text.replaceAll(/\s/g, '')).toUpperCase(),
};

interface Rendering {
  readonly value: unknown;
  readonly indent: string;
}

function renderField(name: string, field: Field, { value, indent }: Rendering): string {
  if (typeof field === 'object' && 'group' in field) return renderGroup(name, field.group, { value, indent });
  if (isList(field)) {
    const items = (Array.isArray(value) ? value : [value]).map((item: unknown) =>
      renderGroup('Item', field.listOf, { value: item, indent: `${indent}  ` }),
    );
    return `${indent}<${name}>\n${items.join('')}${indent}</${name}>\n`;
  }
  return `${indent}<${name}>${escapeXml(String(value))}</${name}>\n`;
}

function renderGroup(name: string, table: FieldTable, { value, indent }: Rendering): string {
  const members = typeof value === 'object' && value !== null ? { ...value } : {};
  return `${indent}<${name}>\n${renderFields(members, table, `${indent}  `)}${indent}</${name}>\n`;
}
