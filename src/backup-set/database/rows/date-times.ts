const DAYS_OF_400_YEARS = 146_097;
/** 0001-01-01 counted from 0000-03-01, where a year begins that ends with its leap day. */
const DAYS_BEFORE_YEAR_1 = 306;
/** 1900-01-01 counted from 0001-01-01. */
export const DAYS_BEFORE_1900 = 693_595;

/** A day as ISO 8601 has it. @param days Counted from 0001-01-01. */
export function renderDate(days: number): string {
  const shifted = days + DAYS_BEFORE_YEAR_1;
  const era = Math.floor(shifted / DAYS_OF_400_YEARS);
  const dayOfEra = shifted - era * DAYS_OF_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** A time of day as ISO 8601 has it. @param units Counted from midnight in units of 10 to the minus `digits` seconds. */
export function renderTime(units: number, digits: number): string {
  const perSecond = 10 ** digits;
  const seconds = Math.floor(units / perSecond);
  const fraction = digits === 0 ? '' : `.${pad(units - seconds * perSecond, digits)}`;
  return `${twoDigits(Math.floor(seconds / 3600))}:${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}${fraction}`;
}

/** The distance of a local time from UTC: `+02:00`. */
export function renderOffset(minutes: number): string {
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(distance / 60))}:${twoDigits(distance % 60)}`;
}

const TWO_DIGITS: readonly string[] = Array.from({ length: 100 }, (_, value) => pad(value, 2));

function twoDigits(value: number): string {
  return TWO_DIGITS[value] ?? String(value);
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
