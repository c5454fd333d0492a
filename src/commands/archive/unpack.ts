import * as Args from '@oclif/core/args';

import { readShareFlags, selectShareOptions } from '../../cli/flags/backup-flags.js';
import { BaseCommand } from '../../cli/base-command.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';

export class ArchiveUnpack extends BaseCommand {
  static override readonly summary = 'Unpack an archive into a share, whole or not at all.';
  static override readonly description =
    'Every file is compared with the list in the archive first. The share must be\n' +
    'there; files that lie in it already must be the same, and nothing is ever\n' +
    'overwritten. No key is needed.';
  static override readonly examples = ['<%= config.bin %> archive unpack 2025-q3.tar --share /mnt/backup'];
  static override readonly args = {
    file: Args.string({ ignoreStdin: true, required: true, description: 'Archive that archive pack wrote.' }),
  };
  static override readonly flags = { ...readShareFlags };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(ArchiveUnpack);
    const [{ unpackArchive }, { renderUnpack }] = await Promise.all([
      import('../../app/archive/unpack-archive.js'),
      import('../../report/share/render-archive.js'),
    ]);
    const result = await unpackArchive({ file: args.file, ...selectShareOptions(flags) }, context);
    return { result, render: () => renderUnpack(result) };
  }
}
