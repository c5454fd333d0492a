import * as Args from '@oclif/core/args';

import { BaseCommand } from '../cli/base-command.js';
import type { CommandReport } from '../cli/outcome/command-report.js';

export class Explain extends BaseCommand {
  static override readonly summary = 'Explain a code: meaning, causes, what to do, an example.';
  static override readonly description =
    'CODE is an error or a finding (TAG_MISMATCH), what blocks a plan (conflict), a\n' +
    'bucket of a report (manual), or the reason why a record ended in it (consent,\n' +
    'or its words in quotes). Any case will do. Without CODE: all of them.';
  static override readonly examples = [
    '<%= config.bin %> explain NO_KEY',
    '<%= config.bin %> explain manual',
    '<%= config.bin %> explain "an administrator must still consent"',
  ];
  static override readonly args = {
    code: Args.string({ ignoreStdin: true, description: 'A code, or the words of a reason.' }),
  };

  async run(): Promise<CommandReport> {
    const { args } = await this.begin(Explain);
    const [{ explainCodes }, { renderExplain }] = await Promise.all([
      import('../app/explain-codes.js'),
      import('../report/guides/render-explain.js'),
    ]);
    const result = explainCodes(args.code);
    return { result, render: (view) => renderExplain(result, view, { all: args.code === undefined }) };
  }
}
