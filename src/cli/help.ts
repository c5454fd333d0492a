import { Help, type Interfaces } from '@oclif/core';

import { ERROR_CODES } from '../core/error-codes.js';

/** Help that belongs to no command: `restack help exit-codes`. */
export const GUIDES = ['exit-codes'] as const;

const EXIT_GROUPS: readonly (readonly [exits: string, meaning: string])[] = [
  ['0', 'done, all of it'],
  ['1', 'a bug of restack'],
  ['2', 'flags, arguments or configuration'],
  ['3', 'answered with no, or could not be asked'],
  ['10-14', 'nothing found; share or target unreachable, locked or refused'],
  ['20-26', 'keys and proof: no key, wrong password, damaged, incomplete'],
  ['30-33', 'the target does not fit; nothing was written'],
  ['40-42', 'the restore is incomplete or differs'],
  ['50', "a drill's objective was missed"],
  ['130, 143', 'stopped by a signal'],
];

function renderPairs(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([left]) => left.length));
  return pairs.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}

/** Every exit code with its error codes, as the README has them. */
export function renderExitCodes(): string {
  const pairs = Object.entries(ERROR_CODES).map(
    ([code, { exit, meaning }]) => [`${String(exit).padStart(3)}  ${code}`, meaning] as const,
  );
  return [
    'Exit codes, the same with and without --json. Where several apply, the highest',
    'group wins, and in a group the worst finding. Unknown codes mean failure.',
    '',
    renderPairs([['  0', 'done, all of it'], ...pairs]),
    '',
  ].join('\n');
}

/** oclif's help as text, with what a person looks for first. */
export class RestackHelp extends Help {
  readonly #lines: string[] = [];

  constructor(config: Interfaces.Config, width: number) {
    super(config, { maxWidth: width, flagSortOrder: 'none', hideCommandSummaryInDescription: true });
  }

  /** The text for a command or topic; without one, for restack itself. */
  async renderHelp(subject: string | undefined): Promise<string> {
    await this.showHelp(subject === undefined ? [] : subject.split(':'));
    if (subject === undefined) this.#lines.push(renderRootTail());
    return `${this.#lines.join('\n').trimEnd()}\n`;
  }

  protected override log(...lines: string[]): void {
    this.#lines.push(...lines);
  }
}

function renderRootTail(): string {
  return [
    'EXIT CODES',
    renderPairs(EXIT_GROUPS),
    '',
    'restack COMMAND --help says more; restack help exit-codes lists every code.',
  ].join('\n');
}
