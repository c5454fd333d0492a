import * as Flags from '@oclif/core/flags';

import {
  backupArguments,
  keyFlags,
  selectKeyOptions,
  readShareFlags,
  selectShareOptions,
} from '../cli/flags/backup-flags.js';
import {
  digestFlags,
  levelFlag,
  LEVELS,
  selectionFlags,
  selectSelectionOptions,
} from '../cli/flags/selection-flags.js';
import { selectShardOptions, workListFlags } from '../cli/flags/fleet-flags.js';
import { metricsFlag } from '../cli/flags/run-flags.js';
import type { ProveShardOptions } from '../app/fleet/prove-shard.js';
import type { AppContext } from '../app/app.js';
import { BaseCommand } from '../cli/base-command.js';
import { parseChoiceFlag } from '../cli/flags/flag-values.js';
import { reportFlags } from '../cli/flags/report-flags.js';
import { createUsageError } from '../cli/outcome/usage-errors.js';
import { type CommandReport, createOutcomeError } from '../cli/outcome/command-report.js';

export class Verify extends BaseCommand {
  static override readonly summary = 'Prove sets: structure, keys, every byte, every record.';
  static override readonly description =
    'Each level includes those before it:\n' +
    '  structure  names, metadata and chains agree; the set is complete\n' +
    "  keys       every snapshot's key unwraps\n" +
    '  integrity  every byte authenticates; ZIPs are whole, safe and consistent\n' +
    '  content    every record satisfies its schema; references resolve\n' +
    'The default is content when a key is given, else structure. Without BACKUP\n' +
    'every set on the share is checked. Nothing checked is a failure (exit 10).\n' +
    'With --work-list: one part of a night that restack fleet plan froze. Each set\n' +
    'leaves a result in DIR; what passed before is not proved again.';
  static override readonly examples = [
    '<%= config.bin %> verify latest --share /mnt/backup --cert backup.pfx',
    '<%= config.bin %> verify latest --share /mnt/backup --max-age 26h --strict-latest',
    '<%= config.bin %> verify --share /mnt/backup --level structure',
    '<%= config.bin %> verify --share /mnt/backup --cert old.pfx --cert new.pfx --json',
    '<%= config.bin %> verify --work-list work.json --stamps s.yaml --shard 1/8 --results r',
  ];
  static override readonly args = backupArguments;
  static override readonly flags = {
    all: Flags.boolean({ summary: 'Every set on the share; the same as no BACKUP.' }),
    ...levelFlag,
    ...readShareFlags,
    ...selectionFlags,
    ...digestFlags,
    ...keyFlags,
    ...workListFlags,
    ...metricsFlag,
    ...reportFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(Verify);
    const shard = selectShardOptions(flags, args.backup);
    if (shard !== undefined) return runShard(shard, context);
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

async function runShard(options: ProveShardOptions, context: AppContext): Promise<CommandReport> {
  const [{ proveShard }, { describeShardOutcome, renderShard }] = await Promise.all([
    import('../app/fleet/prove-shard.js'),
    import('../report/share/render-fleet.js'),
  ]);
  const { workList, results } = options;
  const { result, outcome } = await proveShard(options, context);
  return {
    result,
    metrics: async (now) => (await import('../report/render-metrics.js')).measureVerify(result, now),
    evidence: async () => (await import('../report/evidence/describe-verify.js')).describeVerify(result),
    render: (view) => renderShard(result, { view, workList, results }),
    error: createOutcomeError(outcome, describeShardOutcome(result)),
  };
}
