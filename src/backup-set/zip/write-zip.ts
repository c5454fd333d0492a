import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import { RestackError } from '../../core/errors/restack-error.js';
import {
  formatDescriptor,
  formatDirectoryEntry,
  formatDirectoryEnd,
  formatLocalHeader,
  type WrittenEntry,
} from './zip-format.js';
import { FLAG_DATA_DESCRIPTOR, FLAG_UTF8 } from './zip-directory.js';

/** One entry to be written. */
export interface ZipInput {
  /** `/` as separator; a folder ends with one and has no content. */
  readonly name: string;
  /** Bytes in memory, or a stream of any size. */
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
  /** `deflated` unless given. */
  readonly method?: 'stored' | 'deflated';
}

/** The property that all entries share. */
export interface ZipOptions {
  /** Written as UTC, to two seconds. From 1980 to 2107. */
  readonly modifiedAt: Date;
}

/**
 * Writes a ZIP archive as a stream. The same input gives the same bytes, on one version of zlib. Streamed entries get
 * a data descriptor and ZIP64 sizes, as their size is not known when they begin.
 *
 * @throws INTERNAL when the date does not fit the format.
 * Source: APPNOTE 6.3.10, section 4.3.
 */
export async function* writeZip(
  inputs: Iterable<ZipInput> | AsyncIterable<ZipInput>,
  options: ZipOptions,
): AsyncGenerator<Uint8Array> {
  const modified = formatDosDateTime(options.modifiedAt);
  const directory: Uint8Array[] = [];
  let position = 0;
  const count = (bytes: Uint8Array): Uint8Array => {
    position += bytes.length;
    return bytes;
  };
  for await (const input of inputs) {
    const begun = { ...describeInput(input), ...modified, localOffset: position };
    const entry = yield* writeEntry(begun, input.content, count);
    directory.push(formatDirectoryEntry(entry));
  }
  const location = { offset: position, entryCount: directory.length };
  for (const header of directory) yield count(header);
  yield formatDirectoryEnd({ ...location, sizeBytes: position - location.offset });
}

/** Writes a small archive in memory. */
export async function buildZip(inputs: Iterable<ZipInput>, options: ZipOptions): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeZip(inputs, options)) pieces.push(piece);
  return Buffer.concat(pieces);
}

type Begun = Omit<WrittenEntry, 'crc32' | 'compressedBytes' | 'sizeBytes'>;

function describeInput({
  name,
  content,
  method = 'deflated',
}: ZipInput): Omit<Begun, 'time' | 'date' | 'localOffset'> {
  const nameBytes = Buffer.from(name, 'utf8');
  const streamed = !(content instanceof Uint8Array);
  const empty = !streamed && content.length === 0;
  return {
    nameBytes,
    folder: name.endsWith('/'),
    flags: (streamed ? FLAG_DATA_DESCRIPTOR : 0) | (nameBytes.length === name.length ? 0 : FLAG_UTF8),
    // Nothing deflates to two bytes.
    method: empty ? 'stored' : method,
    streamed,
  };
}

async function* writeEntry(
  begun: Begun,
  content: Uint8Array | AsyncIterable<Uint8Array>,
  count: (bytes: Uint8Array) => Uint8Array,
): AsyncGenerator<Uint8Array, WrittenEntry> {
  if (content instanceof Uint8Array) {
    const packed = begun.method === 'stored' ? content : deflateRawSync(content);
    const sizes = { crc32: crc32(content), compressedBytes: packed.length, sizeBytes: content.length };
    const entry = { ...begun, ...sizes };
    yield count(formatLocalHeader(entry));
    if (packed.length > 0) yield count(packed);
    return entry;
  }
  yield count(formatLocalHeader({ ...begun, crc32: 0, compressedBytes: 0, sizeBytes: 0 }));
  const measured = { crc32: 0, sizeBytes: 0 };
  const pieces = measure(content, measured);
  let compressedBytes = 0;
  for await (const piece of begun.method === 'stored' ? pieces : deflate(pieces)) {
    compressedBytes += piece.length;
    yield count(piece);
  }
  const entry = { ...begun, ...measured, compressedBytes };
  yield count(formatDescriptor(entry));
  return entry;
}

async function* measure(
  content: AsyncIterable<Uint8Array>,
  into: { crc32: number; sizeBytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    into.crc32 = crc32(piece, into.crc32);
    into.sizeBytes += piece.length;
    yield piece;
  }
}

function deflate(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const deflater = createDeflateRaw();
  // Errors reach the reader of the deflater, which pipeline destroys with them.
  pipeline(Readable.from(pieces), deflater, () => {});
  return deflater;
}

function formatDosDateTime(date: Date): { readonly time: number; readonly date: number } {
  const year = date.getUTCFullYear();
  if (!(year >= 1980 && year <= 2107)) {
    throw new RestackError('INTERNAL', `an archive cannot hold the year ${year}, only 1980 to 2107`);
  }
  return {
    time: (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1),
    date: ((year - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(),
  };
}
