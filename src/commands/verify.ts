import * as Flags from '@oclif/core/flags';

import {
  backupArguments,
  keyFlags,
  selectKeyOptions,
  readShareFlags,
  selectShareOptions,
} from '../cli/flags/backup-flags.js';
import { digestFlags, selectionFlags, selectSelectionOptions } from '../cli/flags/selection-flags.js';
import { metricsFlag } from '../cli/flags/run-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import { parseChoiceFlag } from '../cli/flags/flag-values.js';
import { reportFlags } from '../cli/flags/report-flags.js';
import { createUsageError } from '../cli/outcome/usage-errors.js';
import { type CommandReport, createOutcomeError } from '../cli/outcome/command-report.js';

const LEVELS = ['structure', 'keys', 'integrity', 'content'] as const;

export class Verify extends BaseCommand {
  static override readonly summary = 'Prove sets: structure, keys, every byte, every record.';
  static override readonly description =
    'Each level includes those before it:\n' +
    '  structure  names, metadata and chains agree; the set is complete\n' +
    "  keys       every snapshot's key unwraps\n" +
    '  integrity  every byte authenticates; ZIPs are whole, safe and consistent\n' +
    '  content    every record satisfies its schema; references resolve\n' +
    'The default is content when a key is given, else structure. Without BACKUP\n' +
    'every set on the share is checked. Nothing checked is a failure (exit 10).';
  static override readonly examples = [
    '<%= config.bin %> verify latest --share /mnt/backup --cert backup.pfx',
    '<%= config.bin %> verify latest --share /mnt/backup --max-age 26h --strict-latest',
    '<%= config.bin %> verify --share /mnt/backup --level structure',
    '<%= config.bin %> verify --share /mnt/backup --cert old.pfx --cert new.pfx --json',
  ];
  static override readonly args = backupArguments;
  static override readonly flags = {
    all: Flags.boolean({ summary: 'Every set on the share; the same as no BACKUP.' }),
    level: Flags.string({
      helpValue: 'LEVEL',
      summary: 'Depth of the proof: structure, keys, integrity or content.',
    }),
    ...readShareFlags,
    ...selectionFlags,
    ...digestFlags,
    ...keyFlags,
    ...metricsFlag,
    ...reportFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(Verify);
    const { all, share } = flags;
    if (all && args.backup !== undefined) {
      throw createUsageError('--all means every set: give it, or BACKUP, and not both', [
        'restack verify --help',
      ]);
    }
    const level = parseChoiceFlag('--level', flags.level, LEVELS);
    const [{ verifyBackups }, { describeVerifyOutcome, renderVerify }] = await Promise.all([
      import('../app/share/verify-backups.js'),
      import('../report/share/render-verify.js'),
    ]);
    const given = { ...selectKeyOptions(flags), ...selectSelectionOptions(flags) };
    const options = { ...selectShareOptions(flags), level, all, backups: args.backup ?? [], ...given };
    const { result, outcome } = await verifyBackups(options, context);
    return {
      result,
      metrics: async (now) => (await import('../report/render-metrics.js')).measureVerify(result, now),
      evidence: async () => (await import('../report/evidence/describe-verify.js')).describeVerify(result),
      render: (view) => renderVerify(result, view, { share }),
      error: createOutcomeError(outcome, describeVerifyOutcome(result)),
    };
  }
}
