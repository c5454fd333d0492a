import { GIB, KIB, MIB } from '../../core/sizes.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MONTH_MS = 30 * DAY_MS;
const YEAR_MS = 365.25 * DAY_MS;

function formatScaled(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

/** A size for people, in binary units: `812 B`, `1.2 MiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < KIB) return `${bytes} B`;
  if (bytes < MIB) return `${formatScaled(bytes / KIB)} KiB`;
  if (bytes < GIB) return `${formatScaled(bytes / MIB)} MiB`;
  return `${formatScaled(bytes / GIB)} GiB`;
}

/**
 * A duration for people, in the two largest units that matter: `340 ms`, `12 s`, `3 min 5 s`, `2 d 4 h`; of a month and
 * more as the age that is as long: `41 d`, `3.8 y`.
 */
export function formatDuration(durationMs: number): string {
  if (durationMs < SECOND_MS) return `${Math.round(durationMs)} ms`;
  if (durationMs < MINUTE_MS) return `${formatScaled(durationMs / SECOND_MS)} s`;
  if (durationMs < HOUR_MS) return formatPair(durationMs, [MINUTE_MS, 'min'], [SECOND_MS, 's']);
  if (durationMs < DAY_MS) return formatPair(durationMs, [HOUR_MS, 'h'], [MINUTE_MS, 'min']);
  if (durationMs >= MONTH_MS) return formatAge(new Date(0), new Date(durationMs));
  return formatPair(durationMs, [DAY_MS, 'd'], [HOUR_MS, 'h']);
}

type Unit = readonly [sizeMs: number, name: string];

function formatPair(durationMs: number, [largeMs, large]: Unit, [smallMs, small]: Unit): string {
  const whole = Math.floor(durationMs / largeMs);
  const rest = Math.floor((durationMs - whole * largeMs) / smallMs);
  return rest === 0 ? `${whole} ${large}` : `${whole} ${large} ${rest} ${small}`;
}

/**
 * An age for people, in the one largest unit: `5 min`, `26 h`, `12 d`, `3.8 y`. A time ahead of `now` is `in future`.
 */
export function formatAge(time: Date, now: Date): string {
  const ageMs = now.getTime() - time.getTime();
  if (ageMs < -MINUTE_MS) return 'in future';
  if (ageMs < MINUTE_MS) return 'now';
  if (ageMs < HOUR_MS) return `${Math.floor(ageMs / MINUTE_MS)} min`;
  if (ageMs < 2 * DAY_MS) return `${Math.floor(ageMs / HOUR_MS)} h`;
  if (ageMs < 2 * YEAR_MS) return `${Math.floor(ageMs / DAY_MS)} d`;
  return `${(ageMs / YEAR_MS).toFixed(1)} y`;
}
