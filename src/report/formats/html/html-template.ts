import { escapeMarkup, showText } from '../shown-text.js';

/** Text that is HTML already. Nothing but {@link html} makes it. */
export class Markup {
  constructor(readonly text: string) {}
}

type Value = Markup | string | number | null | readonly (Markup | null)[];

/** Builds HTML: whatever is put in is text, and is escaped, unless it is markup itself. `null` is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(parts.map((part, index) => part + place(values[index] ?? null)).join(''));
}

function place(value: Value): string {
  if (value === null) return '';
  if (value instanceof Markup) return value.text;
  return typeof value === 'object' ? value.map(place).join('') : escapeMarkup(String(value));
}

/** Characters that nobody sees. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

/** Shows text of others: each character that nobody sees becomes a mark with its code point. */
export function show(text: string): Markup {
  const marks = [...text.matchAll(UNSEEN)];
  let at = 0;
  const shown = marks.map(([character], index) => {
    const { index: from = 0 } = marks[index] ?? {};
    const before = html`${text.slice(at, from)}`;
    at = from + character.length;
    return html`${before}<mark>${showText(character)}</mark>`;
  });
  return html`${shown}${text.slice(at)}`;
}

/** The same for lines, whose ends stay. */
export function showEach(text: string): Markup {
  const lines = text.split('\n').map(show);
  return html`${lines.flatMap((line, index) => (index === 0 ? [line] : [new Markup('<br>'), line]))}`;
}
