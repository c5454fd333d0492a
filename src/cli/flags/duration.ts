import { createUsageError } from '../outcome/usage-errors.js';

const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

function isUnit(text: string | undefined): text is keyof typeof UNIT_MS {
  return text !== undefined && text in UNIT_MS;
}

/**
 * Parses the value of a flag such as `90s`, `30m`, `4h` or `2d`.
 *
 * @returns milliseconds; undefined when the flag was not given.
 * @throws USAGE when it is none.
 */
export function parseDurationFlag(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, amount, unit] = DURATION.exec(text) ?? [];
  if (amount === undefined || !isUnit(unit)) {
    throw createUsageError(`${flag} expects a duration such as 90s, 30m, 4h or 2d`, []);
  }
  return Number(amount) * UNIT_MS[unit];
}
