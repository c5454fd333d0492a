import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../../cli/base-command.js';
import { type CommandReport, createOutcomeError } from '../../cli/outcome/command-report.js';
import { selectTargetOptions, targetFlags } from '../../cli/flags/target-flags.js';

export class ServiceConfigure extends BaseCommand {
  static override readonly summary = 'Change the settings that are given; the others stay.';
  static override readonly description =
    'The rules of the service are checked before anything is sent, and all is read\n' +
    'back afterwards (exit 41 when it differs). A shorter retention deletes\n' +
    'backups, and from a key to a certificate there is no way back: both are asked\n' +
    "for. The share's password comes from a file, RESTACK_SHARE_PASSWORD or a\n" +
    'person, and is needed when path or user change.';
  static override readonly examples = [
    "<%= config.bin %> service configure --path '\\\\10.0.0.9\\azs' --user 'AZS\\backup'",
    '<%= config.bin %> service configure --retention 14 --frequency 6',
    '<%= config.bin %> service configure --cert-public new.cer --dry-run',
  ];
  static override readonly flags = {
    ...targetFlags,
    path: Flags.string({
      helpValue: 'UNC',
      summary: 'The share, \\\\HOST\\SHARE, its host by full name or address. Quote it.',
    }),
    user: Flags.string({ helpValue: 'USER', summary: 'User who writes there, DOMAIN\\user. Quote it.' }),
    'password-file': Flags.string({
      helpValue: 'FILE',
      summary: 'File with the password; it is sent; - is stdin. Also: RESTACK_SHARE_PASSWORD.',
    }),
    'new-password': Flags.boolean({
      default: false,
      summary: 'Send the password although path and user stay.',
    }),
    frequency: Flags.string({ helpValue: 'HOURS', summary: 'Hours between automatic backups, 4 to 12.' }),
    retention: Flags.string({ helpValue: 'DAYS', summary: 'Days that backups are kept, 2 to 14.' }),
    'cert-public': Flags.string({
      helpValue: 'FILE',
      summary: 'Certificate, its public part only (.cer): RSA of at least 2048 bits; - is stdin.',
    }),
    'dry-run': Flags.boolean({
      default: false,
      summary: 'Only show the changes and what they would cost.',
    }),
    share: Flags.string({
      helpValue: 'PATH',
      summary: 'Name the sets there that need the old certificate, too. Also: RESTACK_SHARE.',
    }),
  };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(ServiceConfigure);
    const [{ configureService }, { describeReadBack, renderConfigured }] = await Promise.all([
      import('../../app/service/configure-service.js'),
      import('../../report/service/render-service.js'),
    ]);
    const target = selectTargetOptions(flags);
    const { path, share, user: userName, frequency: frequencyHours, retention: retentionDays } = flags;
    const settings = { path, userName, frequencyHours, retentionDays, certPublic: flags['cert-public'] };
    const password = { passwordFile: flags['password-file'], renewsPassword: flags['new-password'] };
    const options = { ...target, ...settings, ...password, share, dryRun: flags['dry-run'] };
    const { result, outcome } = await configureService(options, context);
    return {
      result,
      render: (view) => renderConfigured(result, view, target),
      error: createOutcomeError(outcome, describeReadBack(result.differences), {
        settings: result.differences.map(({ setting }) => setting),
      }),
    };
  }
}
