import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../../cli/base-command.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';

export class EvidenceVerify extends BaseCommand {
  static override readonly summary = 'Prove that a sealed file of a run is as it was written.';
  static override readonly description =
    'Compares every byte, and names the first entry that was changed, dropped,\n' +
    'added or moved (exit 22). Without --verify-key it says who signed, and not\n' +
    'whether that is whom you trust.';
  static override readonly examples = [
    '<%= config.bin %> evidence verify night.tar',
    '<%= config.bin %> evidence verify night.tar --verify-key verify.pem',
  ];
  static override readonly args = {
    file: Args.string({ ignoreStdin: true, required: true, description: 'File that evidence pack wrote.' }),
  };
  static override readonly flags = {
    'verify-key': Flags.string({ helpValue: 'FILE', summary: 'Public key (PEM) that must have signed it.' }),
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(EvidenceVerify);
    const [{ verifyEvidence }, { renderVerifiedEvidence }] = await Promise.all([
      import('../../app/evidence/verify-evidence.js'),
      import('../../report/restore/render-evidence.js'),
    ]);
    const result = await verifyEvidence({ file: args.file, verifyKeyFile: flags['verify-key'] }, context);
    return { result, render: () => renderVerifiedEvidence(result) };
  }
}
