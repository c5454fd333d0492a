import { BaseCommand } from '../../cli/base-command.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';
import { runArgument, runPlaceFlags } from '../../cli/flags/run-flags.js';

export class RunsAbandon extends BaseCommand {
  static override readonly summary = 'Give up a restore run for good, and let go of its target.';
  static override readonly description =
    'Objects that the run wrote stay in the target; a new restore adopts them. A\n' +
    'run whose process is alive on this machine cannot be given up.';
  static override readonly examples = [
    '<%= config.bin %> runs abandon 5f0c2a61',
    '<%= config.bin %> runs abandon 5f0c2a61 --yes --json',
  ];
  static override readonly args = runArgument;
  static override readonly flags = { ...runPlaceFlags };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(RunsAbandon);
    const [{ abandonRun }, { renderRun }] = await Promise.all([
      import('../../app/runs/kept-runs.js'),
      import('../../report/restore/render-run.js'),
    ]);
    const result = await abandonRun({ run: args.run, runDir: flags['run-dir'] }, context);
    return { result, render: (view) => renderRun(result, view) };
  }
}
