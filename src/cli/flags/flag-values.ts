import { createUsageError } from '../outcome/usage-errors.js';

/**
 * Parses the value of a flag that takes one of a few words.
 *
 * @returns undefined when the flag was not given.
 * @throws USAGE when it is another one; names those that there are, and not the one given.
 */
export function parseChoiceFlag<Choice extends string>(
  flag: string,
  text: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  if (text === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw createUsageError(`${flag} expects one of ${choices.join(', ')}`, []);
  return choice;
}

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

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Parses the value of a flag that takes a time, ISO 8601 with its zone.
 *
 * @returns undefined when the flag was not given.
 * @throws USAGE when it is none.
 */
export function parseTimeFlag(flag: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const time = new Date(TIME.test(text) ? text : Number.NaN);
  if (!Number.isNaN(time.getTime())) return time;
  throw createUsageError(`${flag} expects a time with its zone, such as 2025-03-01T04:30Z`, []);
}

/** True for a BACKUP that means the newest, which a command takes where none is named. */
export function isLatest(backup: string | undefined): boolean {
  return backup === undefined || backup.trim().toLowerCase() === 'latest';
}

const MAX_PORT = 65_535;

/**
 * Parses the value of a flag that takes a TCP port; undefined stays undefined.
 *
 * @throws USAGE when it is no number from 0 to 65535.
 */
export function parsePortFlag(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (port <= MAX_PORT) return port;
  throw createUsageError(`${flag} expects a TCP port, a number from 0 to ${MAX_PORT}`, []);
}
