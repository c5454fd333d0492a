import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../../cli/base-command.js';
import {
  keyFlags,
  readShareFlags,
  selectKeyOptions,
  selectShareOptions,
} from '../../cli/flags/backup-flags.js';
import { digestFlags, selectionFlags, selectSelectionOptions } from '../../cli/flags/selection-flags.js';
import { type CommandReport, createOutcomeError } from '../../cli/outcome/command-report.js';
import { createUsageError } from '../../cli/outcome/usage-errors.js';

const HELP = 'restack database inspect --help';

/** The flags that speak of a set on a share: with one of them the argument names a set, and no file. */
const setFlags = {
  ...readShareFlags,
  repository: Flags.string({
    helpValue: 'NAME',
    summary: 'Repository of the set; that of the subscriptions by default.',
  }),
  ...selectionFlags,
  ...digestFlags,
  ...keyFlags,
};

/** The flags that speak of files. */
const fileFlags = {
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
};

export class DatabaseInspect extends BaseCommand {
  static override readonly summary = 'Read the tables of a SQL Server backup without one.';
  static override readonly description =
    'Proves the checksum of every page, reads every row of every table, and\n' +
    'compares the log inside with the pages. Stripes of one backup are given\n' +
    'together. With --share, --repository or a key the argument is a backup set:\n' +
    'its newest snapshot is read, with the full backup that it builds on.\n' +
    'Values are shown with --table only; --schema-report writes a page that can be\n' +
    'sent on. Exit 0 when it was read, 22 when it is\n' +
    'damaged, 23 for a form that is not read, 26 when a part is missing.';
  static override readonly examples = [
    '<%= config.bin %> database inspect subscriptions.bak',
    '<%= config.bin %> database inspect full.bak --differential newer.bak --log newest.log',
    '<%= config.bin %> database inspect full.bak --table dbo.Orders --json',
    '<%= config.bin %> database inspect latest --share /mnt/backup --cert backup.pfx',
    '<%= config.bin %> database inspect latest --cert a.pfx --schema-report a.md',
  ];
  static override readonly args = {
    file: Args.string({
      ignoreStdin: true,
      required: true,
      multiple: true,
      description: 'Backup file of SQL Server; all stripes of one backup. Or a backup set.',
    }),
  };
  static override readonly flags = {
    ...fileFlags,
    table: Flags.string({ helpValue: 'SCHEMA.NAME', summary: 'Show the rows of this table.' }),
    'schema-report': Flags.string({
      helpValue: 'FILE',
      summary: 'Write tables, columns and types to a new page, without a value.',
    }),
    ...setFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(DatabaseInspect);
    const { differential, log: logs = [], set, table, repository, 'schema-report': schemaReport } = flags;
    const isSet = isGiven(flags, setFlags);
    if (isSet) assertOneSet(args.file, isGiven(flags, fileFlags));
    const [{ inspectDatabase }, { inspectSetDatabase }, { describeDatabaseOutcome, renderDatabase }] =
      await Promise.all([
        import('../../app/database/inspect-database.js'),
        import('../../app/database/inspect-set-database.js'),
        import('../../report/database/render-database.js'),
      ]);
    const given = {
      ...selectShareOptions(flags),
      ...selectKeyOptions(flags),
      ...selectSelectionOptions(flags),
    };
    const [backup = ''] = args.file;
    const { result, outcome } = isSet
      ? await inspectSetDatabase({ ...given, backup, repository, table, schemaReport }, context)
      : await inspectDatabase({ files: args.file, differential, logs, set, table, schemaReport }, context);
    return {
      result,
      render: (view) => renderDatabase(result, view),
      error: createOutcomeError(outcome, describeDatabaseOutcome(result)),
    };
  }
}

function isGiven(flags: Readonly<Record<string, unknown>>, some: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(some).some((name) => flags[name] !== undefined);
}

function assertOneSet(names: readonly string[], hasFileFlags: boolean): void {
  if (hasFileFlags)
    throw createUsageError(
      '--differential, --log and --set are for files; a set on a share brings its own chain',
      [HELP],
    );
  if (names.length > 1)
    throw createUsageError(`one backup set is inspected at a time, and ${names.length} are given`, [HELP]);
}
