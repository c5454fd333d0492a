import { type AsciiTexts, POWERS } from './ascii-texts.js';

const DAYS_OF_400_YEARS = 146_097;
/** 0001-01-01 counted from 0000-03-01, where a year begins that ends with its leap day. */
const DAYS_BEFORE_YEAR_1 = 306;
/** 1900-01-01 counted from 0001-01-01. */
export const DAYS_BEFORE_1900 = 693_595;

const [PLUS, DASH, POINT, COLON, LETTER_T] = [0x2b, 0x2d, 0x2e, 0x3a, 0x54] as const;

/** Days that were written last: rows that lie together are mostly of a few days. */
const KNOWN_DAYS = 64;
const known: ({ readonly days: number; readonly text: Uint8Array } | undefined)[] = [];

/** Writes a day as ISO 8601 has it. @param days Counted from 0001-01-01. */
export function writeDate(texts: AsciiTexts, days: number): void {
  const place = days & (KNOWN_DAYS - 1);
  const found = known[place];
  if (found?.days === days) return texts.repeat(found.text);
  const start = texts.length;
  computeDate(texts, days);
  known[place] = { days, text: texts.since(start) };
}

function computeDate(texts: AsciiTexts, days: number): void {
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
  texts.number(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4);
  texts.sign(DASH);
  texts.number(month, 2);
  texts.sign(DASH);
  texts.number(day, 2);
}

/**
 * Writes a time of day as ISO 8601 has it.
 *
 * @param units Counted from midnight in units of 10 to the minus `digits` seconds.
 */
export function writeTime(texts: AsciiTexts, units: number, digits: number): void {
  const perSecond = POWERS[digits] ?? 10 ** digits;
  const seconds = Math.floor(units / perSecond);
  texts.number(Math.floor(seconds / 3600), 2);
  texts.sign(COLON);
  texts.number(Math.floor(seconds / 60) % 60, 2);
  texts.sign(COLON);
  texts.number(seconds % 60, 2);
  if (digits === 0) return;
  texts.sign(POINT);
  texts.number(units - seconds * perSecond, digits);
}

/** Writes a day and a time of it. */
export function writeDateTime(
  texts: AsciiTexts,
  days: number,
  { units, digits }: { readonly units: number; readonly digits: number },
): void {
  writeDate(texts, days);
  texts.sign(LETTER_T);
  writeTime(texts, units, digits);
}

/** Writes the distance of a local time from UTC: `+02:00`. */
export function writeOffset(texts: AsciiTexts, minutes: number): void {
  const distance = Math.abs(minutes);
  texts.sign(minutes < 0 ? DASH : PLUS);
  texts.number(Math.floor(distance / 60), 2);
  texts.sign(COLON);
  texts.number(distance % 60, 2);
}
