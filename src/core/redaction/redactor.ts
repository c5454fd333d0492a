import { FLOOR_LENGTH, mayBeWord, SecretIndex, type Span } from './secret-index.js';
import { findEncoded, mayHoldEncoded, readText, type TextView, viewText } from './text-views.js';

/** Stands where a secret stood. */
export const REDACTED = '[secret]';

/** Encodings of encodings: a body in base64 in a message in base64. */
const ENCODED_DEPTH = 3;

/** Whatever is written, in words of others too, has room for a letter or two by accident. */
const SHORT_FLOOR_LENGTH = 3;

/**
 * Takes secrets out of texts. It is told each secret when the process gets it, and finds it as it is, escaped for JSON,
 * HTML or a terminal, encoded for a URL, in base64 of either alphabet at any offset, in hexadecimal digits, joined or
 * apart, and in UTF-16, over line ends, in capitals or small letters, and one in the other. Of a secret of 32 characters
 * and more it finds pieces, too.
 *
 * A secret of less than six characters is taken out of the words of others only, where it stands alone: otherwise a
 * password of two letters would leave nothing to read. One of less than three is never.
 */
export class Redactor {
  #index = new SecretIndex();
  readonly #short = new Set<string>();
  #count = 0;
  /** True when UTF-16 of a secret may have no zeros. */
  #isWide = false;
  #ownWords: ReadonlySet<string> = new Set();

  /** Adds a secret. Empty texts are none. */
  keep(secret: string | undefined): void {
    if (secret === undefined) return;
    const trimmed = secret.trim();
    const forms = readText(secret).squeezed.filter((form) => form !== '');
    for (const form of forms) {
      if (form.length >= FLOOR_LENGTH) this.#index.add(form);
      else if (trimmed.length >= SHORT_FLOOR_LENGTH) this.#short.add(trimmed);
    }
    if (forms.length > 0) this.#count += 1;
    this.#isWide ||= /[^\0-\u00ff]/.test(secret);
  }

  /**
   * Adds a secret of bytes, such as a key. It is found as it is, in hexadecimal digits and in base64. A file that holds a
   * key is none: public parts of it, such as a thumbprint, would be taken for pieces of the secret.
   */
  keepBytes(bytes: Uint8Array): void {
    const secret = Buffer.from(bytes);
    this.keep(secret.toString('latin1'));
    this.keep(secret.toString('hex'));
    // Somebody may encode it with one or two bytes more before it, and anything behind it.
    for (const offset of [0, 1, 2]) {
      const whole = secret.subarray(offset, secret.length - ((secret.length - offset) % 3));
      this.keep(whole.toString('base64'));
      this.keep(whole.toString('base64url'));
    }
  }

  /** Sets the words that JSON keeps as names and as whole texts, although a secret may be one of them. */
  exempt(ownWords: Iterable<string>): void {
    this.#ownWords = new Set(ownWords);
  }

  /** Forgets every secret: a command begins with none, also where another one ran in this process. */
  forget(): void {
    this.#index = new SecretIndex();
    this.#short.clear();
    this.#count = 0;
    this.#isWide = false;
  }

  /** Takes secrets out of a text. */
  redact(text: string): string {
    if (this.#count === 0 || text.length < FLOOR_LENGTH || !this.#isIn(text)) return text;
    return cutOut(text, this.#locateIn(text));
  }

  /** Takes secrets out of words that others said, short ones that stand alone as well. */
  redactForeign(text: string): string {
    let rest = this.redact(text);
    for (const secret of this.#short) rest = replaceAlone(rest, secret);
    return rest;
  }

  /** For `JSON.stringify`: takes secrets out of every text and every name of a value, but for exempt words. */
  readonly jsonReplacer = (_name: string, value: unknown): unknown => {
    if (this.#count === 0) return value;
    if (typeof value === 'string') return this.#redactWord(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if (Object.keys(value).every((name) => this.#redactWord(name) === name)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [this.#redactWord(name), member]),
    );
  };

  #redactWord(text: string): string {
    return this.#ownWords.has(text) ? text : this.redact(text);
  }

  /**
   * Takes secrets out of a text of the target that a file is to keep. One that stands in `own`, too, which the backup or
   * a person named, is no echo: it may stay.
   *
   * @returns undefined where something was taken out: what is left would be another address.
   */
  dropEcho(told: string, own: string): string | undefined {
    const known = own.toLowerCase();
    // Mostly so, and quick to see.
    if (known.includes(told.toLowerCase()) || this.redact(told) === told) return told;
    const isOwn = this.#listIn(told).every((secret) => known.includes(secret.toLowerCase()));
    return isOwn ? told : undefined;
  }

  /** The length of the part of a text that can be written before what follows is known. */
  settledLength(text: string): number {
    if (this.#count === 0) return text.length;
    const cuts = viewText(text).squeezed.map((view) => {
      const cut = this.#index.findCut(view.text);
      return cut === view.text.length ? text.length : (view.starts[cut] ?? text.length);
    });
    return Math.min(text.length, ...cuts);
  }

  #locateIn(text: string): readonly Span[] {
    const { joined, squeezed } = viewText(text);
    return [
      ...squeezed.flatMap((view) => locate(view, this.#index.find(view.text))),
      ...joined.flatMap((view) => locate(view, this.#findEncoded(view.text))),
    ];
  }

  /** The pieces of a text that are secrets, in whatever form. */
  #listIn(text: string): readonly string[] {
    return this.#locateIn(text).map(({ from, to }) => text.slice(from, to));
  }

  /** True when a secret stands in a text, without its place. */
  #isIn(text: string): boolean {
    const { joined, squeezed } = readText(text);
    return (
      squeezed.some((form) => this.#index.find(form).length > 0) ||
      joined.some((form) => this.#findEncoded(form).length > 0)
    );
  }

  #findEncoded(text: string, depth = ENCODED_DEPTH): readonly Span[] {
    const holdsSecret = (decoded: string): boolean =>
      readText(decoded).squeezed.some((form) => this.#index.find(form).length > 0) ||
      (depth > 1 && mayHoldEncoded(decoded) && this.#findEncoded(decoded, depth - 1).length > 0);
    return [...findEncoded(text, this.#isWide)].filter(({ texts }) => texts.some(holdsSecret));
  }
}

function locate(view: TextView, spans: readonly Span[]): readonly Span[] {
  return spans.map(({ from, to }) => ({ from: view.starts[from] ?? 0, to: view.ends[to - 1] ?? 0 }));
}

function cutOut(text: string, spans: readonly Span[]): string {
  let rest = '';
  let at = 0;
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    if (from >= at) rest += `${text.slice(at, from)}${REDACTED}`;
    at = Math.max(at, to);
  }
  return rest + text.slice(at);
}

function replaceAlone(text: string, secret: string): string {
  const pattern = secret.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  const alone = String.raw`(?<![\p{L}\p{N}])${pattern}(?![\p{L}\p{N}])`;
  return text.replace(new RegExp(alone, mayBeWord(secret) ? 'gu' : 'giu'), REDACTED);
}

/** The redactor of this process. Whoever gets hold of a secret tells it; whatever leaves the process passes it. */
export const processRedactor = new Redactor();
