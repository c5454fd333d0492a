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

/** A word as it is typed: quoted where a shell would take it for something else. */
export function quoteWord(word: string): string {
  const safe = escapeForTerminal(word);
  if (PLAIN.test(safe)) return safe;
  return /["$`!]/.test(safe) ? `'${safe}'` : `"${safe}"`;
}

/** The words of a typed command, quotes taken off. */
export function splitTypedWords(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

/** A command that can be typed as it stands. */
export function formatTypedCommand(
  words: readonly string[],
  { share, target, caFile }: TypedContext = {},
): string {
  const again = Object.entries({ '--target': target, '--ca-file': caFile, '--share': share });
  const flags = again.flatMap(([flag, value]) => (value === undefined ? [] : [flag, value]));
  return ['restack', ...words, ...flags].map(quoteWord).join(' ');
}

const BLANK = /^(?:…|--FLAG|[A-Z][A-Z_]*(?:\.[a-z]+)?|\\\\HOST\\SHARE|DOMAIN\\USER|.*<[a-z]+>.*)$/;

/** The words of a command that a person has to replace: `FILE.pfx`, `BACKUP`. Neither a code to explain, nor `LATEST`. */
export function listBlanks(command: string): readonly string[] {
  const words = splitTypedWords(command);
  const isCode = (index: number) => words[index - 1] === 'explain' && words[index] !== 'CODE';
  return words.filter((word, index) => BLANK.test(word) && word !== 'LATEST' && !isCode(index));
}

/** Renders the closing line of a report: the command to type next, and the words in it that are not known. */
export function renderNext(command: string): string {
  const blanks = listBlanks(command);
  return blanks.length === 0 ? `next: ${command}` : `next, with your ${blanks.join(', ')}: ${command}`;
}
