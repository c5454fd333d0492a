import { formatCount } from '../../core/sizes.js';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { FindingCode } from '../../core/errors/finding-codes.js';
import { createFindingError } from '../../core/errors/finding-error.js';
import type { RestackError } from '../../core/errors/restack-error.js';
import { parsePlainXml, XML_BOUNDS, type XmlElement } from './plain-xml.js';

const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

interface OpenElement {
  readonly name: string;
  readonly isNil: boolean;
  readonly children: XmlElement[];
  text: string;
}

/**
 * Parses a metadata file: UTF-8 or UTF-16, with or without byte order mark, declaration and namespaces.
 *
 * @param file the store path, for messages.
 * @throws INTEGRITY (`METADATA_DAMAGED`) when it is not well-formed, wrongly encoded, too deep or has too many elements.
 * @throws UNSUPPORTED (`METADATA_UNSUPPORTED`) when it has a DTD, and with it could have entities.
 * Source: format specification, section 2; XML 1.0.
 */
export function parseXmlTree(bytes: Uint8Array, file: string): XmlElement {
  const fail: Fail = (code, problem, cause) =>
    createFindingError(code, `${file}: ${problem}`, {
      place: { file },
      ...(cause === undefined ? {} : { cause }),
    });
  const encoding = detectXmlEncoding(bytes);
  let text: string;
  try {
    text = decodeXmlText(bytes, encoding);
  } catch (error) {
    throw fail('METADATA_DAMAGED', `the bytes are not valid ${encoding.toUpperCase()}`, error);
  }
  return (encoding === 'utf-8' ? parsePlainXml(text) : undefined) ?? readTree(text, encoding, fail);
}

type Fail = (code: FindingCode, problem: string, cause?: unknown) => RestackError;

/** An error of restack on its way through the parser, which must not wrap it again. */
class Refusal extends Error {
  constructor(readonly error: RestackError) {
    super(error.message);
  }
}

function readTree(text: string, encoding: XmlEncoding, fail: Fail): XmlElement {
  const parser = new SaxesParser({
    xmlns: true,
    position: true,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  });
  const builder = new TreeBuilder(
    (code, problem) => new Refusal(fail(code, `${problem} (line ${parser.line})`)),
  );
  parser.on('xmldecl', ({ encoding: declared }) => {
    if (declared !== undefined && !isDeclaredAs(encoding, declared)) {
      throw new Refusal(
        fail('METADATA_DAMAGED', `it declares ${declared}, but its bytes are ${encoding.toUpperCase()}`),
      );
    }
  });
  parser.on('doctype', () => {
    throw new Refusal(
      fail('METADATA_UNSUPPORTED', 'it has a document type declaration, which is never read'),
    );
  });
  parser.on('opentag', (tag) => builder.open(tag));
  parser.on('closetag', () => builder.close());
  parser.on('text', (chunk) => builder.addText(chunk));
  parser.on('cdata', (chunk) => builder.addText(chunk));
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Refusal) throw error.error;
    const where = error instanceof Error ? error.message.replace(/\.$/, '') : 'unknown';
    throw fail('METADATA_DAMAGED', `it is not well-formed XML (${where})`, error);
  }
  if (builder.root === undefined) throw fail('METADATA_DAMAGED', 'it has no root element');
  return builder.root;
}

class TreeBuilder {
  root: XmlElement | undefined;
  readonly #refuse: (code: FindingCode, problem: string) => Refusal;
  readonly #open: OpenElement[] = [];
  #count = 0;

  constructor(refuse: (code: FindingCode, problem: string) => Refusal) {
    this.#refuse = refuse;
  }

  open(tag: SaxesTagNS): void {
    this.#count += 1;
    if (this.#count > XML_BOUNDS.elements)
      throw this.#refuse('METADATA_DAMAGED', `more than ${formatCount(XML_BOUNDS.elements, 'element')}`);
    if (this.#open.length >= XML_BOUNDS.depth)
      throw this.#refuse('METADATA_DAMAGED', `more than ${XML_BOUNDS.depth} levels deep`);
    this.#open.push({ name: tag.local, isNil: isNil(tag), children: [], text: '' });
  }

  addText(chunk: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined) element.text += chunk;
  }

  close(): void {
    const closed = this.#open.pop();
    if (closed === undefined) return;
    const text = closed.text.trim();
    if (text !== '' && closed.children.length > 0) {
      throw this.#refuse('METADATA_INVALID', `${closed.name} holds text beside elements`);
    }
    closed.text = text;
    const parent = this.#open.at(-1);
    if (parent === undefined) this.root = closed;
    else parent.children.push(closed);
  }
}

function isNil(tag: SaxesTagNS): boolean {
  const attribute = Object.values(tag.attributes).find(
    ({ local, uri }) => local === 'nil' && uri === SCHEMA_INSTANCE,
  );
  return attribute !== undefined && /^\s*(?:true|1)\s*$/.test(attribute.value);
}

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
