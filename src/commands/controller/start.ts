import { Flags } from '@oclif/core';

import { BaseCommand } from '../../cli/base-command.js';
import { parseChoiceFlag, parsePortFlag } from '../../cli/flags/flag-values.js';
import type { CommandReport } from '../../cli/outcome/command-report.js';

const SHELLS = ['sh', 'powershell'] as const;

function selectShell(): (typeof SHELLS)[number] {
  return process.platform === 'win32' ? 'powershell' : 'sh';
}

export class ControllerStart extends BaseCommand {
  static override readonly summary = 'Run the embedded controller: a cloud for drills, tests.';
  static override readonly description =
    'Listens on loopback only, prints all that a client needs, and runs until\n' +
    'Ctrl+C or SIGTERM (exit 0): at a terminal as lines for another shell, in a\n' +
    'pipe as one line of JSON. Secrets lie in the files it names, which are gone\n' +
    'when it ends.\n' +
    'Open its admin endpoint in a browser to look inside.';
  static override readonly examples = [
    '<%= config.bin %> controller start --seed sample --port 8443',
    '<%= config.bin %> controller start --identity adfs --profile storm --state cloud.json',
    '<%= config.bin %> controller start --seed sample --database',
  ];
  static override readonly flags = {
    port: Flags.string({ helpValue: 'N', summary: 'TCP port on 127.0.0.1; a free one by default.' }),
    region: Flags.string({ helpValue: 'NAME', summary: 'Name of the region; drill by default.' }),
    domain: Flags.string({ helpValue: 'NAME', summary: 'External domain; localhost by default.' }),
    identity: Flags.string({ helpValue: 'SYSTEM', summary: 'aad (default) or adfs.' }),
    seed: Flags.string({
      helpValue: 'FILE',
      summary: 'Records to begin with: a JSON file, - for stdin, or sample.',
    }),
    'stamp-version': Flags.string({
      helpValue: 'VERSION',
      summary: 'Release it plays; 1.2301.0.55 by default.',
    }),
    'updated-from-1811': Flags.boolean({
      summary: 'Encrypt backups with a symmetric key until a certificate is set.',
    }),
    database: Flags.boolean({
      summary: 'Back up plans, offers and subscriptions into a SQL Server file, as the product does.',
    }),
    state: Flags.string({
      helpValue: 'FILE',
      summary: 'Keep the cloud in this file between starts (holds secrets).',
    }),
    env: Flags.string({
      helpValue: 'SHELL',
      summary: 'Print what to export, for sh or powershell. Default: at a terminal.',
    }),
    profile: Flags.string({
      helpValue: 'FILE',
      summary: 'Weather: calm, busy, storm, young, a profile file, or - for stdin.',
    }),
  };

  async run(): Promise<CommandReport> {
    const { flags, context } = await this.begin(ControllerStart);
    const { region, domain, seed, profile, database, state: stateFile } = flags;
    const identity = parseChoiceFlag('--identity', flags.identity, ['aad', 'adfs'] as const);
    const port = parsePortFlag('--port', flags.port);
    const shell = parseChoiceFlag('--env', flags.env, SHELLS) ?? (this.isRead ? selectShell() : undefined);
    const { serveController } = await import('../../app/controller/serve-controller.js');
    const versions = { stampVersion: flags['stamp-version'], updatedFrom1811: flags['updated-from-1811'] };
    const options = { port, region, domain, identity, seed, stateFile, profile, database, ...versions };
    const { renderExports } = await import('../../report/guides/render-controller.js');
    const served = await serveController(options, context, (document) =>
      this.announce(document, shell === undefined ? undefined : renderExports(document, shell)),
    );
    return { result: served, render: () => '' };
  }
}
