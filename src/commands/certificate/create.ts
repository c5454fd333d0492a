import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../../cli/base-command.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';
import { createUsageError } from '../../cli/outcome/usage-errors.js';

const KEY_SIZES = ['2048', '3072', '4096'] as const;

export class CertificateCreate extends BaseCommand {
  static override readonly summary = 'Make a certificate: .cer for the cloud, .pfx to keep.';
  static override readonly description =
    'Self-signed RSA. Writes backup.cer with the public part, backup.pfx with the\n' +
    'private key under a password, and backup.txt, which says where to keep them.\n' +
    'All three or none; nothing is ever overwritten.';
  static override readonly examples = [
    '<%= config.bin %> certificate create --out certificate --subject "CN=Contoso"',
  ];
  static override readonly flags = {
    out: Flags.string({ helpValue: 'DIR', required: true, summary: 'Folder to write to.' }),
    subject: Flags.string({
      helpValue: 'NAME',
      required: true,
      summary: 'Subject: CN=…, O=…, or the common name alone.',
    }),
    days: Flags.string({ helpValue: 'N', default: '1095', summary: 'Days until it expires.' }),
    'key-size': Flags.string({ options: KEY_SIZES, default: '4096', summary: 'Length of the key in bits.' }),
    'cert-password-file': Flags.string({
      helpValue: 'FILE',
      summary: 'File with the new password of the .pfx; - is stdin. Also: RESTACK_CERT_PASSWORD.',
    }),
  };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(CertificateCreate);
    if (!/^\d{1,5}$/.test(flags.days)) throw createUsageError('--days expects a whole number', []);
    const [{ createCertificate }, { renderCreatedCertificate }] = await Promise.all([
      import('../../app/certificate/create-certificate.js'),
      import('../../report/certificate/render-certificate.js'),
    ]);
    const passwordFile = flags['cert-password-file'];
    const result = await createCertificate(
      {
        out: flags.out,
        subject: flags.subject,
        days: Number(flags.days),
        keySizeBits: Number(flags['key-size']),
        certPasswordFiles: passwordFile === undefined ? [] : [passwordFile],
      },
      context,
    );
    return { result, render: () => renderCreatedCertificate(result) };
  }
}
