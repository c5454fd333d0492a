import * as Args from '@oclif/core/args';

import { keyFlags, readShareFlags, selectShareOptions } from '../../cli/flags/backup-flags.js';
import { BaseCommand } from '../../cli/base-command.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';

export class CertificateInspect extends BaseCommand {
  static override readonly summary = 'Show a certificate file, and whether the cloud takes it.';
  static override readonly description =
    'Subject, thumbprints, key, validity, whether a private key is inside,\n' +
    'whether the backup service would take the file and why not; with --share\n' +
    'also which sets need it, and with the password of a .pfx whether it opens\n' +
    'them.';
  static override readonly examples = [
    '<%= config.bin %> certificate inspect backup.cer',
    '<%= config.bin %> certificate inspect backup.pfx --share /mnt/backup',
  ];
  static override readonly args = {
    file: Args.string({
      ignoreStdin: true,
      required: true,
      description: 'Certificate file: .cer, .pfx or .pem; - is stdin.',
    }),
  };
  static override readonly flags = {
    ...readShareFlags,
    'cert-password-file': keyFlags['cert-password-file'],
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(CertificateInspect);
    const [{ inspectCertificate }, { renderInspectedCertificate }] = await Promise.all([
      import('../../app/certificate/inspect-certificate.js'),
      import('../../report/certificate/render-certificate.js'),
    ]);
    const { 'cert-password-file': certPasswordFiles = [] } = flags;
    const result = await inspectCertificate(
      { file: args.file, ...selectShareOptions(flags), certPasswordFiles },
      context,
    );
    return { result, render: () => renderInspectedCertificate(result) };
  }
}
