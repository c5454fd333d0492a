import { SWITCHES } from '../flags/global-flags.js';
import type { Invocation } from './invocation.js';
import { findNearestWord } from '../../core/errors/nearest-word.js';
import { isPlainWord } from '../../core/errors/plain-word.js';
import { createUsageError } from '../outcome/usage-errors.js';

/** The request of a command line: a command, help, or the version. Ids join words with a colon, as oclif does. */
export type CommandTarget =
  | { readonly kind: 'command'; readonly id: string; readonly argv: readonly string[] }
  | { readonly kind: 'help'; readonly subject: string | undefined }
  | { readonly kind: 'version' };

/** The names that exist, as ids. */
export interface CommandNames {
  readonly commands: readonly string[];
  readonly topics: readonly string[];
  /** Help that belongs to no command. */
  readonly guides: readonly string[];
}

/**
 * Finds the command, help page or version that a command line asks for.
 *
 * @throws USAGE when it names no command; a word is repeated only when it has the form of one, since it may be a secret.
 */
export function selectTarget(invocation: Invocation, names: CommandNames): CommandTarget {
  const { words } = invocation;
  if (invocation.version) return { kind: 'version' };
  if (words[0] === 'help') return selectHelp(words.slice(1), names);
  const id = findLongest(words, names.commands);
  if (invocation.help) return selectHelp(words, names);
  if (id !== undefined) {
    return { kind: 'command', id, argv: invocation.argv.slice(id.split(':').length) };
  }
  if (words.length > 0 && findLongest(words, names.topics) === words.join(':'))
    return selectHelp(words, names);
  if (invocation.argv.every((token) => SWITCHES.includes(token))) {
    return { kind: 'help', subject: undefined };
  }
  throw createUnknownCommandError(words, names);
}

function selectHelp(words: readonly string[], names: CommandNames): CommandTarget {
  if (words.length === 0) return { kind: 'help', subject: undefined };
  const subject = findLongest(words, [...names.commands, ...names.topics, ...names.guides]);
  if (subject === undefined) throw createUnknownCommandError(words, names);
  return { kind: 'help', subject };
}

function findLongest(words: readonly string[], ids: readonly string[]): string | undefined {
  for (let length = Math.min(words.length, 3); length > 0; length -= 1) {
    const id = words.slice(0, length).join(':');
    if (ids.includes(id)) return id;
  }
  return undefined;
}

function createUnknownCommandError(words: readonly string[], names: CommandNames): Error {
  if (words.length === 0) {
    return createUsageError('the command comes first, its flags after it', ['restack --help']);
  }
  if (words[0] === 'version') {
    return createUsageError('the version is a flag: restack --version', ['restack --version']);
  }
  const known = names.commands.map((id) => id.replaceAll(':', ' '));
  const nearest = findMeant(words, known);
  const hints = nearest === undefined ? ['restack --help'] : [`restack ${nearest} --help`, 'restack --help'];
  const also = nearest === undefined ? '' : `; did you mean restack ${nearest}?`;
  return createUsageError(`${describeTyped(words)}${also}`, hints);
}

/** As long as the words of commands are. */
const LONGEST_WORD = 16;

function describeTyped(words: readonly string[]): string {
  const first = words.slice(0, 2).findIndex((word) => !isPlainWord(word, LONGEST_WORD));
  const typed = words.slice(0, first === -1 ? 2 : first);
  return typed.length === 0 ? 'there is no such command' : `there is no command "${typed.join(' ')}"`;
}

/** Words that people type for commands that have another name. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  status: 'runs show',
  backup: 'capture',
  check: 'verify',
  validate: 'verify',
  ls: 'list',
  resume: 'runs resume',
  test: 'drill',
};

function findMeant(words: readonly string[], known: readonly string[]): string | undefined {
  const [first = ''] = words;
  const other = OTHER_NAMES[first.toLowerCase()];
  return other ?? findNearestWord(words.slice(0, 2).join(' '), known) ?? findNearestWord(first, known);
}
