#!/usr/bin/env node
import { choosePoolThreads } from './pool-threads.js';

// Built as CommonJS: Node 20 reads every module of a program by its thread pool, and the first call settles its size.
const poolThreads = choosePoolThreads({
  given: process.env['UV_THREADPOOL_SIZE'],
  platform: process.platform,
  libuv: process.versions.uv,
});
if (poolThreads !== undefined) process.env['UV_THREADPOOL_SIZE'] = poolThreads;
import('../main.js').catch((error: unknown) => {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EMFILE' && code !== 'ENFILE') throw error;
  // Nothing is loaded yet that could say it.
  process.stderr.write(
    `error PERMISSION_MISSING: no more files can be opened (${code})\n  - ulimit -n 1024\n`,
  );
  process.exitCode = 14;
});
