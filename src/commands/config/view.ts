import * as Flags from '@oclif/core/flags';

import { keyFlags, shareFlags } from '../../cli/flags/backup-flags.js';
import { runPlaceFlags } from '../../cli/flags/run-flags.js';
import { targetFlags } from '../../cli/flags/target-flags.js';
import { BaseCommand } from '../../cli/base-command.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';

export class ConfigView extends BaseCommand {
  static override readonly summary = 'Show the settings in effect, and where each comes from.';
  static override readonly description =
    'Flags go before variables, those before restack.yaml of the working folder,\n' +
    "and that before restack.yaml of the user's own configuration folder. Each key\n" +
    'of the file is a flag without its dashes; paths are relative to the file. No\n' +
    'secret stands in it: see restack help configuration.';
  static override readonly examples = [
    '<%= config.bin %> config view --origin',
    '<%= config.bin %> config view --json',
  ];
  static override readonly flags = {
    origin: Flags.boolean({ summary: 'Show flag, variable, or file and line of each setting.' }),
    ...shareFlags,
    ...keyFlags,
    ...targetFlags,
    ...runPlaceFlags,
  };

  async run(): Promise<CommandReport> {
    const { flags } = await this.begin(ConfigView);
    const [{ viewConfiguration }, { renderConfiguration }] = await Promise.all([
      import('../../app/configuration/view-configuration.js'),
      import('../../report/guides/render-configuration.js'),
    ]);
    const result = viewConfiguration(flags);
    return { result, render: (view) => renderConfiguration(result, view, { origin: flags.origin }) };
  }
}
