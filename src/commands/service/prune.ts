import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../../cli/base-command.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';
import { selectTargetOptions, targetFlags } from '../../cli/flags/target-flags.js';

export class ServicePrune extends BaseCommand {
  static override readonly summary = 'Let the service delete backups beyond its retention.';
  static override readonly description =
    'Asks the service first which these are, shows them, and asks you. The service\n' +
    'itself deletes; restack touches nothing on the share.';
  static override readonly examples = [
    '<%= config.bin %> service prune --target URL --dry-run',
    '<%= config.bin %> service prune --target URL --yes --json',
  ];
  static override readonly flags = {
    ...targetFlags,
    'dry-run': Flags.boolean({ default: false, summary: 'Only show the paths that would be deleted.' }),
  };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(ServicePrune);
    const [{ pruneService }, { renderPruned }] = await Promise.all([
      import('../../app/service/prune-service.js'),
      import('../../report/service/render-service-backups.js'),
    ]);
    const target = selectTargetOptions(flags);
    const result = await pruneService({ ...target, dryRun: flags['dry-run'] }, context);
    return { result, render: (view) => renderPruned(result, view, target) };
  }
}
