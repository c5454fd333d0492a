import { describe, expect, it } from 'vitest';

import { parseChoiceFlag, parseDurationFlag } from '../../../../src/cli/flags/flag-values.js';
import { findNearestWord } from '../../../../src/core/errors/nearest-word.js';

describe('findNearestWord', () => {
  it.each([
    ['lst', 'list'],
    ['LIST', 'list'],
    ['verfiy', 'verify'],
    ['quit', undefined],
    ['', undefined],
  ])('%s: %s', (word, expected) => {
    expect(findNearestWord(word, ['list', 'show', 'verify'])).toBe(expected);
  });
});

describe('parseDurationFlag', () => {
  it.each([
    ['250ms', 250],
    ['90s', 90_000],
    ['1.5h', 5_400_000],
    ['2d', 172_800_000],
  ])('%s', (text, durationMs) => {
    expect(parseDurationFlag('--rto', text)).toBe(durationMs);
  });

  it('is undefined when the flag was not given', () => {
    expect(parseDurationFlag('--rto', undefined)).toBeUndefined();
  });

  it.each(['', '5', 'h', '-1s', '1 s', '1y', '1e3s'])('refuses "%s"', (text) => {
    expect(() => parseDurationFlag('--rto', text)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});

describe('parseChoiceFlag', () => {
  it('takes one of the choices, and nothing else', () => {
    expect(parseChoiceFlag('--level', 'keys', ['keys'])).toBe('keys');
    expect(parseChoiceFlag('--level', undefined, ['keys'])).toBeUndefined();
    expect(() => parseChoiceFlag('--level', 'Keys', ['keys'])).toThrow(
      expect.objectContaining({ code: 'USAGE' }),
    );
  });
});
