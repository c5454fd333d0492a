import { describe, expect, it } from 'vitest';
import {
  parseServiceDuration,
  parseServiceTime,
} from '../../../../../src/adapters/azure/backup-service/service-values.js';

describe('parseServiceTime', () => {
  it.each([
    ['2020-02-20T09:23:55.2345678Z', '2020-02-20T09:23:55.234Z'],
    ['2020-02-20T09:23:55', '2020-02-20T09:23:55.000Z'],
    ['2020-02-20T09:23:55+01:00', '2020-02-20T08:23:55.000Z'],
    ['soon', undefined],
    [null, undefined],
  ])('%j is %s', (text, time) => {
    expect(parseServiceTime(text)?.toISOString()).toBe(time);
  });
});

describe('parseServiceDuration', () => {
  it.each([
    ['PT6M35.345912S', 395_346],
    ['PT1H', 3_600_000],
    ['P1DT2S', 86_402_000],
    ['6 minutes', null],
    [undefined, null],
  ])('%j is %s ms', (text, durationMs) => {
    expect(parseServiceDuration(text)).toBe(durationMs);
  });
});
