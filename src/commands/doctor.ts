import {
  deploymentFlags,
  keyFlags,
  selectKeyOptions,
  selectShareOptions,
  shareFlags,
} from '../cli/flags/backup-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import { type CommandReport, createOutcomeError } from '../cli/outcome/command-report.js';
import { selectTargetOptions, targetFlags } from '../cli/flags/target-flags.js';

export class Doctor extends BaseCommand {
  static override readonly summary = 'Check everything that a recovery needs, before the night.';
  static override readonly description =
    'Node; the share, how fast it is, its newest set, and the keys that open it;\n' +
    'proxy, endpoints, certificates and clock of the cloud; the sign-in, and what\n' +
    'it permits, stage by stage; versions. Each line is passed, failed or not\n' +
    'checked, with the command that mends it. What is not named is not checked.\n' +
    'Only reads. Exit 0 when nothing failed, else as the worst line.';
  static override readonly examples = [
    '<%= config.bin %> doctor --target URL --share PATH --cert backup.pfx',
    '<%= config.bin %> doctor --share /mnt/backup --cert backup.pfx',
    '<%= config.bin %> doctor --target URL --sign-in device-code --json',
  ];
  static override readonly flags = { ...targetFlags, ...shareFlags, ...deploymentFlags, ...keyFlags };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(Doctor);
    const [{ checkNight }, { describeDoctorOutcome, renderDoctor }] = await Promise.all([
      import('../app/doctor/check-night.js'),
      import('../report/render-doctor.js'),
    ]);
    const { deployment } = flags;
    const given = { ...selectShareOptions(flags), ...selectTargetOptions(flags), ...selectKeyOptions(flags) };
    const { result, outcome } = await checkNight({ deployment, ...given }, context);
    return {
      result,
      completeResult: (complete) => ({
        ...result,
        checks: result.checks.map((check) => ({ ...check, mend: check.mend && complete(check.mend) })),
      }),
      render: (view) => renderDoctor(result, view),
      error: createOutcomeError(outcome, describeDoctorOutcome(result.summary), result.summary),
    };
  }
}
