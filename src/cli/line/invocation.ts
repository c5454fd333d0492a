import { SWITCHES } from '../flags/global-flags.js';

/**
 * The facts of a command line that are needed before its command is found, because errors are reported in their terms.
 */
export interface Invocation {
  readonly json: boolean;
  readonly debug: boolean;
  readonly noColor: boolean;
  readonly help: boolean;
  readonly version: boolean;
  /** The words before the first flag, such as `keys` and `check` and arguments. */
  readonly words: readonly string[];
  /** The command line with switches that stood before the command moved behind it. */
  readonly argv: readonly string[];
}

/** Parses as much of a command line as can be parsed without knowing its command. */
export function parseInvocation(argv: readonly string[]): Invocation {
  const start = argv.findIndex((token) => !SWITCHES.includes(token));
  const leading = start === -1 ? argv : argv.slice(0, start);
  const rest = start === -1 ? [] : argv.slice(start);
  const terminator = rest.indexOf('--');
  const end = terminator === -1 ? rest.length : terminator;
  const flags = new Set([...leading, ...rest.slice(0, end)]);
  const firstFlag = rest.findIndex((token) => token.startsWith('-'));
  return {
    json: flags.has('--json'),
    debug: flags.has('--debug'),
    noColor: flags.has('--no-color'),
    help: flags.has('--help') || flags.has('-h'),
    version: rest[0] === '--version',
    words: firstFlag === -1 ? rest : rest.slice(0, firstFlag),
    argv: [...rest.slice(0, end), ...leading, ...rest.slice(end)],
  };
}
