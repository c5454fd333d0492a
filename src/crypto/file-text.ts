/**
 * Decodes a text file as Windows tools write it: UTF-8, or UTF-16 (either order) with a byte order mark, which is
 * dropped. PowerShell's `>` writes UTF-16. Malformed sequences become U+FFFD, which no key or PEM file holds.
 */
export function decodeFileText(bytes: Uint8Array): string {
  return new TextDecoder(selectEncoding(bytes)).decode(bytes);
}

function selectEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
