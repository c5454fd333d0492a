import * as Flags from '@oclif/core/flags';

import { readShareFlags, selectShareOptions, signKeyFlags } from '../../cli/flags/backup-flags.js';
import { BaseCommand } from '../../cli/base-command.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';
import { runArgument, runPlaceFlags } from '../../cli/flags/run-flags.js';

export class EvidencePack extends BaseCommand {
  static override readonly summary = 'Pack all that tells of a run into one sealed file.';
  static override readonly description =
    'Report, plan, journal, versions and the SHA-256 of every file of the backup,\n' +
    'in a chain of hashes; no secret and no record. RUN can also be the report of\n' +
    'a drill in JSON. The share is that of the run unless --share names it. A page\n' +
    'in the file says how to verify it with sha256sum and openssl. With --sign-key\n' +
    'the chain is signed.';
  static override readonly examples = [
    '<%= config.bin %> evidence pack latest --out night.tar --sign-key sign.pem',
    '<%= config.bin %> evidence pack drill.json --out drill.tar --share /mnt/backup',
  ];
  static override readonly args = runArgument;
  static override readonly flags = {
    out: Flags.string({
      helpValue: 'FILE',
      required: true,
      summary: 'File to write, .tar; must not be there.',
    }),
    'without-backup': Flags.boolean({
      summary: "Leave out the digests of the backup's files, where the share is gone.",
    }),
    ...signKeyFlags,
    ...readShareFlags,
    ...runPlaceFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(EvidencePack);
    const [{ packEvidence }, { renderPackedEvidence }] = await Promise.all([
      import('../../app/evidence/pack-evidence.js'),
      import('../../report/restore/render-evidence.js'),
    ]);
    const signing = { signKeyFile: flags['sign-key'], signKeyPasswordFile: flags['sign-key-password-file'] };
    const place = { run: args.run, runDir: flags['run-dir'], ...selectShareOptions(flags) };
    const { out, 'without-backup': withoutBackup } = flags;
    const result = await packEvidence({ ...place, ...signing, out, withoutBackup }, context);
    return { result, render: () => renderPackedEvidence(result) };
  }
}
