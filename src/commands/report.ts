import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../cli/base-command.js';
import type { CommandReport } from '../cli/outcome/command-report.js';
import { parseTimeFlag } from '../cli/flags/flag-values.js';
import { incidentFlag, runArgument, runPlaceFlags } from '../cli/flags/run-flags.js';

export class Report extends BaseCommand {
  static override readonly summary = 'Write a report of a kept run.';
  static override readonly description =
    'Reads the run folder only: no key, no target. The end of the file names says\n' +
    'what is written: .html, .md, .json, .xml (JUnit), .sarif, or .csv (the to-do\n' +
    'list). RUN can also be a report in JSON, as --report FILE.json of any command\n' +
    'wrote it. An earlier report is replaced, and nothing else.';
  static override readonly examples = [
    '<%= config.bin %> report latest --out night.html',
    '<%= config.bin %> report 5f0c2a61 --out night.md --out todo.csv',
    '<%= config.bin %> report drill.json --out drill.html',
  ];
  static override readonly args = runArgument;
  static override readonly flags = {
    out: Flags.string({
      helpValue: 'FILE',
      required: true,
      multiple: true,
      multipleNonGreedy: true,
      summary: 'File for a report; repeatable.',
    }),
    ...incidentFlag,
    ...runPlaceFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(Report);
    const [{ reportKeptRun }, { renderWrittenReports }] = await Promise.all([
      import('../app/reports/report-run.js'),
      import('../report/restore/render-reports.js'),
    ]);
    const { out, 'run-dir': runDir } = flags;
    const incidentAt = parseTimeFlag('--incident-at', flags['incident-at']);
    const result = await reportKeptRun({ out, runDir, run: args.run, incidentAt }, context);
    return { result, render: () => renderWrittenReports(result) };
  }
}
