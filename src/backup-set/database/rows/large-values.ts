import { databaseDamaged, databaseUnsupported } from '../database-fault.js';
import type { AllocationUnit } from '../pages/allocation.js';
import {
  type DatabasePage,
  PAGE_TYPES,
  type PageId,
  parsePageId,
  renderPageId,
} from '../pages/database-page.js';
import type { PageReader } from '../pages/page-reader.js';
import { kindOfRecord } from '../pages/row-record.js';

/** The largest value that is read, in bytes: it is held whole. */
const MAX_VALUE_BYTES = 67_108_864;
const MAX_DEPTH = 8;
const POINTER_BYTES = 16;
const LINK_BYTES = 12;
const INNER_LINK_BYTES = 16;
/** Roots that lie in the row: of a value that overflows it, and of one that may be large. */
const OVERFLOW_ROOT = 2;
const LARGE_ROOT = 4;

/** The kinds of records on pages of large values. */
const NODES = { small: 0, inner: 2, data: 3, root: 5 } as const;

/** A record on a page of large values. */
interface Place extends PageId {
  readonly slot: number;
}

/** The bytes of a row that say where a value lies. */
export class LargePointer {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** Reads values that lie outside of their rows, from the pages of one table. */
export class LargeValueReader {
  readonly #pages: PageReader;
  readonly #units: ReadonlySet<string>;
  /** Each part belongs to one value: together they are not longer than all pages are. */
  #bytesLeft: number;

  constructor(pages: PageReader, units: readonly AllocationUnit[]) {
    this.#pages = pages;
    this.#bytesLeft = pages.index.sizeBytes;
    this.#units = new Set(units.map(({ id }) => (BigInt.asUintN(64, id) >> 16n).toString()));
  }

  /**
   * Reads a value whole.
   *
   * @throws INTEGRITY when its parts are damaged, or are not as long as its root says; UNSUPPORTED for a root that is not
   * known, and for a value above 64 MiB.
   */
  async read({ bytes }: LargePointer): Promise<Uint8Array> {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const parts = new PartList();
    if (bytes.length === POINTER_BYTES) {
      await this.#readNode(parsePlace(view, 8), parts, 0);
      return parts.join();
    }
    const kind = view.getUint8(0);
    if ((kind !== OVERFLOW_ROOT && kind !== LARGE_ROOT) || bytes.length % LINK_BYTES !== 0)
      throw databaseUnsupported(`a large value has a root of kind ${kind}, which is not read`);
    for (let at = LINK_BYTES; at < bytes.length; at += LINK_BYTES)
      await this.#readLink({ place: parsePlace(view, at + 4), end: view.getUint32(at, true) }, parts, 0);
    return parts.join();
  }

  /** Reads the part behind a link, which must end where the link says. */
  async #readLink(
    link: { readonly place: Place; readonly end: number },
    parts: PartList,
    depth: number,
  ): Promise<void> {
    await this.#readNode(link.place, parts, depth);
    if (parts.length !== link.end) {
      throw databaseDamaged(
        `a large value ends at byte ${parts.length} and not at ${link.end}, on page ${renderPageId(link.place)}`,
      );
    }
  }

  async #readNode(place: Place, parts: PartList, depth: number): Promise<void> {
    if (depth > MAX_DEPTH)
      throw databaseDamaged(`the links of a large value do not end, on page ${renderPageId(place)}`);
    const page = await this.#pages.read(place);
    this.#assertOwn(page);
    const at = page.record(place.slot, 14);
    const length = page.view.getUint16(at + 2, true);
    if (kindOfRecord(page, at) !== 'large' || length < 14 || at + length > page.recordsEnd)
      throw databaseDamaged(`slot ${place.slot} of page ${renderPageId(place)} is no part of a large value`);
    this.#bytesLeft -= length;
    if (this.#bytesLeft < 0)
      throw databaseDamaged('the large values of a table are longer than all pages: parts are named twice');
    const record = new DataView(page.view.buffer, page.view.byteOffset + at, length);
    const kind = record.getUint16(12, true);
    if (kind === NODES.data) parts.add(bytesOf(record, 14, length));
    else if (kind === NODES.small) parts.add(readSmall(record));
    else if (kind === NODES.root) await this.#readLinks(record, parts, depth);
    else if (kind === NODES.inner) await this.#readInner(record, parts, depth);
    else throw databaseUnsupported(`a large value has a part of kind ${kind}, which is not read`);
  }

  async #readLinks(record: DataView, parts: PartList, depth: number): Promise<void> {
    const count = record.getUint16(16, true);
    const from = parts.length;
    for (let index = 0; index < count; index += 1) {
      const at = boundedAt(record, 24 + index * LINK_BYTES, LINK_BYTES);
      const link = { place: parsePlace(record, at + 4), end: from + record.getUint32(at, true) };
      await this.#readLink(link, parts, depth + 1);
    }
  }

  async #readInner(record: DataView, parts: PartList, depth: number): Promise<void> {
    const count = record.getUint16(16, true);
    for (let index = 0; index < count; index += 1) {
      const at = boundedAt(record, 20 + index * INNER_LINK_BYTES, INNER_LINK_BYTES);
      await this.#readNode(parsePlace(record, at + 8), parts, depth + 1);
    }
  }

  #assertOwn(page: DatabasePage): void {
    const unit = ((BigInt(page.indexId) << 32n) | BigInt(page.objectId)).toString();
    const isLarge = page.type === PAGE_TYPES.largeMixed || page.type === PAGE_TYPES.largeTree;
    if (!isLarge || !this.#units.has(unit))
      throw databaseDamaged(
        `page ${renderPageId(page.id)} should hold large values of the table, and does not`,
      );
  }
}

/** The parts of a value in their order. */
class PartList {
  readonly #parts: Uint8Array[] = [];
  length = 0;

  add(part: Uint8Array): void {
    this.length += part.length;
    if (this.length > MAX_VALUE_BYTES)
      throw databaseUnsupported(`a value is longer than ${MAX_VALUE_BYTES} bytes; so much is not held`);
    this.#parts.push(part);
  }

  join(): Uint8Array {
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}

function readSmall(record: DataView): Uint8Array {
  const length = record.getUint16(boundedAt(record, 14, 6), true);
  return bytesOf(record, 20, boundedAt(record, 20, length) + length);
}

function parsePlace(view: DataView, at: number): Place {
  return { ...parsePageId(view, at), slot: view.getUint16(at + 6, true) };
}

function boundedAt(record: DataView, at: number, bytes: number): number {
  if (at + bytes > record.byteLength)
    throw databaseDamaged('a part of a large value reaches beyond its record');
  return at;
}

function bytesOf(record: DataView, start: number, end: number): Uint8Array {
  return new Uint8Array(record.buffer, record.byteOffset + start, end - start);
}
