const PAGE_BYTES = 8192;
const SECTORS = 16;
const SECTOR_WORDS = 128;
/** The sum itself is the word at byte 60; it counts as 0. */
const SUM_WORD = 15;

/** The sum of a page as SQL Server computes it: u32. @param words The page, from its first word on. */
export function computePageChecksum(words: Int32Array): number {
  let sum = 0;
  for (let sector = 0; sector < SECTORS; sector += 1) {
    const part = (sector === 0 ? (words[SUM_WORD] ?? 0) : 0) ^ joinSector(words, sector * SECTOR_WORDS);
    const turn = SECTORS - 1 - sector;
    sum ^= turn === 0 ? part : (part << turn) | (part >>> (32 - turn));
  }
  return sum >>> 0;
}

/** All words of a sector laid over each other: four beside four, so that no step waits for the one before. */
function joinSector(words: Int32Array, start: number): number {
  let [even, odd] = [0, 0];
  for (let at = start; at < start + SECTOR_WORDS; at += 8) {
    even ^= (words[at] ?? 0) ^ (words[at + 2] ?? 0) ^ (words[at + 4] ?? 0) ^ (words[at + 6] ?? 0);
    odd ^= (words[at + 1] ?? 0) ^ (words[at + 3] ?? 0) ^ (words[at + 5] ?? 0) ^ (words[at + 7] ?? 0);
  }
  return even ^ odd;
}

/**
 * Puts back the two bits of each sector that torn-page detection had taken for its pattern.
 *
 * @returns false when the sectors do not carry one and the same pattern: they were not written together.
 */
export function restoreTornBits(page: Uint8Array): boolean {
  const kept = new DataView(page.buffer, page.byteOffset, PAGE_BYTES).getUint32(60, true);
  const pattern = kept & 3;
  let whole = true;
  for (let sector = 1; sector < SECTORS; sector += 1) {
    const at = sector * 512 + 511;
    const byte = page[at] ?? 0;
    if ((byte & 3) !== pattern) whole = false;
    page[at] = (byte & ~3) | ((kept >>> (2 * sector)) & 3);
  }
  return whole;
}
