import { describe, expect, it } from 'vitest';
import {
  CLEAR,
  createEvenLags,
  NAMED_PROFILES,
} from '../../../../../src/controller/server/weather/named-profiles.js';
import {
  parseWeatherProfile,
  validateWeatherProfile,
} from '../../../../../src/controller/server/weather/profile.js';

const LAGS = createEvenLags(1000);

describe('weather profiles', () => {
  it.each([CLEAR, ...Object.values(NAMED_PROFILES)])('$name is valid, also as JSON', (profile) => {
    expect(validateWeatherProfile(profile)).toEqual([]);
    expect(parseWeatherProfile(JSON.stringify(profile))).toEqual(profile);
  });

  it.each<[string, object, readonly string[]]>([
    ['no name', { name: '' }, ['/name']],
    ['a negative latency', { latencyMs: -1 }, ['/latencyMs']],
    ['a share over 1', { rates: { ...CLEAR.rates, resets: 1.5 } }, ['/rates/resets']],
    ['half a write', { budgets: { ...CLEAR.budgets, writes: 0.5 } }, ['/budgets/writes']],
    ['a window of null', { budgets: { ...CLEAR.budgets, windowSeconds: null } }, ['/budgets/windowSeconds']],
    [
      'a lag of text, one that is missing, and one that nobody knows',
      {
        settling: {
          ...LAGS,
          listsMs: '1',
          vaultHostsMs: undefined,
          objectsMs: { ...LAGS.objectsMs, moon: 1 },
        },
      },
      ['/settling/listsMs', '/settling/vaultHostsMs', '/settling/objectsMs/moon'],
    ],
    ['unknown members', { gusts: 1, rates: { ...CLEAR.rates, hail: 1 } }, ['/gusts', '/rates/hail']],
    [
      'a number for a group',
      { longRunning: 1 },
      ['/longRunning/durationScale', '/longRunning/retryAfterScale', '/longRunning'],
    ],
    ['text for a number', { seed: '1', jitterMs: 'x' }, ['/seed', '/jitterMs']],
  ])('finds %s', (_what, ...[change, pointers]) => {
    const problems = validateWeatherProfile({ ...CLEAR, ...change });
    const found = new Set(problems.map((problem) => problem.split(':')[0]));
    expect(found).toEqual(new Set(pointers));
  });

  it.each(['', '[]', 'null', '{"name":"x"}'])('refuses %j', (text) => {
    expect(() => parseWeatherProfile(text)).toThrow(expect.objectContaining({ code: 'CONFIG' }));
  });
});
