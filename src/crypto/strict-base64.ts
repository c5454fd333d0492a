/**
 * Decodes base64 in its one canonical form (RFC 4648, section 4): standard alphabet, padded, no white space, unused
 * bits zero. The empty text is no value.
 *
 * @returns undefined for anything else.
 */
export function parseStrictBase64(text: string): Uint8Array | undefined {
  if (text === '') return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
