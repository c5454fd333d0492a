import { listFileSettings } from '../../app/settings.js';
import { explainError } from '../../core/errors/explain-error.js';
import type { RestackError } from '../../core/errors/restack-error.js';

/** The first exit codes that settings have no part in: the fault is in what they led to. */
const BEYOND_SETTINGS = 22;
/** A bug, and an answer of a person. */
const NOT_BY_SETTINGS: ReadonlySet<number> = new Set([1, 3]);

/**
 * An error that a setting may have caused, with the files and lines of those that the command took and nobody gave as
 * flags: the command line alone does not show them.
 *
 * @param takes names of the command's flags
 * @param given values of its flags, by name
 */
export function nameSettingFiles(
  error: RestackError,
  takes: readonly string[],
  given: Readonly<Record<string, unknown>>,
): RestackError {
  const { exitCode } = error;
  if (exitCode >= BEYOND_SETTINGS || NOT_BY_SETTINGS.has(exitCode)) return error;
  const used = listFileSettings().filter(([name]) => takes.includes(name) && given[name] === undefined);
  if (used.length === 0) return error;
  const places = used.map(([name, { place }]) => `${name} is set by ${place}`);
  return explainError(error, { hints: [places.join(', ')] });
}
