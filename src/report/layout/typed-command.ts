import { escapeForTerminal } from '../../core/terminal-text.js';

const PLAIN = /^[\w@%+=:,./\\-]+$/;

/** The flags of the typed command that the suggested one needs too. */
export interface TypedContext {
  /** `--share` as given; undefined when the environment said it. */
  readonly share?: string | undefined;
  /** `--target` and `--ca-file`, likewise. */
  readonly target?: string | undefined;
  readonly caFile?: string | undefined;
}

function quoteWord(word: string): string {
  if (PLAIN.test(word)) return word;
  return word.includes('"') ? `'${word}'` : `"${word}"`;
}

/** A command that can be typed as it stands. */
export function formatTypedCommand(
  words: readonly string[],
  { share, target, caFile }: TypedContext = {},
): string {
  const again = Object.entries({ '--target': target, '--ca-file': caFile, '--share': share });
  const flags = again.flatMap(([flag, value]) => (value === undefined ? [] : [flag, value]));
  const all = ['restack', ...words, ...flags];
  return all.map((word) => quoteWord(escapeForTerminal(word))).join(' ');
}

/** Renders the closing line of a report: the command to type next. */
export function renderNext(command: string): string {
  return `next: ${command}`;
}
