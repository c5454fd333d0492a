import { BaseCommand } from '../../cli/base-command.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';
import { selectTargetOptions, targetFlags } from '../../cli/flags/target-flags.js';

export class ServiceShow extends BaseCommand {
  static override readonly summary = 'Show the backup service of a cloud, and its settings.';
  static override readonly description =
    'Share, user, frequency, retention, whether backups are made automatically, the\n' +
    'last and the next one, capacity, and their encryption: a certificate by its\n' +
    'thumbprint, or still a key. Only reads. Sign-in: AZURE_TENANT_ID,\n' +
    'AZURE_CLIENT_ID and AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH.';
  static override readonly examples = [
    '<%= config.bin %> service show --target https://adminmanagement.oslo.azs.example',
  ];
  static override readonly flags = { ...targetFlags };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(ServiceShow);
    const [{ showService }, { renderServiceShow }] = await Promise.all([
      import('../../app/service/show-service.js'),
      import('../../report/service/render-service.js'),
    ]);
    const target = selectTargetOptions(flags);
    const result = await showService(target, context);
    return { result, render: (view) => renderServiceShow(result, view, target) };
  }
}
