import { databaseDamaged } from '../database-fault.js';
import {
  EXTENT_PAGES,
  DatabasePage,
  keyOfPage,
  PAGE_BYTES,
  type PageId,
  renderPageId,
} from './database-page.js';
import type { PageIndex } from './page-index.js';
import { settlePage } from './page-proof.js';

/** Extents of which pages are kept: 8 MiB. */
const KEPT_EXTENTS = 128;

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
   * @throws INTEGRITY when the backup does not hold it, or its sum is wrong.
   */
  async read(id: PageId): Promise<DatabasePage> {
    const position = id.page % EXTENT_PAGES;
    const kept = this.#keep(id);
    const known = kept[position];
    if (known !== undefined) return known;
    const { source, offset } = this.#findSound(id);
    const following = this.#countFollowing(id);
    const bytes = await source.read(offset, following * PAGE_BYTES);
    for (let next = 0; next < following; next += 1) {
      const own = bytes.subarray(next * PAGE_BYTES, (next + 1) * PAGE_BYTES);
      kept[position + next] = new DatabasePage({ file: id.file, page: id.page + next }, settlePage(own));
    }
    const page = kept[position];
    if (page === undefined) throw databaseDamaged(`page ${renderPageId(id)} cannot be read`);
    return page;
  }

  #findSound(id: PageId): { readonly source: { read: ReadBytes }; readonly offset: number } {
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

type ReadBytes = (offset: number, length: number) => Promise<Uint8Array>;
