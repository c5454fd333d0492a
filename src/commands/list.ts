import { deploymentFlags, readShareFlags, selectShareOptions } from '../cli/flags/backup-flags.js';
import { ageFlags, selectSelectionOptions } from '../cli/flags/selection-flags.js';
import { createOutcomeError } from '../cli/outcome/command-report.js';
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
    '<%= config.bin %> list --share /mnt/backup --max-age 26h',
  ];
  static override readonly flags = { ...readShareFlags, ...deploymentFlags, ...ageFlags };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(List);
    const { deployment, maxAgeMs } = selectSelectionOptions(flags);
    const [{ listBackups }, { describeListOutcome, renderList }] = await Promise.all([
      import('../app/share/list-backups.js'),
      import('../report/share/render-list.js'),
    ]);
    const { result, outcome } = await listBackups(
      { ...selectShareOptions(flags), deployment, maxAgeMs },
      context,
    );
    return {
      result,
      render: (view) => renderList(result, view, { share: flags.share }),
      error: createOutcomeError(outcome, describeListOutcome(result)),
    };
  }
}
