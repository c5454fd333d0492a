import { type ByteRange, createWindow, type RandomAccess } from '../../data-file/random-access.js';
import { databaseDamaged } from '../database-fault.js';
import { compareLsn, type Lsn } from '../lsn.js';
import { EXTENT_BYTES, EXTENT_PAGES, PAGE_BYTES, type PageId } from './database-page.js';
import { alignWords, type PageProof, parseHeader, type PlacedHeader, provePage } from './page-proof.js';

/** One run of extents in one file of a backup. */
export interface ExtentSource {
  readonly bytes: RandomAccess;
  readonly ranges: readonly ByteRange[];
}

/** Where a page lies, and what its bytes proved to be when the index was made. */
export interface IndexedPage {
  readonly source: RandomAccess;
  readonly offset: number;
  readonly proof: PageProof;
  readonly lsn: Lsn;
}

/** The number of pages of a backup, and of those among them that a sum or a pattern proves. */
export interface PageCounts {
  readonly read: number;
  readonly checked: number;
  readonly unchecked: number;
}

const SCAN_EXTENTS = 16;
const EXTENTS_OF_A_FILE = 2 ** 29;

/**
 * The places of all pages of a backup. Memory: about 200 bytes for each extent of eight pages, whatever the pages hold.
 */
export class PageIndex {
  /** The first entry of each extent, by the extent's key. */
  readonly #extents = new Map<number, number>();
  #offsets = new Float64Array(1024);
  /** File, block and record of the page's LSN: three numbers for each entry. */
  #lsns = new Uint32Array(3 * 1024);
  #proofs = new Uint8Array(1024);
  #sources = new Uint8Array(1024);
  readonly #media: RandomAccess[] = [];
  #length = 0;
  #copies = 0;

  /** The bytes that all pages together have. */
  get sizeBytes(): number {
    return this.#extents.size * EXTENT_BYTES;
  }

  /** The number of pages that lie in the backup more than once. */
  get copiedTwice(): number {
    return this.#copies;
  }

