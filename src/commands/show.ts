import { backupArgument, readShareFlags, selectShareOptions } from '../cli/flags/backup-flags.js';
import { selectionFlags, selectSelectionOptions } from '../cli/flags/selection-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import type { CommandReport } from '../cli/outcome/command-report.js';

export class Show extends BaseCommand {
  static override readonly summary = 'Show one backup set: repositories, chains, roles, problems.';
  static override readonly description = 'Reads metadata only; no key is needed.';
  static override readonly examples = [
    '<%= config.bin %> show latest --share /mnt/backup',
    '<%= config.bin %> show 1f3a9c2e --share /mnt/backup',
  ];
  static override readonly args = backupArgument;
  static override readonly flags = { ...readShareFlags, ...selectionFlags };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(Show);
    const [{ showBackup }, { renderShow }] = await Promise.all([
      import('../app/share/show-backup.js'),
      import('../report/share/render-show.js'),
    ]);
    const { share } = flags;
    const selection = selectSelectionOptions(flags);
    const result = await showBackup(
      { ...selectShareOptions(flags), backup: args.backup, ...selection },
      context,
    );
    return { result, render: (view) => renderShow(result, view, { share }) };
  }
}
