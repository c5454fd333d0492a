import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Restores a generated company into an embedded controller with 20 ms latency per call, with the journal of a real run.
 * Arguments: numbers of subscriptions, 2, 140 and 5,000 by default; each brings 4 role assignments and 2 secrets.
 *
 * What is measured is built as the product is: tsx gives every function a name of its own, and each then takes more
 * memory than what it is about.
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Two folders below the root, as dist is built: there the code finds what it reads by addresses relative to it. */
const OUTPUT = join(ROOT, 'node_modules', '.restore-bench');

await build({
  entryPoints: ['restore-process', 'bench-controller'].map((name) =>
    join(ROOT, 'test', 'bench', `${name}.ts`),
  ),
  outdir: OUTPUT,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
});
try {
  const sizes = process.argv.length > 2 ? process.argv.slice(2) : ['2', '140', '5000'];
  const child = fork(join(OUTPUT, 'restore-process.js'), [join(OUTPUT, 'bench-controller.js'), ...sizes], {
    execArgv: [],
  });
  await once(child, 'exit');
  process.exitCode = child.exitCode ?? 1;
} finally {
  await rm(OUTPUT, { recursive: true });
}
