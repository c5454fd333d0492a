const ISO_DATE_TIME =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})T(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?(?<zone>[zZ]|(?<sign>[+-])(?<zoneHour>\d{2}):?(?<zoneMinute>\d{2}))?$/;

/**
 * Parses the date and time of a metadata file. Fractions are cut to milliseconds; without an offset it is UTC.
 *
 * @returns undefined unless the text is a real point in time. Source: format specification, section 2.
 */
export function parseIsoDateTime(text: string): Date | undefined {
  const groups = ISO_DATE_TIME.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const local = createUtcDate({
    year: Number(groups['year']),
    month: Number(groups['month']),
    day: Number(groups['day']),
    hour: Number(groups['hour']),
    minute: Number(groups['minute']),
    second: Number(groups['second']),
    millisecond: Number((groups['fraction'] ?? '').padEnd(3, '0').slice(0, 3)),
  });
  if (local === undefined || groups['sign'] === undefined) return local;
  const zoneHour = Number(groups['zoneHour']);
  const zoneMinute = Number(groups['zoneMinute']);
  if (zoneHour > 14 || zoneMinute > 59) return undefined;
  const offsetMinutes = (groups['sign'] === '-' ? -1 : 1) * (60 * zoneHour + zoneMinute);
  return new Date(local.getTime() - offsetMinutes * 60_000);
}

/** Parts of a time in UTC; `month` counts from 1. */
export interface UtcParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** The time; undefined where a part is out of range or the day is not in the calendar. Years start at 1000. */
export function createUtcDate(parts: UtcParts): Date | undefined {
  const { year, month, day, hour, minute, second, millisecond } = parts;
  if (year < 1000 || hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : undefined;
}
