import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../../cli/base-command.js';
import { parseDurationFlag } from '../../cli/flags/flag-values.js';
import { reportFlags } from '../../cli/flags/report-flags.js';
import { metricsFlag } from '../../cli/flags/run-flags.js';
import { ageFlags } from '../../cli/flags/selection-flags.js';
import { type CommandReport, createOutcomeError } from '../../cli/outcome/command-report.js';

export class FleetMerge extends BaseCommand {
  static override readonly summary = 'Merge the results of a night into one verdict.';
  static override readonly description =
    'One report and one exit code of all shards, in whatever order and parts they\n' +
    'came. A set without a result is a failure (exit 10), and so are results that\n' +
    'contradict each other (exit 22). Results of another work list do not count.\n' +
    '--report fleet.html shows which stamp is not recoverable, and why.';
  static override readonly examples = [
    '<%= config.bin %> fleet merge results --work-list work.json --report fleet.html',
    '<%= config.bin %> fleet merge results --work-list work.json --metrics fleet.prom',
  ];
  static override readonly args = {
    dir: Args.string({
      ignoreStdin: true,
      required: true,
      description: 'Folder of the results, or of folders of shards.',
    }),
  };
  static override readonly flags = {
    'work-list': Flags.string({
      helpValue: 'FILE',
      required: true,
      summary: 'Work list that the shards were started with.',
    }),
    ...ageFlags,
    ...metricsFlag,
    ...reportFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(FleetMerge);
    const maxAgeMs = parseDurationFlag('--max-age', flags['max-age']);
    const [{ mergeFleet }, { describeFleetOutcome, renderFleetMerge }] = await Promise.all([
      import('../../app/fleet/merge-fleet.js'),
      import('../../report/share/render-fleet.js'),
    ]);
    const options = { folder: args.dir, workList: flags['work-list'], maxAgeMs };
    const { result, outcome } = await mergeFleet(options, context);
    return {
      result,
      metrics: async () => (await import('../../report/render-metrics.js')).measureFleet(result),
      evidence: async () => (await import('../../report/evidence/describe-fleet.js')).describeFleet(result),
      render: (view) => renderFleetMerge(result, view),
      error: createOutcomeError(outcome, describeFleetOutcome(result)),
    };
  }
}
