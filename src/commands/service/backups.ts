import { selectShareOptions, shareFlags } from '../../cli/flags/backup-flags.js';
import { BaseCommand } from '../../cli/base-command.js';
import { metricsFlag } from '../../cli/flags/run-flags.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';
import { selectTargetOptions, targetFlags } from '../../cli/flags/target-flags.js';

export class ServiceBackups extends BaseCommand {
  static override readonly summary = "List the service's backups, beside the sets on the share.";
  static override readonly description =
    'With --share each difference is named: listed and not there, there and not\n' +
    'listed, and another status. Sets of other deployments are counted only. Reads\n' +
    'metadata alone. Exit 0 whether or not anything differs: --json says it.';
  static override readonly examples = [
    '<%= config.bin %> service backups --target URL',
    '<%= config.bin %> service backups --target URL --share /mnt/backup',
  ];
  static override readonly flags = { ...targetFlags, ...shareFlags, ...metricsFlag };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(ServiceBackups);
    const [{ listServiceBackups }, { renderServiceBackups }] = await Promise.all([
      import('../../app/service/list-service-backups.js'),
      import('../../report/service/render-service-backups.js'),
    ]);
    const given = { ...selectTargetOptions(flags), ...selectShareOptions(flags) };
    const result = await listServiceBackups(given, context);
    return {
      result,
      metrics: async (now) =>
        (await import('../../report/render-metrics.js')).measureServiceBackups(result, now),
      render: (view) => renderServiceBackups(result, view, given),
    };
  }
}