  /** The numbers of the files that have pages. */
  files(): readonly number[] {
    return [...new Set([...this.#extents.keys()].map((key) => Math.floor(key / EXTENTS_OF_A_FILE)))];
  }

  hasExtent(id: PageId): boolean {
    return this.#extents.has(keyOfExtent(id));
  }

  /** Counts the pages by what they proved to be. */
  count(): PageCounts {
    const counts = { checked: 0, unchecked: 0, wrong: 0 };
    for (const { proof } of this.#proofsOfPages()) counts[proof] += 1;
    const { checked, unchecked, wrong } = counts;
    return { read: checked + unchecked + wrong, checked, unchecked };
  }

  /** The pages whose sum is wrong, whether anyone uses them or not. */
  *wrongPages(): Generator<PageId> {
    for (const { id, proof } of this.#proofsOfPages()) if (proof === 'wrong') yield id;
  }

  *#proofsOfPages(): Generator<{ readonly id: PageId; readonly proof: PageProof }> {
    for (const [key, first] of this.#extents) {
      const file = Math.floor(key / EXTENTS_OF_A_FILE);
      const firstPage = (key - file * EXTENTS_OF_A_FILE) * EXTENT_PAGES;
      for (let position = 0; position < EXTENT_PAGES; position += 1) {
        const proof = PROOFS[this.#proofs[first + position] ?? 0];
        if (proof !== undefined) yield { id: { file, page: firstPage + position }, proof };
      }
    }
  }

  /** Finds a page; undefined where the backup does not hold it. */
  find(id: PageId): IndexedPage | undefined {
    const first = this.#extents.get(keyOfExtent(id));
    if (first === undefined) return undefined;
    const entry = first + (id.page % EXTENT_PAGES);
    const proof = PROOFS[this.#proofs[entry] ?? 0];
    const source = this.#media[this.#sources[entry] ?? 0];
    if (proof === undefined || source === undefined) return undefined;
    return { source, offset: this.#offsets[entry] ?? 0, proof, lsn: this.#lsnOf(entry) };
  }

  /**
   * Reads through all extents of a backup, and adds their pages. Of a page that was copied twice, the one with the later
   * LSN stays.
   *
   * @throws INTEGRITY when the bytes are no whole number of pages.
   */
  async add({ bytes, ranges }: ExtentSource): Promise<void> {
    this.#media.push(bytes);
    const windowBytes = SCAN_EXTENTS * EXTENT_BYTES;
    const window = createWindow(bytes, windowBytes, new Uint8Array(windowBytes));
    for (const range of ranges) {
      if (range.length % PAGE_BYTES !== 0)
        throw databaseDamaged(`${range.length} bytes of pages from byte ${range.offset} on are cut short`);
      const end = range.offset + range.length;
      for (let at = range.offset; at < end; at += windowBytes) {
        const read = await window.read(at, Math.min(windowBytes, end - at));
        const piece = alignWords(read);
        for (let from = 0; from < piece.length; from += EXTENT_BYTES)
          this.#addExtent(piece.subarray(from, from + EXTENT_BYTES), at + from);
      }
    }
  }

  /** Lays a differential backup over this one: an extent of it stands for the whole extent. */
  overlay(differential: PageIndex): void {
    const firstMedia = this.#media.length;
    this.#media.push(...differential.#media);
    for (const [key, first] of differential.#extents) {
      const entry = this.#appendExtent();
      this.#extents.set(key, entry);
      for (let position = 0; position < EXTENT_PAGES; position += 1)
        this.#copyEntry(differential, first + position, { to: entry + position, firstMedia });
    }
  }

  #copyEntry(
    from: PageIndex,
    entry: number,
    { to, firstMedia }: { readonly to: number; readonly firstMedia: number },
  ): void {
    this.#offsets[to] = from.#offsets[entry] ?? 0;
    this.#lsns.set(from.#lsns.subarray(3 * entry, 3 * entry + 3), 3 * to);
    this.#proofs[to] = from.#proofs[entry] ?? 0;
    this.#sources[to] = firstMedia + (from.#sources[entry] ?? 0);
  }

  /**
   * Places an extent by the vote of its pages: one that was never written can hold anything, and names itself wrongly.
   */
  #addExtent(extent: Uint8Array, offset: number): void {
    const headers: (PlacedHeader | undefined)[] = [];
    for (let position = 0; position * PAGE_BYTES < extent.length; position += 1)
      headers.push(parseHeader(extent.subarray(position * PAGE_BYTES), position));
    const key = electExtent(headers);
    if (key === undefined) return;
    const known = this.#extents.get(key);
    const first = known ?? this.#appendExtent();
    this.#extents.set(key, first);
    for (const [position, header] of headers.entries()) {
      if (header === undefined || keyOfExtent(header.id) !== key) {
        // A page that was there when the extent was copied before has not become none since.
        if ((this.#proofs[first + position] ?? 0) !== 0) this.#proofs[first + position] = WRONG;
        continue;
      }
      const page = extent.subarray(position * PAGE_BYTES, (position + 1) * PAGE_BYTES);
      this.#setEntry(first + position, { header, page, offset: offset + position * PAGE_BYTES });
    }
  }

  #setEntry(
    entry: number,
    {
      header,
      page,
      offset,
    }: { readonly header: PlacedHeader; readonly page: Uint8Array; readonly offset: number },
  ): void {
    const proof = PROOFS.indexOf(provePage(page));
    if ((this.#proofs[entry] ?? 0) !== 0) {
      this.#copies += 1;
      // What says how old a damaged page is may be damaged itself: it must not give way to an older copy.
      if (proof !== WRONG && compareLsn(header.lsn, this.#lsnOf(entry)) < 0) return;
    }
    this.#offsets[entry] = offset;
    this.#lsns.set([header.lsn.file, header.lsn.block, header.lsn.record], 3 * entry);
    this.#proofs[entry] = proof;
    this.#sources[entry] = this.#media.length - 1;
  }

  #lsnOf(entry: number): Lsn {
    const [file = 0, block = 0, record = 0] = this.#lsns.subarray(3 * entry, 3 * entry + 3);
    return { file, block, record };
  }

  #appendExtent(): number {
    const first = this.#length;
    this.#length += EXTENT_PAGES;
    if (this.#length > this.#offsets.length) this.#grow();
    return first;
  }

  #grow(): void {
    const size = this.#offsets.length * 2;
    this.#offsets = copyInto(this.#offsets, new Float64Array(size));
    this.#lsns = copyInto(this.#lsns, new Uint32Array(3 * size));
    this.#proofs = copyInto(this.#proofs, new Uint8Array(size));
    this.#sources = copyInto(this.#sources, new Uint8Array(size));
  }
}

/** The proofs by their number in an entry; 0 is an entry without a page. */
const PROOFS: readonly (PageProof | undefined)[] = [undefined, 'checked', 'unchecked', 'wrong'];
const WRONG = PROOFS.indexOf('wrong');

function copyInto<A extends Float64Array | Uint32Array | Uint8Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

function keyOfExtent({ file, page }: PageId): number {
  return file * EXTENTS_OF_A_FILE + Math.floor(page / EXTENT_PAGES);
}

/** The extent that most of the pages name; undefined when none of them names one. */
function electExtent(headers: readonly (PlacedHeader | undefined)[]): number | undefined {
  const votes = new Map<number, number>();
  let elected: number | undefined;
  for (const header of headers) {
    if (header === undefined) continue;
    const key = keyOfExtent(header.id);
    const count = (votes.get(key) ?? 0) + 1;
    votes.set(key, count);
    if (elected === undefined || count > (votes.get(elected) ?? 0)) elected = key;
  }
  return elected;
}
