import { RestackError, SAME_COMMAND } from '../../core/errors/restack-error.js';
import { explainCommand } from '../../report/render-error.js';
import { listBlanks, quoteWord, renderNext, splitTypedWords } from '../../report/layout/typed-command.js';

/** The flags that hold for every command of a night: where things are, what opens them, and who signs in. */
const CARRIED = [
  'share',
  'share-user',
  'share-password-file',
  'share-encrypt',
  'deployment',
  'target',
  'user-target',
  'ca-file',
  'cert',
  'cert-password-file',
  'key-file',
  'run-dir',
  'sign-in',
  'client-id',
  'verify-key',
] as const;

/** The decisions about a restore, which hold for the next plan of it too. A saved plan brings its own. */
const DECISIONS = [
  'map',
  'existing',
  'only',
  'except',
  'unmapped',
  'unmet',
  'target-version',
  'allow-not-fresh',
  'allow-version-distance',
] as const;
const DECIDED: ReadonlySet<string> = new Set(['plan', 'restore']);

/** The typed command, as far as a suggested one needs it again. */
export interface TypedCommand {
  /** Values of flags by name. */
  readonly given: Readonly<Record<string, unknown>>;
  /** The words behind `restack`, as they were typed. */
  readonly argv?: readonly string[];
  /** Names of the flags that a command takes; undefined for what is no command. Ids join words with a colon. */
  readonly flagsOf: (id: string) => readonly string[] | undefined;
  /** True when the environment names a key. */
  readonly hasOwnKey?: boolean;
}

/** Commands that do nothing without a key, as ids. */
const NEED_KEY: ReadonlySet<string> = new Set(['plan', 'restore', 'runs:resume', 'diff']);
/** Levels of verification that need none. */
const KEYLESS: readonly (string | undefined)[] = [undefined, 'structure'];

