import * as Flags from '@oclif/core/flags';

import {
  backupArgument,
  keyFlags,
  selectKeyOptions,
  readShareFlags,
  selectShareOptions,
} from '../cli/flags/backup-flags.js';
import { digestFlags, selectionFlags, selectSelectionOptions } from '../cli/flags/selection-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import type { CommandReport } from '../cli/outcome/command-report.js';

export class Extract extends BaseCommand {
  static override readonly summary = 'Write repositories to disk: PLAINTEXT, with all secrets.';
  static override readonly description =
    'The only command that writes plaintext. Everything is authenticated first; the\n' +
    'folder must be empty or absent, and on any failure nothing remains in it.';
  static override readonly examples = [
    '<%= config.bin %> extract latest --out plain --share /mnt/backup --cert backup.pfx',
    '<%= config.bin %> extract 1f3a9c2e --out plain --repository "SRP;SRP;-;-"',
  ];
  static override readonly args = backupArgument;
  static override readonly flags = {
    out: Flags.string({ helpValue: 'DIR', required: true, summary: 'Folder to write to; empty or absent.' }),
    repository: Flags.string({
      helpValue: 'NAME',
      multiple: true,
      multipleNonGreedy: true,
      summary: 'Only this repository; repeatable.',
    }),
    ...readShareFlags,
    ...selectionFlags,
    ...digestFlags,
    ...keyFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(Extract);
    const [{ extractBackup }, { renderExtract }] = await Promise.all([
      import('../app/share/extract-backup.js'),
      import('../report/share/render-extract.js'),
    ]);
    const { out, repository: repositories = [] } = flags;
    const given = {
      ...selectShareOptions(flags),
      ...selectKeyOptions(flags),
      ...selectSelectionOptions(flags),
    };
    const result = await extractBackup({ backup: args.backup, out, repositories, ...given }, context);
    return { result, render: (view) => renderExtract(result, view) };
  }
}
