// npm run fuzz -- [target …] [--seconds N] [--seed N] [--folder DIR]: searches one target after the other, all without
// a name. What broke a law, and the corpus that a later search goes on with, lie in the folder then.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findTarget, TARGETS } from '../targets.js';
import { bundleTargets } from './bundle-targets.js';
import { runSearch } from './run-search.js';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: `${Date.now() % 0x1_0000_0000}` },
    folder: { type: 'string', default: join(tmpdir(), 'restack-fuzz') },
  },
});

async function readFolder(path: string): Promise<readonly Uint8Array[]> {
  await mkdir(path, { recursive: true });
  return Promise.all((await readdir(path)).map((name) => readFile(join(path, name))));
}

async function writeInput(folder: string, input: Uint8Array): Promise<string> {
  const path = join(folder, createHash('sha1').update(input).digest('hex'));
  await mkdir(folder, { recursive: true });
  await writeFile(path, input);
  return path;
}

const targets = positionals.length === 0 ? TARGETS : positionals.map(findTarget);
const bundle = await bundleTargets();
for (const { name } of targets) {
  const corpusFolder = join(values.folder, name, 'corpus');
  const { runs, reached, corpus, broken } = await runSearch(bundle, {
    target: name,
    seconds: Number(values.seconds),
    randomSeed: Number(values.seed),
    corpus: await readFolder(corpusFolder),
  });
  for (const input of corpus) await writeInput(corpusFolder, input);
  process.stdout.write(
    `${name}: ${runs} inputs, ${reached} branches, corpus ${corpus.length}, seed ${values.seed}\n`,
  );
  if (broken === undefined) continue;
  process.exitCode = 1;
  const path = await writeInput(join(values.folder, name, 'broken'), broken.input);
  process.stdout.write(`  ${path}\n  ${broken.error.replaceAll('\n', '\n  ')}\n`);
}
