import * as Flags from '@oclif/core/flags';

import { backupArgument, deploymentFlags, shareFlags } from '../../cli/flags/backup-flags.js';
import { BaseCommand } from '../../cli/base-command.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';

export class ArchivePack extends BaseCommand {
  static override readonly summary = 'Pack one backup set into one file, to keep it beyond its retention.';
  static override readonly description =
    'The files of the set as they lie, all of them still encrypted, and first a\n' +
    'list of their SHA-256. No key is needed. Every command takes the archive as\n' +
    '--share.';
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
    ...shareFlags,
    ...deploymentFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(ArchivePack);
    const [{ packBackup }, { renderPack }] = await Promise.all([
      import('../../app/archive/pack-backup.js'),
      import('../../report/share/render-archive.js'),
    ]);
    const { share, deployment, out } = flags;
    const result = await packBackup({ share, deployment, backup: args.backup, out }, context);
    return { result, render: () => renderPack(result) };
  }
}
