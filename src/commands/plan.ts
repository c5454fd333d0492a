import * as Flags from '@oclif/core/flags';

import {
  backupArgument,
  keyFlags,
  selectKeyOptions,
  readShareFlags,
  selectShareOptions,
} from '../cli/flags/backup-flags.js';
import { digestFlags, selectionFlags, selectSelectionOptions } from '../cli/flags/selection-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import { type CommandReport, createOutcomeError } from '../cli/outcome/command-report.js';
import { isLatest } from '../cli/flags/flag-values.js';
import { policyFlags, selectSettingsOptions } from '../cli/flags/policy-flags.js';
import { reportFlags } from '../cli/flags/report-flags.js';
import { runPlaceFlags } from '../cli/flags/run-flags.js';
import { selectTargetOptions, targetFlags } from '../cli/flags/target-flags.js';

export class Plan extends BaseCommand {
  static override readonly summary = 'Plan a restore: every change to the target, by object.';
  static override readonly description =
    'Verifies the set to content, reads the target, and writes nothing there. Equal\n' +
    'objects are adopted; others block, until a policy decides. Exit 31 with\n' +
    'blockers, 32 when the target is not fresh, 33 when the versions are too far\n' +
    'apart. --existing takes a policy for all kinds, and KIND=POLICY for one: adopt\n' +
    '(equal only), update, skip or fail. Sign-in: AZURE_TENANT_ID, AZURE_CLIENT_ID\n' +
    'and AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH; AD FS is recognised\n' +
    'and needs no tenant.';
  static override readonly examples = [
    '<%= config.bin %> plan latest --target URL --share PATH --cert backup.pfx',
    '<%= config.bin %> plan latest --map map.yaml --existing plan=update --out night.plan',
    '<%= config.bin %> plan latest --only subscription/Finance --except secret --json',
    '<%= config.bin %> plan latest --map-template map.yaml --out-text plan.txt',
  ];
  static override readonly args = backupArgument;
  static override readonly flags = {
    out: Flags.string({
      helpValue: 'FILE',
      summary: 'Save the plan for restack restore --plan FILE; replaces no file but a plan.',
    }),
    'out-text': Flags.string({
      helpValue: 'FILE',
      summary: 'Write every object, its action, reason and id to a new text file.',
    }),
    'map-template': Flags.string({
      helpValue: 'FILE',
      summary: 'Write a new file for --map with every name that may differ.',
    }),
    ...targetFlags,
    ...policyFlags,
    ...readShareFlags,
    ...selectionFlags,
    ...digestFlags,
    ...keyFlags,
    ...runPlaceFlags,
    ...reportFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(Plan);
    const settings = selectSettingsOptions(flags);
    const [{ planBackup }, { describePlanOutcome, renderPlan }] = await Promise.all([
      import('../app/restore/plan-backup.js'),
      import('../report/restore/render-plan.js'),
    ]);
    const { share, out } = flags;
    const given = {
      ...selectShareOptions(flags),
      ...selectTargetOptions(flags),
      ...selectKeyOptions(flags),
      ...selectSelectionOptions(flags),
      ...settings,
    };
    const { result, outcome } = await planBackup(
      {
        out,
        outText: flags['out-text'],
        mapTemplate: flags['map-template'],
        backup: args.backup,
        runDir: flags['run-dir'],
        ...given,
      },
      context,
    );
    return {
      result,
      evidence: async () =>
        (await import('../report/evidence/describe-comparisons.js')).describePlan(
          result,
          isLatest(args.backup),
        ),
      render: (view) => renderPlan(result, view, { share }),
      error: createOutcomeError(outcome, describePlanOutcome(result), { backupId: result.backupId }),
    };
  }
}
