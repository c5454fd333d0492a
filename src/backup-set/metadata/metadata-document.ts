import { createFindingError } from '../../core/errors/finding-error.js';
import { isObject } from '../../core/is-object.js';
import type { RestackError } from '../../core/errors/restack-error.js';
import { describeFault } from '../../schema/schema-violations.js';
import type { Validation, Violation } from '../../schema/validation.js';
import { type FieldTable, type FieldValues, readFields, renderFields } from './metadata-fields.js';
import type { XmlElement } from './plain-xml.js';
import { parseXmlTree } from './xml-tree.js';

/** One kind of metadata file: its root element, its elements, and the schema of the parsed values. */
export interface MetadataKind<T> {
  readonly rootName: string;
  readonly fields: FieldTable;
  readonly validate: (value: unknown) => Validation<T>;
  /** JSON pointers of the fields that only inform: what cannot be read there is left out, and costs nothing. */
  readonly listInforming: (values: FieldValues) => readonly string[];
}

/** A metadata file, and the fields of it that only inform and could not be read. */
export interface ParsedMetadata<T> {
  readonly metadata: T;
  readonly unread: readonly Violation[];
}

/** Data versions that are read: legacy, then progressive. Source: format specification, section 2. */
const DATA_VERSIONS: ReadonlySet<unknown> = new Set(['1.0.0', '1.0.1', '1.1.0']);

/** Characters that XML 1.0 cannot hold, escaped or not, and control characters that no metadata needs. */
const NOT_XML = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/u;

/**
 * Parses a metadata file into the shape of its schema. All violations are counted; the first one is told.
 *
 * @throws INTEGRITY (`METADATA_DAMAGED`), UNSUPPORTED (`METADATA_UNSUPPORTED`) or SCHEMA (`METADATA_INVALID`).
 */
export function parseMetadata<T>(kind: MetadataKind<T>, bytes: Uint8Array, file: string): ParsedMetadata<T> {
  const root = parseXmlTree(bytes, file);
  assertRoot(kind, root, file);
  const values = readFields(root, kind.fields);
  const version = values['BackupDataVersion'];
  if (typeof version === 'string' && !DATA_VERSIONS.has(version)) {
    const message = `${file}: data version ${version} is not read; known are ${[...DATA_VERSIONS].join(', ')}.`;
    throw createFindingError('METADATA_UNSUPPORTED', message, {
      place: { file, pointer: '/BackupDataVersion' },
    });
  }
  const result = kind.validate(values);
  if (result.valid) return { metadata: result.value, unread: [] };
  const informing = kind.listInforming(values);
  const unread = result.violations.filter(({ pointer }) =>
    informing.some((field) => pointer === field || pointer.startsWith(`${field}/`)),
  );
  return { metadata: assertValid(kind, omitFields(values, unread), file), unread };
}

/** The values without the fields that violations are about. */
function omitFields(values: FieldValues, violations: readonly Violation[]): FieldValues {
  return violations.reduce((rest, { pointer }) => omitField(rest, pointer.slice(1).split('/')), values);
}

function omitField(values: FieldValues, [name = '', ...inside]: readonly string[]): FieldValues {
  const { [name]: value, ...others } = values;
  // Of a list or a text in the place of a group nothing is left.
  if (inside.length === 0 || !isObject(value)) return others;
  return { ...others, [name]: omitField(value, inside) };
}

/** Writes metadata as an XML document that {@link parseMetadata} reads back to the same values. */
export function renderMetadata<T extends object>(kind: MetadataKind<T>, metadata: T): string {
  const values: FieldValues = Object.fromEntries(Object.entries(metadata));
  assertValid(kind, values, `${kind.rootName} to be written`);
  const body = renderFields(values, kind.fields, '  ');
  if (NOT_XML.test(body)) {
    throw createFindingError('METADATA_INVALID', `${kind.rootName} holds a character that XML cannot hold.`);
  }
  return `<?xml version="1.0" encoding="utf-8"?>\n<${kind.rootName}>\n${body}</${kind.rootName}>\n`;
}

function assertRoot(kind: MetadataKind<unknown>, root: XmlElement, file: string): void {
  if (root.name.toLowerCase() === kind.rootName.toLowerCase()) return;
  const message = `${file}: the root element is ${root.name}, expected ${kind.rootName}.`;
  throw createFindingError('METADATA_INVALID', message, { place: { file, pointer: '' } });
}

function assertValid<T>(kind: MetadataKind<T>, values: FieldValues, file: string): T {
  const result = kind.validate(values);
  if (result.valid) return result.value;
  throw createInvalid(values, result.violations, file);
}

function createInvalid(document: unknown, violations: readonly Violation[], file: string): RestackError {
  const more = violations.length > 1 ? ` (and ${violations.length - 1} more)` : '';
  const message = `${file}: ${describeFault(document, violations)}${more}.`;
  return createFindingError('METADATA_INVALID', message, {
    place: { file, pointer: violations[0]?.pointer ?? '' },
  });
}
