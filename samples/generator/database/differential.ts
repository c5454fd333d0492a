import { PAGE_BYTES, sealPage } from '../../../src/backup-set/write/database/page-bytes.js';

const EXTENT_BYTES = 8 * PAGE_BYTES;
const LSN_AT = 40;
const LSN_END = 50;

/**
 * Selects the extents that a differential backup holds: those in which a page has changed. A page that has not keeps the
 * place in the log that it had.
 */
export function selectChangedExtents(before: Uint8Array, after: Uint8Array): Uint8Array {
  const changed: Uint8Array[] = [];
  for (let at = 0; at < after.length; at += EXTENT_BYTES) {
    const extent = after.slice(at, at + EXTENT_BYTES);
    let isChanged = at >= before.length;
    for (let page = 0; page < extent.length && at < before.length; page += PAGE_BYTES) {
      const own = extent.subarray(page, page + PAGE_BYTES);
      const former = before.subarray(at + page, at + page + PAGE_BYTES);
      if (isSamePage(own, former)) own.set(former);
      else isChanged = true;
    }
    if (isChanged) changed.push(extent);
  }
  return new Uint8Array(Buffer.concat(changed));
}

/** True for pages that differ in their place in the log alone, and so in their sum. */
function isSamePage(own: Uint8Array, former: Uint8Array): boolean {
  if (own.every((byte) => byte === 0)) return former.every((byte) => byte === 0);
  const moved = new Uint8Array(own);
  moved.set(former.subarray(LSN_AT, LSN_END), LSN_AT);
  return Buffer.compare(sealPage(moved), former) === 0;
}
