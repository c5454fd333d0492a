import { FLOOR_LENGTH, SecretIndex, type Span } from './secret-index.js';
import { findBase64, readText, type TextView, viewText } from './text-views.js';

/** Stands where a secret stood. */
export const REDACTED = '[secret]';

/** Whatever is written, in words of others too, has room for a letter or two by accident. */
const SHORT_FLOOR_LENGTH = 3;

/**
 * Takes secrets out of texts. It is told each secret when the process gets it, and finds it as it is, escaped for JSON,
 * HTML or a terminal, encoded for a URL, in base64 of either alphabet at any offset, and in UTF-16, over line ends, and
 * one in the other. Of a secret of 32 characters and more it finds pieces, too.
 *
 * A secret of less than six characters is taken out of the words of others only, where it stands alone: otherwise a
 * password of two letters would leave nothing to read. One of less than three is never.
 */
export class Redactor {
  readonly #index = new SecretIndex();
  readonly #short = new Set<string>();
  #count = 0;
  /** True when UTF-16 of a secret may have no zeros. */
  #isWide = false;

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

  /** Takes secrets out of a text. */
  redact(text: string): string {
    if (this.#count === 0 || text.length < FLOOR_LENGTH || !this.#isIn(text)) return text;
    const { joined, squeezed } = viewText(text);
    const spans = [
      ...squeezed.flatMap((view) => locate(view, this.#index.find(view.text))),
      ...joined.flatMap((view) => locate(view, this.#findBase64(view.text))),
    ];
    return cutOut(text, spans);
  }

  /** Takes secrets out of words that others said, short ones that stand alone as well. */
  redactForeign(text: string): string {
    let rest = this.redact(text);
    for (const secret of this.#short) rest = replaceAlone(rest, secret);
    return rest;
  }

  /**
   * For `JSON.stringify`: takes secrets out of every text of a value. Members that bear a name of letters keep it, and
   * so does a text that is words of letters: both are restack's own, such as a code or a state.
   */
  readonly jsonReplacer = (_name: string, value: unknown): unknown => {
    if (this.#count === 0) return value;
    if (typeof value === 'string') return OWN_WORD.test(value) ? value : this.redact(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const names = Object.keys(value);
    if (names.every((name) => OWN_WORD.test(name) || this.redact(name) === name)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [OWN_WORD.test(name) ? name : this.redact(name), member]),
    );
  };

  /** The length of the part of a text that can be written before what follows is known. */
  settledLength(text: string): number {
    if (this.#count === 0) return text.length;
    const cuts = viewText(text).squeezed.map((view) => {
      const cut = this.#index.findCut(view.text);
      return cut === view.text.length ? text.length : (view.starts[cut] ?? text.length);
    });
    return Math.min(text.length, ...cuts);
  }

  /** True when a secret stands in a text, without its place. */
  #isIn(text: string): boolean {
    const { joined, squeezed } = readText(text);
    return (
      squeezed.some((form) => this.#index.find(form).length > 0) ||
      joined.some((form) => this.#findBase64(form).length > 0)
    );
  }

  #findBase64(text: string): readonly Span[] {
    return [...findBase64(text, this.#isWide)].filter(({ texts }) =>
      texts.some((decoded) => readText(decoded).squeezed.some((form) => this.#index.find(form).length > 0)),
    );
  }
}

function locate(view: TextView, spans: readonly Span[]): readonly Span[] {
  return spans.map(({ from, to }) => ({ from: view.starts[from] ?? 0, to: view.ends[to - 1] ?? 0 }));
}

const OWN_WORD = /^[A-Za-z]+(?:[_-][A-Za-z]+){0,3}$/;

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
  const pattern = secret.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
  return text.replace(new RegExp(String.raw`(?<![\p{L}\p{N}])${pattern}(?![\p{L}\p{N}])`, 'gu'), REDACTED);
}

/** The redactor of this process. Whoever gets hold of a secret tells it; whatever leaves the process passes it. */
export const processRedactor = new Redactor();
