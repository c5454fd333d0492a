import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { Plugin } from '@oclif/core/config';
import { settings } from '@oclif/core/settings';

import { GUIDE_NAMES } from '../report/guides/guide-names.js';
import { renderGuide } from '../report/guides/render-guide.js';
import { sortCommands } from './line/command-order.js';
import { renderManPages } from './line/man-pages.js';

/**
 * The build writes the manifest of all commands, so that a start loads only the one that runs, and the man pages that are
 * made of it.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));

settings.enableAutoTranspile = false;
const plugin = new Plugin({ root, type: 'core', ignoreManifest: true, errorOnManifestCreate: true });
await plugin.load();
await writeFile(`${root}oclif.manifest.json`, `${JSON.stringify(plugin.manifest, null, 2)}\n`);
await writeManPages();
await chmod(fileURLToPath(new URL('launch/launch.cjs', import.meta.url)), 0o755);

async function writeManPages(): Promise<void> {
  const guides = Object.fromEntries(GUIDE_NAMES.map((name) => [name, renderGuide(name, 80)]));
  const order = sortCommands(
    Object.entries(plugin.manifest.commands).map(([id, command]) => ({ ...command, id })),
  );
  const commands = Object.fromEntries(order.map((command) => [command.id, command]));
  await rm(`${root}man`, { recursive: true, force: true });
  await mkdir(`${root}man`);
  for (const [name, text] of renderManPages(commands, { version: plugin.version, guides })) {
    await writeFile(`${root}man/${name}`, text);
  }
}
