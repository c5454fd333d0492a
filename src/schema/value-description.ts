import { cutText } from '../core/redaction/cut-text.js';
import { formatCount } from '../core/sizes.js';
import { escapeForTerminal } from '../core/terminal-text.js';

const LONGEST_EXCERPT = 60;

/** The amount of a value that a message may show. Records of secrets are described by type and size only. */
export type Disclosure = 'excerpt' | 'size-only';

/** Describes a value in words: its type, its size, and, unless `size-only`, the start of it. */
export function describeValue(value: unknown, disclosure: Disclosure): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') {
    return disclosure === 'excerpt' ? quoteText(value) : `text of ${formatCount(value.length, 'character')}`;
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return disclosure === 'excerpt' ? String(value) : `a ${typeof value}`;
  }
  return 'an object';
}

/** Text from a backup in quotes, safe for a terminal, and no longer than a line. */
export function quoteText(text: string): string {
  const cut = text.length > LONGEST_EXCERPT;
  const excerpt = escapeForTerminal(cutText(text, LONGEST_EXCERPT));
  return cut ? `"${excerpt}…" (${formatCount(text.length, 'character')})` : `"${excerpt}"`;
}

/** Writes a JSON pointer. Source: RFC 6901. */
export function formatJsonPointer(segments: readonly (string | number)[]): string {
  return segments
    .map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** The value that a JSON pointer names; undefined when there is none. Source: RFC 6901. */
export function resolveJsonPointer(document: unknown, pointer: string): unknown {
  let value = document;
  for (const escaped of pointer.split('/').slice(1)) {
    const segment = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = Reflect.get(value, segment);
  }
  return value;
}
