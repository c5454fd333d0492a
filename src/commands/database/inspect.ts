import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../../cli/base-command.js';
import { type CommandReport, createOutcomeError } from '../../cli/outcome/command-report.js';

export class DatabaseInspect extends BaseCommand {
  static override readonly summary = 'Read the tables of a SQL Server backup, without a SQL Server.';
  static override readonly description =
    'Proves the checksum of every page, reads every row of every table, and\n' +
    'compares the log inside with the pages. Stripes of one backup are given\n' +
    'together. Values are shown with --table only. Exit 0 when it was read, 22\n' +
    'when it is damaged, 23 for a form that is not read, 26 when a part is missing.';
  static override readonly examples = [
    '<%= config.bin %> database inspect subscriptions.bak',
    '<%= config.bin %> database inspect full.bak --differential newer.bak --log newest.log',
    '<%= config.bin %> database inspect full.bak --table dbo.Orders --json',
  ];
  static override readonly args = {
    file: Args.string({
      ignoreStdin: true,
      required: true,
      multiple: true,
      description: 'Backup file of SQL Server; all stripes of one backup.',
    }),
  };
  static override readonly flags = {
    differential: Flags.string({
      helpValue: 'FILE',
      summary: 'The newest differential backup on top of it.',
    }),
    log: Flags.string({
      helpValue: 'FILE',
      multiple: true,
      multipleNonGreedy: true,
      summary: 'Log backup behind it, counted and not applied; repeatable, in order.',
    }),
    set: Flags.integer({
      helpValue: 'N',
      min: 1,
      summary: 'Number of the set in the file; the last full one by default.',
    }),
    table: Flags.string({ helpValue: 'SCHEMA.NAME', summary: 'Show the rows of this table.' }),
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(DatabaseInspect);
    const [{ inspectDatabase }, { describeDatabaseOutcome, renderDatabase }] = await Promise.all([
      import('../../app/database/inspect-database.js'),
      import('../../report/render-database.js'),
    ]);
    const { differential, log: logs = [], set, table } = flags;
    const options = { files: args.file, differential, logs, set, table };
    const { result, outcome } = await inspectDatabase(options, context);
    return {
      result,
      render: (view) => renderDatabase(result, view),
      error: createOutcomeError(outcome, describeDatabaseOutcome(result)),
    };
  }
}
