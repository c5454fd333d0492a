import {
  deploymentFlags,
  keyFlags,
  optionalBackupArgument,
  selectKeyOptions,
  readShareFlags,
  selectShareOptions,
} from '../../cli/flags/backup-flags.js';
import { BaseCommand } from '../../cli/base-command.js';
import { type CommandReport, createOutcomeError } from '../../cli/outcome/command-report.js';

export class KeysCheck extends BaseCommand {
  static override readonly summary = 'Check which certificate or key opens which set.';
  static override readonly description =
    'Unwraps keys only; no data file is read. Exit 0 when every set is opened by a\n' +
    'given key, 20 or 21 when one is not. With BACKUP that one set is asked about.';
  static override readonly examples = [
    '<%= config.bin %> keys check --share /mnt/backup --cert old.pfx --cert new.pfx',
    '<%= config.bin %> keys check latest --share /mnt/backup --cert backup.pfx',
    '<%= config.bin %> keys check --share /mnt/backup --key-file legacy-key.txt',
  ];
  static override readonly args = optionalBackupArgument;
  static override readonly flags = { ...readShareFlags, ...deploymentFlags, ...keyFlags };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(KeysCheck);
    const [{ checkKeys }, { describeKeysOutcome, renderKeys, selectKeysOutcome }] = await Promise.all([
      import('../../app/certificate/check-keys.js'),
      import('../../report/certificate/render-keys.js'),
    ]);
    const which = { backup: args.backup, deployment: flags.deployment };
    const result = await checkKeys(
      { ...selectShareOptions(flags), ...selectKeyOptions(flags), ...which },
      context,
    );
    return {
      result,
      render: (view) => renderKeys(result, view, { share: flags.share }),
      error: createOutcomeError(selectKeysOutcome(result), describeKeysOutcome(result)),
    };
  }
}
