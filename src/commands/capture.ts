import * as Flags from '@oclif/core/flags';

import { selectShareOptions, shareFlags } from '../cli/flags/backup-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import { type CommandReport, createOutcomeError } from '../cli/outcome/command-report.js';
import { metricsFlag, runPlaceFlags } from '../cli/flags/run-flags.js';
import { reportFlags } from '../cli/flags/report-flags.js';
import { selectTargetOptions, targetFlags } from '../cli/flags/target-flags.js';

/** With a capture every 12 hours, a Full a week. */
const FULL_EVERY = 14;

export class Capture extends BaseCommand {
  static override readonly summary = 'Write the state of a live cloud as a new encrypted set.';
  static override readonly description =
    'Reads both Resource Managers and the vaults; the set appears whole or not at\n' +
    'all. Objects that may not be read are named, and the exit is 40 then: vaults\n' +
    'without permission, disabled secrets, keys and certificates, offers of\n' +
    'resellers. No plaintext touches a disk. Needs the public part of the\n' +
    'certificate only. Sign-in: AZURE_TENANT_ID, AZURE_CLIENT_ID and\n' +
    'AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH.';
  static override readonly examples = [
    '<%= config.bin %> capture --target URL --share PATH --cert-public backup.cer',
    '<%= config.bin %> capture --cert-public backup.cer --stamp-version 1.2301.0.55',
  ];
  static override readonly flags = {
    ...targetFlags,
    ...shareFlags,
    ...runPlaceFlags,
    ...metricsFlag,
    ...reportFlags,
    'cert-public': Flags.string({
      helpValue: 'FILE',
      required: true,
      summary:
        'Certificate to encrypt for, its public part only (.cer): RSA of at least 2048 bits; - is stdin.',
    }),
    'full-every': Flags.integer({
      helpValue: 'N',
      default: FULL_EVERY,
      min: 1,
      max: 1000,
      summary: 'A Full at the latest as every Nth snapshot of a repository; 1 for Fulls only.',
    }),
    'stamp-version': Flags.string({
      helpValue: 'VERSION',
      summary: 'Version of the cloud. Default: that of the newest backup which the cloud made itself.',
    }),
    fqdn: Flags.string({
      helpValue: 'DOMAIN',
      summary: 'Name of the folder for a first set. Default: the external domain of the target.',
    }),
    'enable-disabled': Flags.boolean({
      summary: 'Enable disabled secrets for the moment in which they are read; noted in --run-dir.',
    }),
  };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(Capture);
    const [{ captureSet }, { describeCaptureOutcome, renderCapture }] = await Promise.all([
      import('../app/capture/capture-set.js'),
      import('../report/share/render-capture.js'),
    ]);
    const { share, fqdn } = flags;
    const options = {
      ...selectTargetOptions(flags),
      ...selectShareOptions(flags),
      runDir: flags['run-dir'],
      fqdn,
      certPublic: flags['cert-public'],
      fullEvery: flags['full-every'],
      stampVersion: flags['stamp-version'],
      enableDisabled: flags['enable-disabled'],
    };
    const { result, outcome } = await captureSet(options, context);
    const { backupId, roles } = result;
    const failed = roles.filter(({ status }) => status === 'PartialSucceeded' || status === 'Failed');
    return {
      result,
      metrics: async (now) => (await import('../report/render-metrics.js')).measureCapture(result, now),
      evidence: async () =>
        (await import('../report/evidence/describe-comparisons.js')).describeCapture(result),
      render: (view) => renderCapture(result, view, { share }),
      error: createOutcomeError(outcome, describeCaptureOutcome(result), {
        backupId,
        roles: failed.map(({ role }) => role),
      }),
    };
  }
}
