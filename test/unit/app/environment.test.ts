import { describe, expect, it } from 'vitest';
import { readPoolThreads, readProxy } from '../../../src/app/environment.js';
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
