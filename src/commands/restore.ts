import * as Flags from '@oclif/core/flags';

import {
  keyFlags,
  optionalBackupArgument,
  selectKeyOptions,
  readShareFlags,
  selectShareOptions,
} from '../cli/flags/backup-flags.js';
import { digestFlags, selectionFlags, selectSelectionOptions } from '../cli/flags/selection-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import { type CommandReport, createOutcomeError } from '../cli/outcome/command-report.js';
import { policyFlags, selectSettingsOptions } from '../cli/flags/policy-flags.js';
import { failFastFlag, incidentFlag, runPlaceFlags, settleFlag } from '../cli/flags/run-flags.js';
import { reportFlags } from '../cli/flags/report-flags.js';
import { parseDurationFlag, parseTimeFlag } from '../cli/flags/flag-values.js';
import { selectTargetOptions, targetFlags } from '../cli/flags/target-flags.js';

export class Restore extends BaseCommand {
  static override readonly summary = 'Replay a backup set into a cloud, in ordered stages.';
  static override readonly description =
    'Verifies the set to content, plans as restack plan does, shows target and\n' +
    'counts and asks. With blockers nothing is written. Each stage is read back and\n' +
    'compared. Every call stands in a journal: an interrupted run is taken up again\n' +
    'by restack runs resume. --plan carries out a saved plan, or refuses it as\n' +
    'stale (exit 30); it asks before it signs in to the target that the plan names,\n' +
    'and with --no-input the same one must be given by --target.';
  static override readonly examples = [
    '<%= config.bin %> restore latest --target URL --share PATH --cert backup.pfx',
    '<%= config.bin %> restore --plan night.plan --target URL --cert backup.pfx --yes',
  ];
  static override readonly args = optionalBackupArgument;
  static override readonly flags = {
    plan: Flags.string({
      helpValue: 'FILE',
      summary: 'A plan saved by restack plan --out; brings its decisions; - is stdin.',
    }),
    ...targetFlags,
    ...policyFlags,
    ...readShareFlags,
    ...selectionFlags,
    ...digestFlags,
    ...keyFlags,
    ...failFastFlag,
    ...settleFlag,
    ...incidentFlag,
    ...runPlaceFlags,
    ...reportFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(Restore);
    const settings = selectSettingsOptions(flags);
    const [{ restoreBackup }, { describeRunOutcome, renderRun }] = await Promise.all([
      import('../app/restore/restore-backup.js'),
      import('../report/restore/render-run.js'),
    ]);
    const { plan, 'fail-fast': failFast } = flags;
    const settleMs = parseDurationFlag('--settle', flags.settle);
    const incidentAt = parseTimeFlag('--incident-at', flags['incident-at']);
    const given = {
      ...selectShareOptions(flags),
      ...selectTargetOptions(flags),
      ...selectKeyOptions(flags),
      ...selectSelectionOptions(flags),
      ...settings,
    };
    const { result, outcome } = await restoreBackup(
      { plan, failFast, settleMs, incidentAt, backup: args.backup, runDir: flags['run-dir'], ...given },
      context,
    );
    return {
      result,
      evidence: async () => {
        const { describeKeptRun } = await import('../app/reports/report-run.js');
        return describeKeptRun({ run: result.runId, runDir: flags['run-dir'] }, context);
      },
      render: (view) => renderRun(result, view),
      error: createOutcomeError(outcome, describeRunOutcome(result), { runId: result.runId }),
    };
  }
}
