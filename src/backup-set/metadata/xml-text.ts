/** The encodings in which metadata is written. Source: format specification, section 2. */
export type XmlEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Tells the encoding of an XML file by its byte order mark, or by how its first `<` is stored (XML 1.0, appendix F).
 */
export function detectXmlEncoding(bytes: Uint8Array): XmlEncoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x3c && second === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  return 'utf-8';
}

/**
 * Decodes without replacing anything; a byte order mark is dropped.
 *
 * @throws TypeError when the bytes are no text of that encoding.
 */
export function decodeXmlText(bytes: Uint8Array, encoding: XmlEncoding): string {
  return DECODERS[encoding].decode(bytes);
}

/** Made once: a share has thousands of files. */
const DECODERS = {
  'utf-8': new TextDecoder('utf-8', { fatal: true }),
  'utf-16le': new TextDecoder('utf-16le', { fatal: true }),
  'utf-16be': new TextDecoder('utf-16be', { fatal: true }),
};

const DECLARED: Readonly<Record<XmlEncoding, ReadonlySet<string>>> = {
  'utf-8': new Set(['utf-8', 'us-ascii']),
  'utf-16le': new Set(['utf-16', 'utf-16le']),
  'utf-16be': new Set(['utf-16', 'utf-16be']),
};

/** True when the `encoding` of an XML declaration is that of the bytes. */
export function isDeclaredAs(encoding: XmlEncoding, declared: string): boolean {
  return DECLARED[encoding].has(declared.toLowerCase());
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A reader turns a bare carriage return into a line feed (XML 1.0, section 2.11).
  '\r': '&#xD;',
};

/** Escapes text for an element or an attribute. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);
}
