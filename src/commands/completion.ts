import * as Args from '@oclif/core/args';

import { BaseCommand } from '../cli/base-command.js';
import { parseChoiceFlag } from '../cli/flags/flag-values.js';
import type { CommandReport } from '../cli/outcome/command-report.js';

export class Completion extends BaseCommand {
  static override readonly summary = 'Print the script that completes restack in a shell.';
  static override readonly description =
    'SHELL is bash, zsh, fish or powershell. Commands, flags and their choices come\n' +
    'from the installed version; ids of sets of RESTACK_SHARE (or the --share that\n' +
    'was typed), ids of runs and kinds of records from what is there.\n' +
    '  bash        source <(restack completion bash)\n' +
    '  zsh         source <(restack completion zsh)      # after compinit\n' +
    '  fish        restack completion fish | source\n' +
    '  powershell  restack completion powershell | Out-String | Invoke-Expression';
  static override readonly examples = ['<%= config.bin %> completion bash'];
  static override readonly args = {
    shell: Args.string({ ignoreStdin: true, required: true, description: 'bash, zsh, fish or powershell.' }),
  };

  async run(): Promise<CommandReport> {
    const { args } = await this.begin(Completion);
    const { COMPLETION_SHELLS, renderCompletionScript } =
      await import('../report/guides/render-completion.js');
    const shell = parseChoiceFlag('SHELL', args.shell, COMPLETION_SHELLS) ?? 'bash';
    const script = renderCompletionScript(shell);
    return { result: { shell, script }, render: () => script, isVerbatim: true };
  }
}
