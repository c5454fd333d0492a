const DURATION =
  /^P(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?$/;

/**
 * Parses a point in time in the form of the service, with up to seven digits of a second; without an offset it is UTC.
 */
export function parseServiceTime(text: string | null | undefined): Date | null {
  if (text === null || text === undefined) return null;
  const timeMs = Date.parse(/(?:z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(timeMs) ? null : new Date(timeMs);
}

/** Parses an ISO 8601 duration such as `PT6M35.345912S`, in whole milliseconds. */
export function parseServiceDuration(text: string | undefined): number | null {
  const groups = DURATION.exec(text ?? '')?.groups;
  if (groups === undefined) return null;
  const read = (name: string) => Number(groups[name] ?? 0);
  const minutes = (read('days') * 24 + read('hours')) * 60 + read('minutes');
  return Math.round((minutes * 60 + read('seconds')) * 1000);
}
