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
import { isLatest, parseDurationFlag, parseTimeFlag } from '../cli/flags/flag-values.js';
import { incidentFlag, metricsFlag, runPlaceFlags, settleFlag } from '../cli/flags/run-flags.js';
import { reportFlags } from '../cli/flags/report-flags.js';

export class Drill extends BaseCommand {
  static override readonly summary = 'Rehearse a recovery into a fresh embedded controller.';
  static override readonly description =
    'Verifies the set to content, replays it over HTTPS in stages, reads everything\n' +
    'back and compares. Without a share: the sample share, with the sample keys.\n' +
    'It is kept as a run: restack report and evidence pack tell of it again.\n' +
    'Exit 0 only when everything in scope landed and read back equal.';
  static override readonly examples = [
    '<%= config.bin %> drill',
    '<%= config.bin %> drill latest --share /mnt/backup --cert backup.pfx --rto 4h',
  ];
  static override readonly args = optionalBackupArgument;
  static override readonly flags = {
    rto: Flags.string({
      helpValue: 'DURATION',
      summary: 'Recovery time objective, such as 4h; missed: exit 50.',
    }),
    rpo: Flags.string({
      helpValue: 'DURATION',
      summary: 'Recovery point objective, such as 24h; missed: exit 50.',
    }),
    ...incidentFlag,
    newer: Flags.string({
      helpValue: 'BACKUP',
      summary: 'A newer set of the share: counts what this one would lose against it.',
    }),
    weather: Flags.string({
      helpValue: 'NAME|FILE',
      summary: 'Weather of the controller: calm, busy, storm, young, or a profile. Default: none.',
    }),
    ...settleFlag,
    ...readShareFlags,
    ...selectionFlags,
    ...digestFlags,
    ...keyFlags,
    ...runPlaceFlags,
    ...metricsFlag,
    ...reportFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(Drill);
    const objectives = {
      rtoMs: parseDurationFlag('--rto', flags.rto),
      rpoMs: parseDurationFlag('--rpo', flags.rpo),
      incidentAt: parseTimeFlag('--incident-at', flags['incident-at']),
    };
    const [{ drillBackup }, { describeDrillOutcome, renderDrill }] = await Promise.all([
      import('../app/controller/drill-backup.js'),
      import('../report/restore/render-drill.js'),
    ]);
    const { share } = flags;
    const { backup } = args;
    const given = { ...selectKeyOptions(flags), ...selectSelectionOptions(flags) };
    const how = { weather: flags.weather, settleMs: parseDurationFlag('--settle', flags.settle) };
    const { newer } = flags;
    const runDir = flags['run-dir'];
    const options = { ...selectShareOptions(flags), backup, newer, objectives, runDir, ...how, ...given };
    const { result, outcome } = await drillBackup(options, context);
    return {
      result,
      metrics: async () => (await import('../report/render-metrics.js')).measureDrill(result),
      keepReport: async (report) =>
        (await import('../app/reports/report-run.js')).keepReport({ runId: result.runId, runDir }, report),
      evidence: async () =>
        (await import('../report/evidence/describe-run.js')).describeDrill(result, isLatest(backup)),
      render: (view) => renderDrill(result, view, { share }),
      error: createOutcomeError(outcome, describeDrillOutcome(result), { runId: result.runId }),
    };
  }
}
