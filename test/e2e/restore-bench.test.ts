import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../bench/restore-bench.ts', import.meta.url));

it('measures a restore, in the processes that the benchmark starts', async () => {
  const argv = ['--import', 'tsx', PROGRAM, '2'];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  expect(stdout).toMatch(/^restore of 14 objects, \d+ calls of 20 ms/);
  expect(stdout).toMatch(/[\d.]+% of what latency and concurrency allow/);
});
