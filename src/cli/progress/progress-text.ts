import { formatDuration } from '../../core/clock.js';
import { formatBytes } from '../../core/sizes.js';

/** The amount of a step that is done. */
export interface StepState {
  readonly unit: 'bytes' | 'objects';
  readonly done: number;
  readonly total: number | undefined;
}

function formatAmount(amount: number, unit: StepState['unit']): string {
  return unit === 'bytes' ? formatBytes(amount) : String(amount);
}

/**
 * Describes a step as `45% 1.2 GiB of 2.7 GiB`; without a total only the amount that is done; empty before anything is.
 */
export function describeStep({ unit, done, total }: StepState): string {
  if (total !== undefined && total > 0) {
    const percent = Math.min(100, Math.floor((done / total) * 100));
    return `${percent}% ${formatAmount(done, unit)} of ${formatAmount(total, unit)}`;
  }
  return done > 0 ? formatAmount(done, unit) : '';
}

/** Describes the time that a wait can still take, to stand behind what is waited for; empty where it is not known. */
export function describeLeft(leftMs: number | undefined): string {
  if (leftMs === undefined) return '';
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `, ${seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1000)} left`;
}
