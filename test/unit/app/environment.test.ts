import { describe, expect, it } from 'vitest';
import {
  readAuthorityHost,
  readCertPassword,
  readEnvironment,
  readPoolThreads,
  readProxy,
  readShardIndex,
  readSharePassword,
  readSignIn,
  readSignInChoice,
} from '../../../src/app/environment.js';
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

describe('a variable', () => {
  const TENANT = '0f9d1c2b-0000-4000-8000-000000000003';
  const ENDS = ['', '\n', '\r', '\r\n', '\r\n\r\n'];

  it.each(ENDS)('is read without the line end behind it: %j', (end) => {
    const names = [
      'AZURE_TENANT_ID',
      'AZURE_CLIENT_ID',
      'AZURE_CLIENT_SECRET',
      'AZURE_CLIENT_CERTIFICATE_PASSWORD',
    ];
    const signIn = readSignIn(Object.fromEntries(names.map((name) => [name, `${TENANT}${end}`])));
    expect(Object.values(signIn)).toEqual([TENANT, TENANT, TENANT, undefined, TENANT]);
    const variables = {
      RESTACK_SHARE: `/a b ${end}`,
      RESTACK_TARGET: ` https://a ${end}`,
      RESTACK_CERT: `a:b${end}`,
    };
    const expected = { share: '/a b ', target: 'https://a', certFiles: ['a', 'b'] };
    expect(readEnvironment(variables)).toMatchObject(process.platform === 'win32' ? {} : expected);
    expect(readSignInChoice({ RESTACK_SIGN_IN: `browser ${end}` }).method?.values).toEqual(['browser']);
    expect(readCertPassword({ RESTACK_CERT_PASSWORD: ` p ${end}` })).toBe(' p ');
    expect(readSharePassword({ RESTACK_SHARE_PASSWORD: ` p ${end}` })).toBe(' p ');
  });

  it.each(['', ' ', '\t', '\r\n', ' \r\n'])('of nothing but blanks is absent: %j', (blank) => {
    const names = ['TENANT_ID', 'CLIENT_ID', 'CLIENT_SECRET', 'CLIENT_CERTIFICATE_PATH', 'AUTHORITY_HOST'];
    const variables = Object.fromEntries(names.map((name) => [`AZURE_${name}`, blank]));
    expect(Object.values(readSignIn(variables)).every((value) => value === undefined)).toBe(true);
    expect(readAuthorityHost(variables)).toBeUndefined();
    expect(readEnvironment({ RESTACK_SHARE: blank, RESTACK_TARGET: blank })).toMatchObject({
      share: undefined,
      target: undefined,
    });
  });

  it.each(['../evil', 'https://evil.example', '{0f9d1c2b}', 'a b', 'a/b', '.', '"x"'])(
    'that names no directory is refused: %j',
    (text) => {
      expect(() => readSignIn({ AZURE_TENANT_ID: text })).toThrow(
        expect.objectContaining({ code: 'CONFIG' }),
      );
    },
  );

  it.each(['evil', 'http://login.example', 'javascript:1'])(
    'that names no sign-in service is refused: %j',
    (text) => {
      const read = () => readAuthorityHost({ AZURE_AUTHORITY_HOST: text });
      expect(read).toThrow(expect.objectContaining({ code: 'CONFIG' }));
    },
  );
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
