/** One element: names without their namespace, text with white space trimmed at both ends. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  /** `xsi:nil="true"`. */
  readonly isNil: boolean;
  readonly children: readonly XmlElement[];
}

/** The bounds of a document besides its size in bytes. */
export const XML_BOUNDS = { depth: 24, elements: 200_000 } as const;

/** Only what every parser reads alike: no entities, no characters beyond ASCII, no attributes but those of .NET. */
const NAME = '[A-Za-z_][\\w.-]*';
const SPACE = '[ \\t\\r\\n]*';
const TEXT = '[\\t\\n\\x20-\\x25\\x27-\\x3b\\x3d\\x3f-\\x7e]*';
const DECLARATION = /<\?xml version="1\.0" encoding="utf-8"\?>/iy;
/** Prefixes that a root declares as a matter of course, and that plain elements then do not use. */
const INSTANCE = ' xmlns:(?:xsi|i)="http://www\\.w3\\.org/2001/XMLSchema-instance"';
const SCHEMA = ' xmlns:xsd="http://www\\.w3\\.org/2001/XMLSchema"';
const ROOT = new RegExp(`${SPACE}<(${NAME})(?:${INSTANCE}(?:${SCHEMA})?|${SCHEMA}(?:${INSTANCE})?)?>`, 'y');
/** An element without elements: its name, and its text. */
const LEAF = new RegExp(`${SPACE}<(${NAME})(?:>(${TEXT})</\\1>| ?/>)`, 'y');
const OPEN = new RegExp(`${SPACE}<(${NAME})>`, 'y');
const CLOSE = new RegExp(`${SPACE}</(${NAME})>`, 'y');
const END = new RegExp(`${SPACE}$`, 'y');

const NONE: readonly XmlElement[] = [];

/**
 * Parses a document in the plain form that metadata mostly has. It takes a tenth of the time of a full parser, which
 * counts where thousands of files are read.
 *
 * @returns undefined for everything else, damaged or not: that is the full parser's. A tree is the one that the full
 * parser makes.
 */
export function parsePlainXml(text: string): XmlElement | undefined {
  const reader = new PlainReader(text);
  reader.take(DECLARATION);
  const root = reader.readElement(0);
  return reader.take(END) === null ? undefined : root;
}

class PlainReader {
  readonly #text: string;
  #at = 0;
  #count = 0;

  constructor(text: string) {
    this.#text = text;
  }

  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }

  /** @returns undefined where no element begins, or where it is not plain. */
  readElement(depth: number): XmlElement | undefined {
    const leaf = this.take(LEAF);
    const name = leaf?.[1] ?? this.take(depth === 0 ? ROOT : OPEN)?.[1];
    if (name === undefined) return undefined;
    this.#count += 1;
    if (depth >= XML_BOUNDS.depth || this.#count > XML_BOUNDS.elements) return this.#giveUp();
    if (leaf !== null) return { name, text: (leaf[2] ?? '').trim(), isNil: false, children: NONE };
    const children = this.#readElements(depth + 1);
    if (this.take(CLOSE)?.[1] !== name) return this.#giveUp();
    return { name, text: '', isNil: false, children };
  }

  #readElements(depth: number): readonly XmlElement[] {
    const elements: XmlElement[] = [];
    for (;;) {
      const element = this.readElement(depth);
      if (element === undefined) return elements;
      elements.push(element);
    }
  }

  /** Lets nothing match any more. */
  #giveUp(): undefined {
    this.#at = this.#text.length + 1;
  }
}
