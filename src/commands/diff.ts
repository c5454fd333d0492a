import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';

import { keyFlags, selectKeyOptions, readShareFlags, selectShareOptions } from '../cli/flags/backup-flags.js';
import { selectionFlags, selectSelectionOptions } from '../cli/flags/selection-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import { type CommandReport, createOutcomeError } from '../cli/outcome/command-report.js';
import { reportFlags } from '../cli/flags/report-flags.js';
import { selectTargetOptions, targetFlags } from '../cli/flags/target-flags.js';

export class Diff extends BaseCommand {
  static override readonly summary = 'Compare a backup set with another, or with a cloud.';
  static override readonly description =
    'Compares two sets record by record, or one set with the objects of a cloud.\n' +
    'Members that the server owns are left out, and names of the left cloud are\n' +
    'taken for those of the right one. Secrets are compared, and shown as digests\n' +
    'that mean nothing elsewhere. Objects that only the cloud has are looked for\n' +
    'among all that the sign-in sees, except secrets, role assignments and add-on\n' +
    'plans. Exit 0 whether or not anything differs, unless --exit-code; what was\n' +
    'not compared, and why, is told and counts as no difference (--json: "equal").';
  static override readonly examples = [
    '<%= config.bin %> diff 1f3a9c2e latest --share PATH --cert backup.pfx',
    '<%= config.bin %> diff latest --target URL --share PATH --cert backup.pfx',
    '<%= config.bin %> diff latest --target URL --exit-code --json',
  ];
  static override readonly args = {
    left: Args.string({ ignoreStdin: true, required: true, description: 'The one set.' }),
    right: Args.string({ ignoreStdin: true, description: 'The other set. Without it: the target.' }),
  };
  static override readonly flags = {
    'exit-code': Flags.boolean({ summary: 'Exit 34 when something differs.' }),
    map: Flags.string({
      helpValue: 'FILE',
      summary: 'Names that differ on the right side (YAML or JSON); - is stdin.',
    }),
    ...targetFlags,
    ...readShareFlags,
    ...selectionFlags,
    ...keyFlags,
    ...reportFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(Diff);
    const [{ diffBackups }, { describeDifference, isDifferent, renderDiff }] = await Promise.all([
      import('../app/restore/diff-backups.js'),
      import('../report/restore/render-diff.js'),
    ]);
    const { map } = flags;
    const given = {
      ...selectShareOptions(flags),
      ...selectTargetOptions(flags),
      ...selectKeyOptions(flags),
      ...selectSelectionOptions(flags),
    };
    const result = await diffBackups({ map, ...args, ...given }, context);
    const isFailure = flags['exit-code'] && isDifferent(result);
    return {
      result,
      evidence: async () => {
        const { describeDiff } = await import('../report/evidence/describe-comparisons.js');
        return describeDiff(result, isFailure);
      },
      render: (view) => renderDiff(result, view),
      error: createOutcomeError(isFailure ? 'DIFFERENT' : undefined, describeDifference(result)),
    };
  }
}
