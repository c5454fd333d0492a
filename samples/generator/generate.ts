/**
 * Makes samples/share anew. `--check` writes nothing and fails when the share or the keys are not what they should be,
 * byte for byte. `--damaged DIR` writes the damaged shares into a folder, and nothing else.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compareKeys, compareShare, SHARE_FOLDER, writeListedFolder } from './listed-folder.js';
import { renderDamagedFolder } from './damage/damaged-shares.js';
import { replaceFolder } from './file-tree.js';
import { readSampleKeys } from './stable-values.js';
import { renderSampleShare } from './sample-share.js';

async function check(): Promise<void> {
  const differences = [...(await compareShare()), ...(await compareKeys())];
  for (const difference of differences) process.stderr.write(`samples: ${difference}\n`);
  if (differences.length === 0) return;
  process.stderr.write('samples: the share is made by npm run generate; keys are as they were committed\n');
  process.exitCode = 1;
}

async function writeShare(): Promise<void> {
  const tree = await renderSampleShare(await readSampleKeys());
  await replaceFolder(SHARE_FOLDER, tree);
  process.stdout.write(`samples: wrote the share, ${tree.size} files\n`);
}

async function writeDamaged(folder: string): Promise<void> {
  // npm runs scripts in the repository, whatever folder a person is in.
  const place = path.resolve(process.env['INIT_CWD'] ?? '', folder);
  const tree = renderDamagedFolder(await readSampleKeys());
  await writeListedFolder(place, tree);
  process.stdout.write(`samples: wrote the damaged shares, ${tree.size} files, to ${place}\n`);
}

try {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, damaged: { type: 'string' } } });
  if (values.check === true && values.damaged !== undefined) throw new Error('--check writes nothing');
  if (values.damaged === '') throw new Error('--damaged needs the name of a folder');
  if (values.check === true) await check();
  else if (values.damaged === undefined) await writeShare();
  else await writeDamaged(values.damaged);
} catch (error) {
  process.stderr.write(`samples: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
