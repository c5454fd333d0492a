import { shareFlags } from '../cli/flags/backup-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import type { CommandReport } from '../cli/outcome/command-report.js';

export class List extends BaseCommand {
  static override readonly summary = 'List the backup sets on a share, newest first.';
  static override readonly description =
    'Reads metadata only. READY says whether every repository that a cloud recovery\n' +
    'needs is there, computed from the files, not read from BackupInfo.xml.';
  static override readonly examples = [
    '<%= config.bin %> list --share \\\\fs01.contoso.com\\backup',
    '<%= config.bin %> list --share /mnt/backup --json',
  ];
  static override readonly flags = { ...shareFlags };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(List);
    const [{ listBackups }, { renderList }] = await Promise.all([
      import('../app/share/list-backups.js'),
      import('../report/share/render-list.js'),
    ]);
    const result = await listBackups({ share: flags.share }, context);
    return { result, render: (view) => renderList(result, view, { share: flags.share }) };
  }
}
