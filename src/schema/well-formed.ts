import type { Violation } from './schema-violations.js';

/** Half of a pair of UTF-16 by itself, as `\ud800` in JSON makes it: no character, and no UTF-8 has it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** True for text that can be encoded: into UTF-8, into a URL. */
export function isUnicode(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

const MESSAGE = 'expected Unicode: found half of a pair of UTF-16 by itself';

/**
 * Finds all text in a value of JSON that is no Unicode, in values and in names of properties, which are told by the
 * object that has them. No message repeats the text.
 */
export function* listIllFormed(value: unknown, pointer = ''): Generator<Violation> {
  if (typeof value === 'string') {
    if (!isUnicode(value)) yield { pointer, message: MESSAGE };
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* listIllFormed(item, `${pointer}/${index}`);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (!isUnicode(name)) yield { pointer, message: `${MESSAGE}, in the name of a property` };
    const segment = name
      .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
      .replaceAll('~', '~0')
      .replaceAll('/', '~1');
    yield* listIllFormed(member, `${pointer}/${segment}`);
  }
}
