/** Collations of which the code page is known: those whose lowest byte says Latin, without newer versions of rules. */
const LATIN = 0x08;
/** SQL collations carry a sort order in the highest byte; these are the ones of code page 1252. */
const SORT_ORDERS_OF_1252: ReadonlySet<number> = new Set([0, 0x33, 0x34, 0x35, 0x36]);

/**
 * The decoder of char, varchar and text in a collation. It gives undefined for bytes beyond ASCII where the code page is
 * not known for certain: text is never guessed.
 */
export function createTextDecoder(collation: number): (bytes: Buffer) => string | undefined {
  const isLatin =
    (collation & 0xff) === LATIN &&
    ((collation >>> 16) & 0xff) === 0 &&
    SORT_ORDERS_OF_1252.has(collation >>> 24);
  const decoder = isLatin ? new TextDecoder('windows-1252') : undefined;
  return (bytes) => (isAscii(bytes) ? bytes.toString('latin1') : decoder?.decode(bytes));
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}
