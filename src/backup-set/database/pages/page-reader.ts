import type { RandomAccess } from '../../data-file/random-access.js';
import { databaseDamaged } from '../database-fault.js';
import { compareLsn } from '../lsn.js';
import {
  EXTENT_BYTES,
  EXTENT_PAGES,
  DatabasePage,
  keyOfPage,
  PAGE_BYTES,
  type PageId,
  renderPageId,
} from './database-page.js';
import type { IndexedPage, PageIndex } from './page-index.js';
import { alignWords, parseHeader, provePage, settlePage } from './page-proof.js';

/** Extents of which pages are kept: 8 MiB. */
const KEPT_EXTENTS = 128;
/** Extents that are read at once where many are needed: 1 MiB. */
export const RUN_EXTENTS = 16;
/** The bytes of such a run in the backup, with what may lie between its extents. */
export const MAX_RUN_BYTES = 2 * RUN_EXTENTS * EXTENT_BYTES;

/** Hands out the pages of a backup by their numbers, and keeps those that were used last. */
export class PageReader {
  readonly index: PageIndex;
  /** Pages by the first one of their extent; those of one extent mostly share the bytes of one read. */
  readonly #kept = new Map<number, (DatabasePage | undefined)[]>();

  constructor(index: PageIndex) {
    this.index = index;
  }

  /**
   * Reads one page, and those of its extent that lie behind it.
   *
   * @throws INTEGRITY when the backup does not hold it, its sum is wrong, or its bytes are no longer those that were proved.
   */
  async read(id: PageId): Promise<DatabasePage> {
    const position = id.page % EXTENT_PAGES;
    const kept = this.#keep(id);
    const known = kept[position];
    if (known !== undefined) return known;
    const { source, offset } = this.findSound(id);
    const following = this.#countFollowing(id);
    const bytes = alignWords(await source.read(offset, following * PAGE_BYTES));
    for (let next = 0; next < following; next += 1) {
      const own = bytes.subarray(next * PAGE_BYTES, (next + 1) * PAGE_BYTES);
      const page = this.open({ file: id.file, page: id.page + next }, own);
      // One that lies behind, and has changed, may be needed by nobody.
      if (page === undefined) break;
      kept[position + next] = page;
    }
    const page = kept[position];
    if (page === undefined) throw changedMeanwhile(id);
    return page;
  }

  /** Opens the bytes that were read for a page; undefined where they are not those that were proved. */
  open(id: PageId, bytes: Uint8Array): DatabasePage | undefined {
    const known = this.index.find(id);
    const header = parseHeader(bytes, id.page % EXTENT_PAGES);
    if (known === undefined || header === undefined) return undefined;
    const isSame = keyOfPage(header.id) === keyOfPage(id) && compareLsn(header.lsn, known.lsn) === 0;
    if (!isSame || provePage(bytes) !== known.proof) return undefined;
    return new DatabasePage(id, settlePage(bytes));
  }

  /**
   * Begins to read extents that lie behind each other in the database: at most {@link RUN_EXTENTS}.
   *
   * @param memory {@link MAX_RUN_BYTES} for whoever is done with the pages of one run before the next begins.
   */
  async readRun(first: PageId, extents: number, memory?: Uint8Array): Promise<PageRun> {
    const from = this.index.find(first);
    const last = this.index.find({ file: first.file, page: first.page + extents * EXTENT_PAGES - 1 });
    if (from === undefined || last === undefined || from.source !== last.source) return new PageRun(this);
    const length = last.offset + PAGE_BYTES - from.offset;
    // In the backup they mostly lie behind each other, too; where they do not, what lies between them is not read.
    if (length < PAGE_BYTES || length > 2 * extents * EXTENT_BYTES) return new PageRun(this);
    const { source, offset } = from;
    const bytes = await source.read(offset, length, memory);
    return new PageRun(this, { source, offset, bytes: alignWords(bytes) });
  }

  /** Finds a page that is there, and sound. Errors as {@link read}. */
  findSound(id: PageId): IndexedPage {
    const found = this.index.find(id);
    if (found === undefined)
      throw databaseDamaged(`page ${renderPageId(id)} is in use, and the backup does not hold it`);
    if (found.proof === 'wrong')
      throw databaseDamaged(`the checksum of page ${renderPageId(id)} is wrong: it is damaged or encrypted`);
    return found;
  }

  /** Counts the sound pages from this one on that follow it in its extent. */
  #countFollowing(id: PageId): number {
    const first = this.index.find(id);
    let count = 1;
    for (let page = id.page + 1; page % EXTENT_PAGES !== 0; page += 1, count += 1) {
      const found = this.index.find({ file: id.file, page });
      if (found === undefined || found.proof === 'wrong' || found.source !== first?.source) break;
      if (found.offset !== first.offset + count * PAGE_BYTES) break;
    }
    return count;
  }

  /** The kept pages of an extent, which becomes the one that was used last. */
  #keep({ file, page }: PageId): (DatabasePage | undefined)[] {
    const key = keyOfPage({ file, page: page - (page % EXTENT_PAGES) });
    const kept = this.#kept.get(key) ?? [];
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const oldest = this.#kept.size > KEPT_EXTENTS ? this.#kept.keys().next().value : undefined;
    if (oldest !== undefined) this.#kept.delete(oldest);
    return kept;
  }
}

/** Bytes of a run of pages. */
interface RunBytes {
  readonly source: RandomAccess;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Extents that were read with one read, for whoever needs each page once. */
export class PageRun {
  readonly #pages: PageReader;
  readonly #run: RunBytes | undefined;

  constructor(pages: PageReader, run?: RunBytes) {
    this.#pages = pages;
    this.#run = run;
  }

  /** Reads one page; from elsewhere where it does not lie in the run. Errors as {@link PageReader.read}. */
  async read(id: PageId): Promise<DatabasePage> {
    const { source, offset } = this.#pages.findSound(id);
    const run = this.#run;
    if (run === undefined || source !== run.source) return this.#pages.read(id);
    const at = offset - run.offset;
    if (at < 0 || at + PAGE_BYTES > run.bytes.length) return this.#pages.read(id);
    const page = this.#pages.open(id, run.bytes.subarray(at, at + PAGE_BYTES));
    if (page === undefined) throw changedMeanwhile(id);
    return page;
  }
}

function changedMeanwhile(id: PageId): Error {
  return databaseDamaged(
    `page ${renderPageId(id)} is no longer what it was when its sum was proved: the file changes while it is read`,
  );
}
