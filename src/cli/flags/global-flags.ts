import * as Flags from '@oclif/core/flags';

import { createUsageError } from '../outcome/usage-errors.js';
import { parseChoiceFlag } from './flag-values.js';

const helpGroup = 'GLOBAL';

/** The flags that every command takes. Source: command-line contract, "Flags that mean the same everywhere". */
export const globalFlags = {
  json: Flags.boolean({ helpGroup, summary: 'Print one JSON document on stdout.' }),
  yes: Flags.boolean({ helpGroup, summary: 'Never ask; every confirmation is a yes.' }),
  'no-input': Flags.boolean({
    helpGroup,
    summary: 'Never ask; fail with exit 3 and name the missing flag. Implied by CI.',
  }),
  quiet: Flags.boolean({ helpGroup, summary: 'No progress: the same as --progress none.' }),
  progress: Flags.string({
    helpGroup,
    helpValue: 'HOW',
    summary: 'Progress on stderr: plain, json or none. Default: drawn at a terminal.',
  }),
  'no-color': Flags.boolean({ helpGroup, summary: 'No colours. Also: NO_COLOR, FORCE_COLOR.' }),
  debug: Flags.boolean({ helpGroup, summary: 'Show calls to the cloud, and causes of errors.' }),
  events: Flags.string({
    helpGroup,
    helpValue: 'FILE',
    summary: 'Write events as JSON lines to FILE; - is stdout.',
  }),
};

/** The parsed values of {@link globalFlags}. */
export type GlobalFlags = {
  readonly json: boolean;
  readonly yes: boolean;
  readonly 'no-input': boolean;
  readonly quiet: boolean;
  readonly progress?: string | undefined;
  readonly 'no-color': boolean;
  readonly debug: boolean;
  readonly events?: string | undefined;
};

const PROGRESS = ['plain', 'json', 'none'] as const;

/** The way in which progress is told: drawn where a person watches, unless it is given. */
export type ProgressChoice = (typeof PROGRESS)[number] | undefined;

/**
 * Selects the way in which progress is told.
 *
 * @throws USAGE when it is no such way, or `--quiet` contradicts it.
 */
export function selectProgressChoice({ quiet, progress }: GlobalFlags): ProgressChoice {
  const choice = parseChoiceFlag('--progress', progress, PROGRESS);
  if (!quiet) return choice;
  if (choice === undefined || choice === 'none') return 'none';
  throw createUsageError('--quiet and --progress contradict each other: give one of them', []);
}

/** The global flags without a value: they may also stand before the command. */
export const SWITCHES: readonly string[] = Object.entries(globalFlags)
  .filter(([, flag]) => flag.type === 'boolean')
  .map(([name]) => `--${name}`);
