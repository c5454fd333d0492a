import type { RestackError } from '../../core/errors/restack-error.js';
import type { Metric } from '../../report/render-metrics.js';
import { classifyError } from './classify-error.js';

/** The end of a command, as far as its metrics tell of it. */
export interface MeasurableEnd {
  readonly command: string;
  readonly error?: RestackError | undefined;
  /** Absent where the command came to no result. */
  readonly metrics?: ((now: Date) => readonly Metric[] | Promise<readonly Metric[]>) | undefined;
}

/** The session of the command, as far as its metrics need it. */
export interface MetricsPlace {
  /** The file that `--metrics` named. */
  readonly file: string | undefined;
  readonly endedAt: Date;
  readonly durationMs: number;
  readonly signal: AbortSignal;
  warn(message: string): void;
}

/**
 * Writes the metrics that were asked for, however the command ended.
 *
 * @returns the error to end with: that of the command, or where it has none, of metrics that could not be written, which
 * is a warning, too.
 */
export async function tellMetrics(
  end: MeasurableEnd,
  place: MetricsPlace,
): Promise<RestackError | undefined> {
  const { command, error } = end;
  const { file, endedAt, durationMs } = place;
  if (file === undefined) return error;
  try {
    const { writeMetrics } = await import('../../app/metrics-file.js');
    const metrics = (await end.metrics?.(endedAt)) ?? [];
    await writeMetrics(file, { command, exitCode: error?.exitCode ?? 0, endedAt, durationMs }, metrics);
    return error;
  } catch (failure) {
    const classified = classifyError(failure, place.signal);
    place.warn(classified.message);
    return error ?? classified;
  }
}
