import { escapeForTerminal } from '../../core/terminal-text.js';
import { escapeMarkdown } from '../layout/markdown-text.js';

/** Half a surrogate pair, and code points that stand for no character. No XML holds them. */
const BROKEN = /[\p{Cs}\ufffe\uffff]/gu;

/**
 * Shows text of others as it may stand in any report: control characters, line breaks, bidirectional marks and broken
 * characters become `\u{…}`.
 */
export function showText(text: string): string {
  return escapeForTerminal(text.replace(BROKEN, showUnit));
}

/** The same for a text of several lines, whose line ends stay. */
export function showLines(text: string): string {
  return text.split('\n').map(showText).join('\n');
}

function showUnit(unit: string): string {
  return `\\u{${unit.charCodeAt(0).toString(16)}}`;
}

/** Shows text in XML and HTML, as content or as an attribute. */
export function escapeMarkup(text: string): string {
  return showLines(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Shows text in Markdown, on one line: no markup, no link, no HTML, no mention. */
export function showMarkdown(text: string): string {
  return escapeMarkdown(text.replace(BROKEN, showUnit))
    .replaceAll('@', String.raw`\@`)
    .replaceAll('://', String.raw`:\//`);
}

const UNSEEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

/** Renders data as JSON in which every character that nobody sees is written as `\uXXXX`. */
export function renderData(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(UNSEEN, (character) =>
    Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  );
  return `${text}\n`;
}
