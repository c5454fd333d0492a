import { type Lsn, parseLsn } from '../lsn.js';
import { computePageChecksum, restoreTornBits } from './page-checksum.js';
import { EXTENT_PAGES, PAGE_BYTES, type PageId, parsePageId } from './database-page.js';

/** The proof of one page: its sum or pattern is right, it carries none, or it is wrong. */
export type PageProof = 'checked' | 'unchecked' | 'wrong';

/** The part of a page's header that says which page it is, and how old. */
export interface PlacedHeader {
  readonly id: PageId;
  readonly lsn: Lsn;
}

const CHECKSUM_FLAG = 0x200;
const TORN_FLAG = 0x100;
const LAST_TYPE = 20;

/** Reads the header of a page; undefined where no page of the database can lie at that position of an extent. */
export function parseHeader(bytes: Uint8Array, position: number): PlacedHeader | undefined {
  if (bytes[0] !== 1 || (bytes[1] ?? 0) === 0 || (bytes[1] ?? 0) > LAST_TYPE) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, PAGE_BYTES);
  const id = parsePageId(view, 32);
  if (id.file === 0 || id.page % EXTENT_PAGES !== position) return undefined;
  return { id, lsn: parseLsn(view, 40) };
}

/** The same bytes where words lie aligned: over these, sums are taken. */
export function alignWords(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
}

/** Proves a page by the sum, or the pattern, that it carries. @param bytes With {@link alignWords} aligned. */
export function provePage(bytes: Uint8Array): PageProof {
  const view = new DataView(bytes.buffer, bytes.byteOffset, PAGE_BYTES);
  const flags = view.getUint16(4, true);
  if ((flags & CHECKSUM_FLAG) !== 0) {
    const sum = computePageChecksum(new Int32Array(bytes.buffer, bytes.byteOffset, PAGE_BYTES / 4));
    return sum === view.getUint32(60, true) ? 'checked' : 'wrong';
  }
  if ((flags & TORN_FLAG) !== 0) return restoreTornBits(new Uint8Array(bytes)) ? 'checked' : 'wrong';
  return 'unchecked';
}

/** The bytes of a proved page as the database works with them: its own, or a copy that its pattern is taken out of. */
export function settlePage(bytes: Uint8Array): Uint8Array {
  const flags = new DataView(bytes.buffer, bytes.byteOffset, PAGE_BYTES).getUint16(4, true);
  if ((flags & CHECKSUM_FLAG) !== 0 || (flags & TORN_FLAG) === 0) return bytes;
  const copy = Uint8Array.from(bytes);
  restoreTornBits(copy);
  return copy;
}
