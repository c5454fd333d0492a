import { BaseCommand } from '../../cli/base-command.js';
import { type CommandReport, createOutcomeError } from '../../cli/outcome/command-report.js';
import { selectTargetOptions, targetFlags } from '../../cli/flags/target-flags.js';

export class ServiceDisable extends BaseCommand {
  static override readonly summary = 'Stop automatic backups, and keep all settings.';
  static override readonly description =
    'Writes nothing when they are off already. Backups on demand stay possible, and\n' +
    'backups that were made stay until their retention ends.';
  static override readonly examples = ['<%= config.bin %> service disable --target URL'];
  static override readonly flags = { ...targetFlags };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(ServiceDisable);
    const [{ switchService }, { describeReadBack, renderSwitched }] = await Promise.all([
      import('../../app/service/switch-service.js'),
      import('../../report/service/render-service.js'),
    ]);
    const target = selectTargetOptions(flags);
    const { result, outcome } = await switchService({ ...target, automatic: false }, context);
    return {
      result,
      render: (view) => renderSwitched(result, view, target),
      error: createOutcomeError(outcome, describeReadBack(result.differences)),
    };
  }
}
