import { RestackError } from '../../core/errors/restack-error.js';
import { isObject } from '../../core/is-object.js';
import { findNearestWord } from '../../core/errors/nearest-word.js';

/** The names of a command's flags and arguments, by which errors of the parser are explained. */
export interface CommandShape {
  /** As it is typed, such as `keys check`. */
  readonly name: string;
  readonly flagNames: readonly string[];
  readonly argumentNames: readonly string[];
  readonly requiredFlags: readonly string[];
}

const SECRET_NAME = /pass|secret|token|key/i;

/** Makes the error for a wrong command line. Messages name flags and never repeat values, which may be secrets. */
export function createUsageError(message: string, hints: readonly string[]): RestackError {
  return new RestackError('USAGE', message, { hints });
}

/** True for the errors that oclif's parser throws: they all carry its exit code, and ours never do. */
export function isParserError(error: unknown): error is Error {
  return error instanceof Error && 'oclif' in error;
}

/** Makes an error of restack out of one of oclif's parser, without the values that oclif's repeats. */
export function translateParserError(error: Error, shape: CommandShape): RestackError {
  const help = `restack ${shape.name} --help`;
  const unknownFlags = readStrings(error, 'flags');
  if (unknownFlags.length > 0) return createUnknownFlagError(unknownFlags, shape);
  const missing = readNames(error, 'args');
  if (missing.length > 0)
    return createUsageError(`restack ${shape.name} needs ${missing.join(' and ')}`, [help]);
  if (readStrings(error, 'args').length > 0) return createUsageError(describeSurplus(shape), [help]);
  const given = readGivenFlags(error);
  const wanted = shape.requiredFlags
    .filter((name) => given?.includes(name) === false)
    .map((name) => `--${name}`);
  if (wanted.length > 0) {
    return createUsageError(`restack ${shape.name} needs ${wanted.join(' and ')}`, [help]);
  }
  return createUsageError(firstLine(error.message), [help]);
}

function describeSurplus({ name, argumentNames }: CommandShape): string {
  const expected = argumentNames.length === 0 ? 'none' : argumentNames.join(' ');
  return `too many arguments for restack ${name}: expected ${expected}`;
}

function createUnknownFlagError(flags: readonly string[], shape: CommandShape): RestackError {
  const names = flags.map(nameOfFlag);
  const hints = names.flatMap((name) => suggestFlags(name, shape.flagNames));
  return createUsageError(`unknown flag${names.length > 1 ? 's' : ''} ${names.join(', ')}`, [
    ...hints,
    `restack ${shape.name} --help`,
  ]);
}

/** The flag without the value that was glued to it: `--name=value`, or `-nvalue`. */
function nameOfFlag(token: string): string {
  return token.startsWith('--') ? (token.split('=', 1)[0] ?? '--') : token.slice(0, 2);
}

function suggestFlags(name: string, known: readonly string[]): readonly string[] {
  const word = name.replace(/^-+/, '');
  const [longer, ...others] = word.length < 3 ? [] : known.filter((one) => one.startsWith(word));
  const nearest = findNearestWord(word, known) ?? (others.length === 0 ? longer : undefined);
  if (nearest !== undefined) return [`did you mean --${nearest}?`];
  if (!SECRET_NAME.test(name)) return [];
  return ['no secret is taken from an argument: give a file, or set the environment variable'];
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}

/** Names of the flags that the parser read; undefined when it did not come so far. */
function readGivenFlags(error: Error): readonly string[] | undefined {
  const parse: unknown = Reflect.get(error, 'parse');
  const output = isObject(parse) ? parse['output'] : undefined;
  const flags = isObject(output) ? output['flags'] : undefined;
  return isObject(flags) ? Object.keys(flags) : undefined;
}

function readMember(error: Error, name: string): readonly unknown[] {
  const value: unknown = Reflect.get(error, name);
  return Array.isArray(value) ? value : [];
}

function readStrings(error: Error, name: string): readonly string[] {
  return readMember(error, name).filter((item) => typeof item === 'string');
}

function readNames(error: Error, name: string): readonly string[] {
  return readMember(error, name).flatMap((item) =>
    isObject(item) && typeof item['name'] === 'string' ? [item['name'].toUpperCase()] : [],
  );
}
