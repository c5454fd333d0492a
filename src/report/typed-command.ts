import { escapeForTerminal } from '../core/terminal-text.js';

const PLAIN = /^[\w@%+=:,./\\-]+$/;

/** How the command at hand was typed, as far as the next one needs the same. */
export interface TypedContext {
  /** `--share` as given; undefined when the environment said it. */
  readonly share?: string | undefined;
}

function quoteWord(word: string): string {
  if (PLAIN.test(word)) return word;
  return word.includes('"') ? `'${word}'` : `"${word}"`;
}

/** A command that can be typed as it stands. */
export function formatTypedCommand(words: readonly string[], { share }: TypedContext = {}): string {
  const all = ['restack', ...words, ...(share === undefined ? [] : ['--share', share])];
  return all.map((word) => quoteWord(escapeForTerminal(word))).join(' ');
}

/** The closing line of a report: what to type next. */
export function renderNext(command: string): string {
  return `next: ${command}`;
}
