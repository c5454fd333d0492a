#!/usr/bin/env node
import { choosePoolThreads } from './pool-threads.js';

// Built as CommonJS: Node 20 reads every module of a program by its thread pool, and the first call settles its size.
const poolThreads = choosePoolThreads({
  given: process.env['UV_THREADPOOL_SIZE'],
  platform: process.platform,
  libuv: process.versions.uv,
});
if (poolThreads !== undefined) process.env['UV_THREADPOOL_SIZE'] = poolThreads;
void import('../main.js');
