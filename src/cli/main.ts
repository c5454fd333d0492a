import { fileURLToPath } from 'node:url';

import { runCommandLine } from './command-line.js';

const packageRoot = fileURLToPath(new URL('../..', import.meta.url));

process.exitCode = await runCommandLine(
  process.argv.slice(2),
  {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    variables: process.env,
    process,
    now: () => new Date(),
    monotonicMs: () => performance.now(),
  },
  packageRoot,
);
