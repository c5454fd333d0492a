/** A text is shorter than this: the longest is a time with the 255 digits that a damaged scale can ask for. */
const MAX_TEXT_BYTES = 512;
const ZERO = 0x30;
/** Two signs as a number of two bytes, the first one lowest. */
const pairUp = (signs: string): number => signs.charCodeAt(0) | (signs.charCodeAt(1) << 8);
/** The two digits of a byte in hexadecimal. */
const HEX = Uint16Array.from({ length: 256 }, (_, byte) => pairUp(byte.toString(16).padStart(2, '0')));
/** The two digits of a number below 100. */
const DECIMAL = Uint16Array.from({ length: 100 }, (_, value) => pairUp(String(value).padStart(2, '0')));
/** Powers of ten: a number below the power of its digits has no more of them. */
export const POWERS: readonly number[] = Array.from({ length: 10 }, (_, digits) => 10 ** digits);

/** A page has room for fewer rows. */
const MAX_TEXTS = 4096;

/**
 * Texts of digits and signs, one of each row at most, which are written one after the other and become strings together:
 * that takes a fifth of the time of making each by itself.
 */
export class AsciiTexts {
  #bytes = new Uint8Array(8 * MAX_TEXT_BYTES);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;
  #count = 0;
  readonly #rows = new Uint16Array(MAX_TEXTS);
  readonly #ends = new Uint32Array(MAX_TEXTS);

  sign(code: number): void {
    this.#view.setUint8(this.#length, code);
    this.#length += 1;
  }

  /** The bytes of all texts since the last ones were settled. */
  get length(): number {
    return this.#length;
  }

  /** Copies what was written since then. */
  since(start: number): Uint8Array {
    return this.#bytes.slice(start, this.#length);
  }

  /** Writes a short text again. */
  repeat(text: Uint8Array): void {
    for (let index = 0; index < text.length; index += 1) this.#bytes[this.#length + index] = text[index] ?? 0;
    this.#length += text.length;
  }

  /** The four digits of a number of two bytes in hexadecimal. */
  hex(value: number): void {
    this.#view.setUint16(this.#length, HEX[value >>> 8] ?? 0, true);
    this.#view.setUint16(this.#length + 2, HEX[value & 255] ?? 0, true);
    this.#length += 4;
  }

  /** A whole number, with zeros in front of it where it has fewer digits. */
  number(value: number, digits: number): void {
    if (!(value >= 0 && value < (POWERS[digits] ?? 0)))
      return this.#text(String(value).padStart(digits, '0'));
    const start = this.#length;
    let to = start + digits;
    let left = value | 0;
    for (; to - start >= 2; to -= 2) {
      const above = (left / 100) | 0;
      this.#view.setUint16(to - 2, DECIMAL[left - 100 * above] ?? 0, true);
      left = above;
    }
    if (to > start) this.#view.setUint8(start, ZERO + left);
    this.#length = start + digits;
  }

  #text(text: string): void {
    for (let index = 0; index < text.length; index += 1) this.sign(text.charCodeAt(index));
  }

  /** Ends a text, which is that of a row. */
  end(row: number): void {
    this.#rows[this.#count] = row;
    this.#ends[this.#count] = this.#length;
    this.#count += 1;
    if (this.#length + MAX_TEXT_BYTES > this.#bytes.length) this.#grow();
  }

  /** Gives the rows their texts, as the value that each has of a column, and begins anew. */
  settle(rows: readonly unknown[][], column: number): void {
    const texts = Buffer.from(this.#bytes.buffer, 0, this.#length).toString('latin1');
    let start = 0;
    for (let index = 0; index < this.#count; index += 1) {
      const end = this.#ends[index] ?? 0;
      const row = rows[this.#rows[index] ?? 0];
      if (row !== undefined) row[column] = texts.slice(start, end);
      start = end;
    }
    this.#length = 0;
    this.#count = 0;
  }

  #grow(): void {
    const bytes = new Uint8Array(2 * this.#bytes.length);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }
}
