import { BaseCommand } from '../../cli/base-command.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';
import { optionalRunArgument, runPlaceFlags } from '../../cli/flags/run-flags.js';

export class RunsShow extends BaseCommand {
  static override readonly summary = 'Show the stages of a run, and the end of every record.';
  static override readonly description =
    'Without RUN: the newest restore, or else drill. Records that did not end\n' +
    'yet count as pending; the numbers always add up to the records read.';
  static override readonly examples = [
    '<%= config.bin %> runs show',
    '<%= config.bin %> runs show 5f0c2a61 --json',
  ];
  static override readonly args = optionalRunArgument;
  static override readonly flags = { ...runPlaceFlags };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(RunsShow);
    const [{ showRun }, { renderRun }] = await Promise.all([
      import('../../app/runs/kept-runs.js'),
      import('../../report/restore/render-run.js'),
    ]);
    const result = await showRun({ run: args.run, runDir: flags['run-dir'] }, context);
    return { result, render: (view) => renderRun(result, view) };
  }
}
