#!/usr/bin/env node
import { join } from 'node:path';

import { EXIT_CODE, renderEarlyFailure } from './early-failure.js';
import { choosePoolThreads, completeAccount } from './node-settings.js';

// Built as CommonJS: Node 20 reads every module of a program by its thread pool, and the first call settles its size.
const poolThreads = choosePoolThreads({
  given: process.env['UV_THREADPOOL_SIZE'],
  platform: process.platform,
  libuv: process.versions.uv,
});
if (poolThreads !== undefined) process.env['UV_THREADPOOL_SIZE'] = poolThreads;
completeAccount(process.env);
if (process.argv[2] === '__complete') {
  // A person waits at the cursor: nothing of oclif is loaded.
  void import('../../app/completion/complete.js').then(({ complete }) =>
    complete(join(__dirname, '../../..'), process.argv.slice(3), process),
  );
} else start();

function start(): void {
  import('../main.js').catch((error: unknown) => {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EMFILE' && code !== 'ENFILE') throw error;
    const { stdout, stderr } = renderEarlyFailure(code, process.argv.slice(2));
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    process.exitCode = EXIT_CODE;
  });
}
