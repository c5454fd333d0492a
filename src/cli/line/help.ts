import { CommandHelp, Help } from '@oclif/core/help';
import type * as Interfaces from '@oclif/core/interfaces';

import { GUIDE_NAMES } from '../../report/guides/guide-names.js';
import { TOPIC_GUIDES } from '../../report/guides/topic-guides.js';
import { sortCommands } from './command-order.js';

const EXIT_GROUPS: readonly (readonly [exits: string, meaning: string])[] = [
  ['0', 'done, all of it'],
  ['1', 'a bug of restack'],
  ['2', 'flags, arguments or configuration'],
  ['3', 'answered with no, or could not be asked'],
  ['10-14', 'nothing found; share or target unreachable, locked or refused'],
  ['20-26', 'keys and proof: no key, wrong password, damaged, incomplete'],
  ['30-34', 'the target does not fit, nothing was written; or it differs'],
  ['40-42', 'the restore is incomplete or differs'],
  ['50', "a drill's objective was missed"],
  ['130, 143', 'stopped by a signal'],
];

function renderPairs(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([left]) => left.length));
  return pairs.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}

/** The help of one command: its usage in one line, and its description as it stands. */
class RestackCommandHelp extends CommandHelp {
  protected override defaultUsage(): string {
    const args = Object.values(this.command.args).map((arg) => {
      const name = `${arg.name.toUpperCase()}${arg.multiple === true ? '...' : ''}`;
      return arg.required === true ? name : `[${name}]`;
    });
    return [this.command.id, ...args, '[FLAGS]'].join(' ');
  }

  protected override description(): string | undefined {
    return this.command.description;
  }
}

/** oclif's help as text, in an order of restack's own. */
export class RestackHelp extends Help {
  protected override CommandHelpClass = RestackCommandHelp;
  readonly #lines: string[] = [];

  constructor(config: Interfaces.Config, width: number) {
    super(config, { maxWidth: width, flagSortOrder: 'none' });
  }

  /** The text for a command or topic; without one, for restack itself. */
  async renderHelp(subject: string | undefined): Promise<string> {
    await this.showHelp(subject === undefined ? [] : subject.split(':'));
    return `${this.#lines.join('\n').trimEnd()}\n`;
  }

  protected override log(...lines: string[]): void {
    this.#lines.push(...lines);
  }

  protected override async showTopicHelp(topic: Interfaces.Topic): Promise<void> {
    await super.showTopicHelp(topic);
    const guide = TOPIC_GUIDES[topic.name];
    if (guide !== undefined) this.log('', guide);
  }

  /** All commands in one list, in the order in which they are needed. */
  protected override async showRootHelp(): Promise<void> {
    this.log(this.formatRoot(), '', this.formatCommands(sortCommands(this.sortedCommands)), '');
    this.log('EXIT CODES', renderPairs(EXIT_GROUPS), '');
    this.log('restack COMMAND --help says more, restack explain CODE what to do;');
    this.log(`restack help ${GUIDE_NAMES.join('|')} the rest.`);
    await Promise.resolve();
  }
}
