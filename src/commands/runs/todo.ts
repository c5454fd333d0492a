import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../../cli/base-command.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';
import { optionalRunArgument, runPlaceFlags } from '../../cli/flags/run-flags.js';

export class RunsTodo extends BaseCommand {
  static override readonly summary = 'List what a run leaves to a person, in words to act on.';
  static override readonly description =
    'Without RUN: the newest restore, or else drill. Which role, on which scope,\n' +
    'for whom; which secret of which vault; with the command or the way through a\n' +
    'portal, and what another restore or a resume brings after that. Reads the run\n' +
    'folder only: no key, no target. --out writes the list for a ticket (.md) or a\n' +
    'spreadsheet (.csv).';
  static override readonly examples = [
    '<%= config.bin %> runs todo',
    '<%= config.bin %> runs todo 5f0c2a61 --out todo.md',
  ];
  static override readonly args = optionalRunArgument;
  static override readonly flags = {
    out: Flags.string({ helpValue: 'FILE', summary: 'Write the list to a new file, .md or .csv.' }),
    ...runPlaceFlags,
  };

  async run(): Promise<CommandReport> {
    const { args, flags, context } = await this.begin(RunsTodo);
    const [{ listTodo }, { renderTodo }] = await Promise.all([
      import('../../app/runs/kept-runs.js'),
      import('../../report/restore/render-todo.js'),
    ]);
    const { out, 'run-dir': runDir } = flags;
    const result = await listTodo({ out, runDir, run: args.run }, context);
    return { result, render: (view) => renderTodo(result, view) };
  }
}
