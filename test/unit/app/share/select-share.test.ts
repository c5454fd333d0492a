import { afterEach, describe, expect, it, vi } from 'vitest';
import { requireShare, selectShare } from '../../../../src/app/share/select-share.js';
import { catchRestackError } from '../../../fixtures/thrown.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the share of a command', () => {
  it('is that of the flag, else that of the environment', () => {
    vi.stubEnv('RESTACK_SHARE', '/environment');
    expect(selectShare({ share: '/flag' })).toBe('/flag');
    expect(requireShare({})).toBe('/environment');
  });

  it.each([undefined, ''])('is none when the variable is %j', (value) => {
    vi.stubEnv('RESTACK_SHARE', value);
    expect(selectShare({})).toBeUndefined();
    const error = catchRestackError(() => requireShare({}));
    expect([error.code, error.hints.length]).toEqual(['USAGE', 2]);
  });
});
