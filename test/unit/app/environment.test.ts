import { describe, expect, it } from 'vitest';
import { readPoolThreads, readProxy, readShardIndex } from '../../../src/app/environment.js';
import { RestackError } from '../../../src/core/errors/restack-error.js';

it.each([
  [undefined, 4],
  ['32', 32],
  ['1', 1],
  ['0', 1],
  ['', 1],
  ['many', 1],
])('a pool size of %j is %i threads', (size, threads) => {
  expect(readPoolThreads(size === undefined ? {} : { UV_THREADPOOL_SIZE: size })).toBe(threads);
});

describe('the proxy of the environment', () => {
  it.each([
    [{}, undefined],
    [{ HTTPS_PROXY: '' }, undefined],
    [{ HTTPS_PROXY: 'http://p:8080' }, { url: 'http://p:8080', noProxy: [] }],
    [
      { https_proxy: 'http://p', no_proxy: '.a.example, b,' },
      { url: 'http://p', noProxy: ['.a.example', 'b'] },
    ],
    [
      { ALL_PROXY: 'https://p', NO_PROXY: '*' },
      { url: 'https://p', noProxy: ['*'] },
    ],
  ])('is read from %j', (variables, expected) => {
    expect(readProxy(variables)).toEqual(expected);
  });

  it.each(['p:8080', 'socks5://someone:SECRET@p', 'SECRET'])('refuses %s and does not repeat it', (url) => {
    let caught: unknown;
    try {
      readProxy({ HTTPS_PROXY: url });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(RestackError);
    expect(String(caught)).not.toContain('SECRET');
  });
});

describe('the number of a shard', () => {
  it.each([
    [{ JOB_COMPLETION_INDEX: '0' }, 1],
    [{ JOB_COMPLETION_INDEX: '7' }, 8],
    [{ SLURM_ARRAY_TASK_ID: '0' }, 1],
    [{ SLURM_ARRAY_TASK_ID: '3' }, 4],
    [{ AZ_BATCH_TASK_ID: '5' }, 6],
    [{ AZ_BATCH_TASK_ID: 'night-2026-shard-5' }, 6],
    [{ JOB_COMPLETION_INDEX: '2', SLURM_ARRAY_TASK_ID: '2', AZ_BATCH_TASK_ID: '' }, 3],
  ])('counts from 0 in %j, and from 1 here', (variables, expected) => {
    expect(readShardIndex(8, variables)).toBe(expected);
  });

  it.each([
    {},
    { JOB_COMPLETION_INDEX: '8' },
    { JOB_COMPLETION_INDEX: '-1' },
    { JOB_COMPLETION_INDEX: '1e0' },
    { SLURM_ARRAY_TASK_ID: '1_2' },
    { AZ_BATCH_TASK_ID: 'shard' },
    { JOB_COMPLETION_INDEX: '1', SLURM_ARRAY_TASK_ID: '2' },
  ])('is refused in %j', (variables) => {
    expect(() => readShardIndex(8, variables)).toThrow(RestackError);
  });
});