const IN_TEXT = /^(?<before>(?:.*: )?)(?<command>restack .*?)(?<comment>\s{2,}#.*)?$/;
/** The typed command with flags: said so, or a flag alone at the end of a hint. */
const AGAIN = new RegExp(
  `^(?<before>(?:.*: )?)(?:${SAME_COMMAND}(?<added>.*)|(?<=: )(?<flag>--[a-z-]+(?: (?:"[^"]*"|[^\\s,]+))?))$`,
);
const NEXT_LINE = /^( *(?:next[^:\n]*|mend): )((?:restack|the same command with) .*)$/gm;

/** Lists the flags that were given, that a suggested command takes, and that it does not name itself. */
function listCarried(
  words: readonly string[],
  takes: readonly string[],
  typed: TypedCommand,
): readonly string[] {
  const isOpen = (name: (typeof CARRIED)[number]) =>
    takes.includes(name) && !words.includes(`--${name}`) && !isNamedAlready(name, words);
  return CARRIED.filter(isOpen).flatMap((name) =>
    typed.given[name] === true
      ? [`--${name}`]
      : listValues(typed.given[name]).flatMap((value) => [`--${name}`, value]),
  );
}

/**
 * Completes a suggested command with the flags that were given and that it takes too, so that it can be typed as it
 * stands. A text without a command stays as it is.
 */
export function completeHint(hint: string, typed: TypedCommand): string {
  if (typed.argv !== undefined && AGAIN.test(hint)) return spellOutAgain(hint, typed.argv, typed);
  const { before = '', command, comment = '' } = IN_TEXT.exec(hint)?.groups ?? {};
  if (command === undefined) return hint;
  const words = splitTypedWords(command).slice(1);
  const { id = '', takes } = findCommand(words, typed);
  if (takes === undefined || words.includes('--help')) return hint;
  const flags = listGivenAgain(id, words, { takes, typed });
  return `${before}${[command, ...flags.map(quoteWord)].join(' ')}${comment}`;
}

function spellOutAgain(hint: string, argv: readonly string[], typed: TypedCommand): string {
  const { before = '', added, flag = '' } = AGAIN.exec(hint)?.groups ?? {};
  if (added !== undefined) return before + addFlags(argv, added);
  const { takes = [] } = findCommand(argv, typed);
  const isTaken = takes.some((name) => flag === `--${name}` || flag.startsWith(`--${name} `));
  return isTaken ? before + addFlags(argv, flag) : hint;
}

/** Lists what a suggested command needs of the typed one: its decisions, the flags of the night, and a place for a key. */
function listGivenAgain(
  id: string,
  words: readonly string[],
  { takes, typed }: { readonly takes: readonly string[]; readonly typed: TypedCommand },
): readonly string[] {
  const decided = DECIDED.has(id) && !words.includes('--plan') ? listDecisions(words, typed) : [];
  const carried = listCarried(words, takes, typed);
  const keys = needsBlankKey(id, [...words, ...carried], typed) ? ['--cert', 'FILE.pfx'] : [];
  return [...decided, ...carried, ...keys];
}

/** The decisions that were given and that the words do not take otherwise. */
function listDecisions(words: readonly string[], { given }: TypedCommand): readonly string[] {
  return DECISIONS.flatMap((name) => {
    const flag = `--${name}`;
    const value = given[name];
    if (value === true) return words.includes(flag) ? [] : [flag];
    const isSingle = !Array.isArray(value);
    return listValues(value).flatMap((one) => {
      const taken = words.some(
        (word, at) => words[at - 1] === flag && (isSingle || subjectOf(name, word) === subjectOf(name, one)),
      );
      return taken ? [] : [flag, one];
    });
  });
}

/** The part of a value that may be decided once: the kind in `compute-quota=skip`, and all of any other. */
function subjectOf(name: string, value: string): string {
  if (name !== 'existing') return value;
  return (value.includes('=') ? value.split('=')[0] : '')?.replaceAll('-', '').toLowerCase() ?? '';
}

/** Flags that are given once, and would be refused the second time: the file is there. */
const ONCE: readonly string[] = ['--out-text', '--map-template'];
/** Flags that add to those that were given. */
const ADDING: readonly string[] = ['--existing', '--only', '--except'];

/** The typed command with flags put in, or in the place of those that were given with another value. */
function addFlags(argv: readonly string[], added: string): string {
  const names = splitTypedWords(added).filter((word) => word.startsWith('--') && !ADDING.includes(word));
  const dropped = [...names, ...ONCE];
  const kept = argv.filter((word, index) => {
    const isDropped = dropped.includes(word.split('=', 1)[0] ?? '');
    const before = argv[index - 1] ?? '';
    return !isDropped && !(dropped.includes(before) && !word.startsWith('--'));
  });
  return ['restack', ...kept.map(quoteWord), added].join(' ').trimEnd();
}

/** Whoever has given no key, as to `runs list`, has to put one in. */
function needsBlankKey(id: string, words: readonly string[], { hasOwnKey }: TypedCommand): boolean {
  const level = words.find((_word, index) => words[index - 1] === '--level');
  const isWanted = NEED_KEY.has(id) || !KEYLESS.includes(level);
  return isWanted && hasOwnKey !== true && !words.includes('--cert') && !words.includes('--key-file');
}

/** Errors that a person has brought about: the same command is the next one, or none. */
const BROUGHT_ABOUT: ReadonlySet<string> = new Set(['INTERRUPTED', 'CANCELLED']);

/** The next command where no hint holds one: help for what was typed wrong, else what the code means. */
function listDefaultHints(error: RestackError, typed: TypedCommand): readonly string[] {
  const { code, exitCode, hints } = error;
  if (BROUGHT_ABOUT.has(code) || hints.some((hint) => IN_TEXT.test(hint) || AGAIN.test(hint))) return [];
  const { id } = findCommand(typed.argv ?? [], typed);
  if (exitCode !== USAGE_EXIT || id === undefined) return [explainCommand(error)];
  return [`restack ${id.replaceAll(':', ' ')} --help`];
}

const USAGE_EXIT = 2;

/** An error of a command without a report, which told what comes next nowhere else: a hint of it is a command. */
export function completeThrown(error: RestackError, typed: TypedCommand): RestackError {
  return completeHints(error, typed, listDefaultHints(error, typed));
}

/** An error whose hints are complete. */
export function completeHints(
  error: RestackError,
  typed: TypedCommand,
  more: readonly string[] = [],
): RestackError {
  const hints = [...error.hints.map((hint) => completeHint(hint, typed)), ...more];
  if (more.length === 0 && hints.every((hint, index) => hint === error.hints[index])) return error;
  const { code, message, cause, details, exitCode, stack } = error;
  const completed = new RestackError(code, message, { cause, hints, details, exitCode });
  if (stack !== undefined) completed.stack = stack;
  return completed;
}

/** A report whose closing lines are complete. */
export function completeNextLines(text: string, typed: TypedCommand): string {
  return text.replace(NEXT_LINE, (_line, before: string, command: string) => {
    const completed = completeHint(command, typed);
    const isNext = listBlanks(completed).length > listBlanks(command).length;
    return isNext ? before.replace(/\S.*/, '') + renderNext(completed) : before + completed;
  });
}

function findCommand(
  words: readonly string[],
  { flagsOf }: TypedCommand,
): { readonly id?: string; readonly takes?: readonly string[] } {
  for (let length = Math.min(words.length, 3); length > 0; length -= 1) {
    const id = words.slice(0, length).join(':');
    const takes = flagsOf(id);
    if (takes !== undefined) return { id, takes };
  }
  return {};
}

/**
 * A deployment only helps to find the newest set; an id says more. A client is one of the way to sign in that was given.
 */
function isNamedAlready(name: (typeof CARRIED)[number], words: readonly string[]): boolean {
  if (name === 'deployment') return !words.some((word) => word === 'latest' || word === 'doctor');
  return name === 'client-id' && words.includes('--sign-in');
}

/** Standard input is read once: what came from there cannot be given again. */
function listValues(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((item) => typeof item === 'string').filter((item) => item !== '-');
}
