import { BaseCommand } from '../../cli/base-command.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';
import { runPlaceFlags } from '../../cli/flags/run-flags.js';

export class RunsList extends BaseCommand {
  static override readonly summary = 'List restores and drills of this machine, newest first.';
  static override readonly description =
    'A run whose process has died without an end is shown as interrupted. Reads the\n' +
    'run folder only; the target is not asked.';
  static override readonly examples = ['<%= config.bin %> runs list', '<%= config.bin %> runs list --json'];
  static override readonly flags = { ...runPlaceFlags };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(RunsList);
    const [{ listRuns }, { renderRunsList }] = await Promise.all([
      import('../../app/runs/kept-runs.js'),
      import('../../report/restore/render-run.js'),
    ]);
    const result = await listRuns({ runDir: flags['run-dir'] }, context);
    return { result, render: (view) => renderRunsList(result, view) };
  }
}
