import * as Flags from '@oclif/core/flags';

import {
  backupArgument,
  readShareFlags,
  selectShareOptions,
  signKeyFlags,
} from '../../cli/flags/backup-flags.js';
import { digestFlags, selectionFlags, selectSelectionOptions } from '../../cli/flags/selection-flags.js';
import { BaseCommand } from '../../cli/base-command.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';

export class ArchivePack extends BaseCommand {
  static override readonly summary = 'Pack one set into a file, to keep it beyond retention.';
  static override readonly description =
    'The files of the set as they lie, all of them still encrypted, and first a\n' +
    'list of their SHA-256. No key is needed. Every command takes the archive as\n' +
    '--share. With --sign-key the list is signed, and --verify-key tells whether\n' +
    'it is yours.';
  static override readonly examples = [
    '<%= config.bin %> archive pack latest --out 2025-q3.tar --share /mnt/backup',
    '<%= config.bin %> verify --share 2025-q3.tar --cert backup.pfx',
  ];
  static override readonly args = backupArgument;
  static override readonly flags = {
    out: Flags.string({
      helpValue: 'FILE',
      required: true,
      summary: 'File to write, .tar or .tar.gz; must not be there.',
    }),
    ...signKeyFlags,
    ...readShareFlags,
    ...selectionFlags,
    ...digestFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(ArchivePack);
    const [{ packBackup }, { renderPack }] = await Promise.all([
      import('../../app/archive/pack-backup.js'),
      import('../../report/share/render-archive.js'),
    ]);
    const signing = { signKeyFile: flags['sign-key'], signKeyPasswordFile: flags['sign-key-password-file'] };
    const selection = selectSelectionOptions(flags);
    const result = await packBackup(
      { ...selectShareOptions(flags), backup: args.backup, out: flags.out, ...signing, ...selection },
      context,
    );
    return { result, render: () => renderPack(result) };
  }
}
