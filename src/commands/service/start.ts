import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../../cli/base-command.js';
import { type CommandReport, createOutcomeError } from '../../cli/outcome/command-report.js';
import { parseDurationFlag } from '../../cli/flags/flag-values.js';
import { selectTargetOptions, targetFlags } from '../../cli/flags/target-flags.js';

export class ServiceStart extends BaseCommand {
  static override readonly summary = 'Make a backup now, and wait for its end.';
  static override readonly description =
    'The service takes one backup at a time; scheduled ones are not moved. Exit 40\n' +
    'when a role failed, 26 when the backup did, 12 when one is under way. A signal\n' +
    'ends the wait, not the backup: it goes on in the cloud.';
  static override readonly examples = [
    '<%= config.bin %> service start --target URL',
    '<%= config.bin %> service start --target URL --no-wait --json',
  ];
  static override readonly flags = {
    ...targetFlags,
    'no-wait': Flags.boolean({
      default: false,
      summary: 'Print the id of the backup and leave it to the cloud.',
    }),
    timeout: Flags.string({
      helpValue: 'DURATION',
      default: '4h',
      summary: 'Longest wait for its end, such as 90m.',
    }),
  };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(ServiceStart);
    const [{ startServiceBackup }, { describeStartOutcome, renderStarted, selectFailedRoles }] =
      await Promise.all([
        import('../../app/service/start-service-backup.js'),
        import('../../report/service/render-service-start.js'),
      ]);
    const target = selectTargetOptions(flags);
    const operationLimitMs = parseDurationFlag('--timeout', flags.timeout);
    const options = { ...target, waits: !flags['no-wait'], operationLimitMs };
    const { result, outcome } = await startServiceBackup(options, context);
    const roles = selectFailedRoles(result).map(({ roleName }) => roleName);
    return {
      result,
      render: (view) => renderStarted(result, view, target),
      error: createOutcomeError(outcome, describeStartOutcome(result), { backupId: result.backupId, roles }),
    };
  }
}
