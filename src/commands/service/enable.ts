import { BaseCommand } from '../../cli/base-command.js';
import { type CommandReport, createOutcomeError } from '../../cli/outcome/command-report.js';
import { selectTargetOptions, targetFlags } from '../../cli/flags/target-flags.js';

export class ServiceEnable extends BaseCommand {
  static override readonly summary = 'Let the cloud make backups automatically.';
  static override readonly description =
    'Writes nothing when they are on already. The first one is due by the schedule;\n' +
    'restack service start makes one now.';
  static override readonly examples = ['<%= config.bin %> service enable --target URL'];
  static override readonly flags = { ...targetFlags };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(ServiceEnable);
    const [{ switchService }, { describeReadBack, renderSwitched }] = await Promise.all([
      import('../../app/service/switch-service.js'),
      import('../../report/service/render-service.js'),
    ]);
    const target = selectTargetOptions(flags);
    const { result, outcome } = await switchService({ ...target, automatic: true }, context);
    return {
      result,
      render: (view) => renderSwitched(result, view, target),
      error: createOutcomeError(outcome, describeReadBack(result.differences)),
    };
  }
}
