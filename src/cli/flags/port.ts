import { createUsageError } from '../outcome/usage-errors.js';

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
