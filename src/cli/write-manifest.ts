import { chmod, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { Plugin } from '@oclif/core/config';
import { settings } from '@oclif/core/settings';

/** The build writes the manifest of all commands, so that a start loads only the one that runs. */
const root = fileURLToPath(new URL('../..', import.meta.url));

settings.enableAutoTranspile = false;
const plugin = new Plugin({ root, type: 'core', ignoreManifest: true, errorOnManifestCreate: true });
await plugin.load();
await writeFile(`${root}oclif.manifest.json`, `${JSON.stringify(plugin.manifest, null, 2)}\n`);
await chmod(fileURLToPath(new URL('launch/launch.cjs', import.meta.url)), 0o755);
