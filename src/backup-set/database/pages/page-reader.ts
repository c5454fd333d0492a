import { databaseDamaged } from '../database-fault.js';
import {
  EXTENT_PAGES,
  keyOfPage,
  DatabasePage,
  PAGE_BYTES,
  type PageId,
  renderPageId,
} from './database-page.js';
import type { PageIndex } from './page-index.js';
import { settlePage } from './page-proof.js';

/** Pages that are kept: 32 MiB. */
const KEPT_PAGES = 4096;

/** Hands out the pages of a backup by their numbers, and keeps those that were used last. */
export class PageReader {
  readonly index: PageIndex;
  readonly #kept = new Map<number, DatabasePage>();

  constructor(index: PageIndex) {
    this.index = index;
  }

  /**
   * Reads one page, and those of its extent that lie beside it.
   *
   * @throws INTEGRITY when the backup does not hold it, or its sum is wrong.
   */
  async read(id: PageId): Promise<DatabasePage> {
    const key = keyOfPage(id);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const { source, offset } = this.#findSound(id);
    const following = this.#countFollowing(id);
    const bytes = await source.read(offset, following * PAGE_BYTES);
    for (let next = following - 1; next >= 0; next -= 1) {
      const at = next * PAGE_BYTES;
      // A copy of its own, so that one page does not hold the memory of eight, and nobody else sees it settled: what
      // slices a Buffer copies nothing.
      const page = new DatabasePage(
        { file: id.file, page: id.page + next },
        new Uint8Array(bytes.subarray(at, at + PAGE_BYTES)),
      );
      settlePage(page.bytes);
      this.#keep(page);
    }
    const page = this.#kept.get(key);
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

  #keep(page: DatabasePage): void {
    this.#kept.delete(keyOfPage(page.id));
    this.#kept.set(keyOfPage(page.id), page);
    if (this.#kept.size <= KEPT_PAGES) return;
    const oldest = this.#kept.keys().next().value;
    if (oldest !== undefined) this.#kept.delete(oldest);
  }
}

type ReadBytes = (offset: number, length: number) => Promise<Uint8Array>;
