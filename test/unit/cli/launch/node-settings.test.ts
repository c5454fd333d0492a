import { describe, expect, it } from 'vitest';
import { choosePoolThreads, completeAccount } from '../../../../src/cli/launch/node-settings.js';

describe('choosePoolThreads', () => {
  it.each([
    ['linux', '1.46.0'],
    ['darwin', '1.46.0'],
    ['win32', '1.52.0'],
    ['win32', '1.53.1'],
    ['win32', '2.0.0'],
  ] as const)('lets 32 calls wait on %s with libuv %s', (platform, libuv) => {
    expect(choosePoolThreads({ given: undefined, platform, libuv })).toBe('32');
  });

  it.each(['1.46.0', '1.51.0', '0.99.0'])(
    'leaves what would change nothing: Windows with libuv %s',
    (libuv) => {
      expect(choosePoolThreads({ given: undefined, platform: 'win32', libuv })).toBeUndefined();
    },
  );

  it.each(['1', '4', '128', '', 'many'])('respects what the environment says: %j', (given) => {
    expect(choosePoolThreads({ given, platform: 'linux', libuv: '1.52.0' })).toBeUndefined();
  });
});

describe('an account', () => {
  const unlisted = () => {
    throw new Error('uv_os_get_passwd returned ENOENT');
  };
  const complete = (variables: Record<string, string>, readAccount: () => unknown) => {
    completeAccount(variables, readAccount);
    return variables;
  };

  it('that the system does not list gets a home and a shell, where it has none', () => {
    expect(complete({}, unlisted)).toEqual({ HOME: '/', SHELL: '/bin/sh' });
    expect(complete({ HOME: '/work' }, unlisted)).toEqual({ HOME: '/work', SHELL: '/bin/sh' });
  });

  it('that it lists stays as it is', () => {
    expect(complete({}, () => ({}))).toEqual({});
  });
});
