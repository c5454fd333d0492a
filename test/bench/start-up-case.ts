import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answer, type BenchCase, locateRestack, ROOT } from './bench-case.js';

const EMPTY_COMMAND = `import { Command } from '@oclif/core';
export default class Empty extends Command {
  async run() { this.log('nothing'); }
}
`;
const EMPTY_MAIN = `#!/usr/bin/env node
import { execute } from '@oclif/core';
await execute({ dir: import.meta.url });
`;
const EMPTY_MANIFEST = {
  version: '1.0.0',
  commands: {
    empty: {
      id: 'empty',
      args: {},
      flags: {},
      aliases: [],
      pluginName: 'empty',
      pluginType: 'core',
      isESM: true,
      relativePath: ['commands', 'empty.js'],
    },
  },
};

/** Writes a command line that does nothing, with the same framework. @returns its file. */
async function writeEmptyCommand(folder: string): Promise<string> {
  await mkdir(join(folder, 'commands'), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await writeFile(join(folder, 'commands', 'empty.js'), EMPTY_COMMAND);
  await writeFile(join(folder, 'main.js'), EMPTY_MAIN);
  const oclif = { bin: 'empty', commands: './commands' };
  const settings = { name: 'empty', version: '1.0.0', type: 'module', oclif };
  await writeFile(join(folder, 'package.json'), JSON.stringify(settings));
  await writeFile(join(folder, 'oclif.manifest.json'), JSON.stringify(EMPTY_MANIFEST));
  return join(folder, 'main.js');
}

export const startUpCase: BenchCase = {
  name: 'start-up',
  async run(context) {
    const empty = await writeEmptyCommand(join(context.folder, 'empty'));
    const share = join(context.folder, 'share');
    await cp(join(ROOT, 'samples', 'share', 'edge.fabrikam.example'), share, { recursive: true });
    await answer(
      {
        title: 'restack list on a small share (2 sets, 36 metadata files) / an empty oclif command',
        restack: (checkout) => ({
          argv: [process.execPath, locateRestack(checkout), 'list', '--share', share],
        }),
        reference: { name: 'empty', command: { argv: [process.execPath, empty, 'empty'] } },
        goal: { ratio: 'restack/reference', text: '≤ 1.3' },
        rounds: 4 * context.rounds,
      },
      context,
    );
  },
};
