import { backupArgument, readShareFlags, selectShareOptions } from '../cli/flags/backup-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import { selectionFlags, selectSelectionOptions } from '../cli/flags/selection-flags.js';
import type { CommandReport } from '../cli/outcome/command-report.js';

export class Digest extends BaseCommand {
  static override readonly summary = 'Print the digest of a set, to be expected elsewhere.';
  static override readonly description =
    'The digest that saved plans are bound to. It needs no key, and changes with\n' +
    'every byte of the set. Kept away from the share it tells whether a set is\n' +
    'still the one: verify, plan, restore and drill take it as --expect-digest.';
  static override readonly examples = [
    '<%= config.bin %> digest latest --share /mnt/backup',
    '<%= config.bin %> verify 1f3a9c2e --share /mnt/backup --expect-digest DIGEST',
  ];
  static override readonly args = backupArgument;
  static override readonly flags = { ...readShareFlags, ...selectionFlags };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(Digest);
    const [{ digestBackup }, { renderDigest }] = await Promise.all([
      import('../app/share/digest-backup.js'),
      import('../report/share/render-digest.js'),
    ]);
    const selection = selectSelectionOptions(flags);
    const result = await digestBackup(
      { ...selectShareOptions(flags), backup: args.backup, ...selection },
      context,
    );
    return { result, render: () => renderDigest(result) };
  }
}
