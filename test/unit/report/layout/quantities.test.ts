import { describe, expect, it } from 'vitest';

import { formatMinute } from '../../../../src/core/clock.js';
import { formatAge, formatBytes, formatDuration } from '../../../../src/report/layout/quantities.js';
import {
  createIdShortener,
  measureText,
  truncateMiddle,
  truncateText,
  wrapText,
} from '../../../../src/report/layout/text-layout.js';

describe('quantities', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [10 * 1024, '10 KiB'],
    [5_000_000_000, '4.7 GiB'],
  ])('%i bytes: %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [12.4, '12 ms'],
    [1_500, '1.5 s'],
    [185_000, '3 min 5 s'],
    [7_200_000, '2 h'],
    [90_000_000, '1 d 1 h'],
    [60 * 86_400_000 + 7_200_000, '60 d'],
    [123_000_000_000, '3.9 y'],
  ])('%d ms: %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });

  it.each([
    ['2026-01-01T00:00:00Z', 'now'],
    ['2025-12-31T23:55:00Z', '5 min'],
    ['2025-12-30T22:00:00Z', '26 h'],
    ['2025-12-20T00:00:00Z', '12 d'],
    ['2022-01-01T00:00:00Z', '4.0 y'],
    ['2026-01-03T00:00:00Z', 'in future'],
  ])('age of %s: %s', (time, text) => {
    expect(formatAge(new Date(time), new Date('2026-01-01T00:00:00Z'))).toBe(text);
  });

  it('writes times in UTC, to the minute', () => {
    expect(formatMinute(new Date('2023-01-17T20:31:59+01:00'))).toBe('2023-01-17 19:31Z');
  });
});

describe('text', () => {
  it('measures wide and combining characters as a terminal draws them', () => {
    expect(measureText('ab')).toBe(2);
    expect(measureText('日本')).toBe(4);
    expect(measureText('e\u0301')).toBe(1);
  });

  it.each([1, 2, 5, 10, 30])('cuts to %i columns at most', (columns) => {
    for (const text of ['short', 'a rather long piece of text', '日本語日本語日本語日本語日本語']) {
      expect(measureText(truncateText(text, columns))).toBeLessThanOrEqual(columns);
    }
    expect(measureText(truncateMiddle('a rather long piece of text', columns))).toBeLessThanOrEqual(columns);
  });

  it('wraps at spaces and keeps long words whole', () => {
    expect(wrapText('one two three', 20, 12)).toEqual(['            one two three']);
    expect(wrapText('aaaaaaaaaaaa bbbbbbbbbbbb', 20)).toEqual(['aaaaaaaaaaaa', 'bbbbbbbbbbbb']);
    expect(wrapText('a'.repeat(50), 20)).toEqual(['a'.repeat(50)]);
  });
});

describe('createIdShortener', () => {
  it('keeps ids apart, with at least eight characters', () => {
    expect(createIdShortener(['aaaaaaaa-1', 'bbbbbbbb-1'])('aaaaaaaa-1')).toBe('aaaaaaaa');
    expect(createIdShortener(['aaaaaaaa-1', 'aaaaaaaa-2'])('aaaaaaaa-1')).toBe('aaaaaaaa-1');
  });
});
