import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';

import {
  backupArgument,
  keyFlags,
  readShareFlags,
  selectKeyOptions,
  selectShareOptions,
} from '../cli/flags/backup-flags.js';
import { selectionFlags, selectSelectionOptions } from '../cli/flags/selection-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import type { CommandReport } from '../cli/outcome/command-report.js';

export class Show extends BaseCommand {
  static override readonly summary = 'Show one set: repositories, chains, roles, problems.';
  static override readonly description =
    'Reads metadata only; no key is needed. With --records the set is proved, which\n' +
    'takes a key, and its records are listed by the names that --only and --except\n' +
    'take: all of them, or those of one KIND.';
  static override readonly examples = [
    '<%= config.bin %> show latest --share /mnt/backup',
    '<%= config.bin %> show 1f3a9c2e --share /mnt/backup',
    '<%= config.bin %> show latest subscription --records --cert backup.pfx',
  ];
  static override readonly args = {
    ...backupArgument,
    kind: Args.string({
      ignoreStdin: true,
      description: 'Kind of the records to list, such as subscription.',
    }),
  };
  static override readonly flags = {
    records: Flags.boolean({ summary: 'List the records by the names that --only and --except take.' }),
    ...readShareFlags,
    ...selectionFlags,
    ...keyFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(Show);
    const [{ showBackup }, { renderShow }] = await Promise.all([
      import('../app/share/show-backup.js'),
      import('../report/share/render-show.js'),
    ]);
    const { share, records } = flags;
    const given = {
      ...selectShareOptions(flags),
      ...selectSelectionOptions(flags),
      ...selectKeyOptions(flags),
    };
    const result = await showBackup({ records, kind: args.kind, backup: args.backup, ...given }, context);
    return { result, render: (view) => renderShow(result, view, { share }) };
  }
}
