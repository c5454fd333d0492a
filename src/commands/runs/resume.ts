import {
  keyFlags,
  selectKeyOptions,
  selectShareOptions,
  shareAccessFlags,
  verifyKeyFlags,
} from '../../cli/flags/backup-flags.js';
import { BaseCommand } from '../../cli/base-command.js';
import { type CommandReport, createOutcomeError } from '../../cli/outcome/command-report.js';
import { reportFlags } from '../../cli/flags/report-flags.js';
import { parseDurationFlag } from '../../cli/flags/flag-values.js';
import { selectTargetOptions, targetFlags } from '../../cli/flags/target-flags.js';
import { failFastFlag, optionalRunArgument, runPlaceFlags, settleFlag } from '../../cli/flags/run-flags.js';

export class RunsResume extends BaseCommand {
  static override readonly summary = 'Take up a run that was interrupted, killed or partial.';
  static override readonly description =
    'Without RUN: the newest that is not at its end, of the target where one is\n' +
    'named. Shows run, backup, target and what is left, and asks; with --no-input\n' +
    'the target must be named. Backup, target, mapping and policies are those of\n' +
    'the run; give the keys again, the trust roots, and the credentials of the\n' +
    'target (AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, …). Calls whose\n' +
    'end is not known are settled by reading the target; nothing is written twice.';
  static override readonly examples = [
    '<%= config.bin %> runs resume --cert backup.pfx',
    '<%= config.bin %> runs resume 5f0c2a61 --target URL --cert backup.pfx --yes',
  ];
  static override readonly args = optionalRunArgument;
  static override readonly flags = {
    ...shareAccessFlags,
    ...verifyKeyFlags,
    ...targetFlags,
    ...keyFlags,
    ...failFastFlag,
    ...settleFlag,
    ...runPlaceFlags,
    ...reportFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(RunsResume);
    const [{ resumeRun }, { describeRunOutcome, renderRun }] = await Promise.all([
      import('../../app/runs/resume-run.js'),
      import('../../report/restore/render-run.js'),
    ]);
    const settleMs = parseDurationFlag('--settle', flags.settle);
    const place = {
      ...selectShareOptions(flags),
      run: args.run,
      runDir: flags['run-dir'],
      ...selectTargetOptions(flags),
    };
    const given = { ...place, ...selectKeyOptions(flags), failFast: flags['fail-fast'], settleMs };
    const { result, outcome } = await resumeRun(given, context);
    return {
      result,
      evidence: async () => {
        const { describeKeptRun } = await import('../../app/reports/report-run.js');
        return describeKeptRun({ run: result.runId, runDir: flags['run-dir'] }, context);
      },
      render: (view) => renderRun(result, view),
      error: createOutcomeError(outcome, describeRunOutcome(result), { runId: result.runId }),
    };
  }
}
