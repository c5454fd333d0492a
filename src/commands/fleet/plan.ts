import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../../cli/base-command.js';
import { parseChoiceFlag, parseDurationFlag } from '../../cli/flags/flag-values.js';
import { stampsFlag } from '../../cli/flags/fleet-flags.js';
import { LEVELS, levelFlag } from '../../cli/flags/selection-flags.js';
import { type CommandReport, createOutcomeError } from '../../cli/outcome/command-report.js';

export class FleetPlan extends BaseCommand {
  static override readonly summary = 'Freeze a night of work over many stamps.';
  static override readonly description =
    'Looks at the share of each stamp of FILE, metadata only, and writes a list of\n' +
    'every set that is there, with sizes and a digest. A share that cannot be read\n' +
    'is named in the list, and decides the exit code; the list is written all the\n' +
    'same. Any number of processes can then prove it, each one part:\n' +
    'restack verify --work-list. An earlier list in its place is replaced.';
  static override readonly examples = [
    '<%= config.bin %> fleet plan --stamps stamps.yaml --out work.json',
    '<%= config.bin %> fleet plan --stamps stamps.yaml --out work.json --level integrity',
  ];
  static override readonly flags = {
    ...stampsFlag,
    out: Flags.string({ helpValue: 'FILE', required: true, summary: 'Work list to write.' }),
    ...levelFlag,
    'valid-for': Flags.string({
      helpValue: 'DURATION',
      summary: 'How long the list may be worked from. Default: 24h.',
    }),
  };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(FleetPlan);
    const level = parseChoiceFlag('--level', flags.level, LEVELS);
    const validMs = parseDurationFlag('--valid-for', flags['valid-for']);
    const [{ planFleet }, { describeFleetPlanOutcome, renderFleetPlan }] = await Promise.all([
      import('../../app/fleet/plan-fleet.js'),
      import('../../report/share/render-fleet.js'),
    ]);
    const { stamps: stampsFile, out } = flags;
    const { result, outcome } = await planFleet({ stampsFile, out, level, validMs }, context);
    return {
      result,
      render: (view) => renderFleetPlan(result, view, { stampsFile }),
      error: createOutcomeError(outcome, describeFleetPlanOutcome(result)),
    };
  }
}
