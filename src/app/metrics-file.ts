import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { replaceFile } from '../adapters/disk/atomic-file.js';
import { meansRefused, readSystemCode } from '../core/errors/system-code.js';
import { type Clock, systemClock } from '../core/clock.js';
import { ERROR_CODES } from '../core/errors/error-codes.js';
import { RestackError } from '../core/errors/restack-error.js';
import { processRedactor } from '../core/redaction/redactor.js';
import { findLastSuccess, type Metric, renderMetrics } from '../report/render-metrics.js';
import type { AppContext, Outcome } from './app.js';

/** The collector of node-exporter, which runs as somebody else, must be able to read it. */
const METRICS_MODE = 0o644;

/** The file that `--metrics` names, and the command whose numbers go there. */
export interface MetricsTarget<R> {
  /** Undefined where none is asked for. */
  readonly file: string | undefined;
  /** As it is typed. */
  readonly command: string;
  readonly measure: (result: R, now: Date) => readonly Metric[];
  readonly clock?: Pick<Clock, 'now' | 'monotonicMs'>;
}

/** The outcome of some work, and the failure to write its metrics. */
export interface Measured<R> extends Outcome<R> {
  /** PERMISSION_MISSING, for a command that would end well; it was a warning already. */
  readonly failure: RestackError | undefined;
}

/**
 * Does some work, and replaces the file of metrics with what came of it, also where the work failed. The time of the last
 * success stays in the file over failures. A file that cannot be written is a warning.
 *
 * @throws USAGE when the file does not end in `.prom`, before the work; and what the work throws.
 */
export async function measureWork<R>(
  target: MetricsTarget<R>,
  context: Pick<AppContext, 'warn'>,
  work: () => Promise<Outcome<R>>,
): Promise<Measured<R>> {
  const { file, measure, clock = systemClock } = target;
  if (file === undefined) return { ...(await work()), failure: undefined };
  if (!file.endsWith('.prom')) {
    throw new RestackError('USAGE', '--metrics expects a file that ends in .prom, as node-exporter wants it');
  }
  const startedMs = clock.monotonicMs();
  const write = async (exitCode: number, metrics: readonly Metric[]) => {
    const endedAt = clock.now();
    const run = { command: target.command, exitCode, endedAt, durationMs: clock.monotonicMs() - startedMs };
    return writeMetrics(resolve(file), { run, metrics, context });
  };
  let ended: Outcome<R>;
  try {
    ended = await work();
  } catch (error) {
    await write(error instanceof RestackError ? error.exitCode : ERROR_CODES.INTERNAL.exit, []);
    throw error;
  }
  const exitCode = ended.outcome === undefined ? 0 : ERROR_CODES[ended.outcome].exit;
  return { ...ended, failure: await write(exitCode, measure(ended.result, clock.now())) };
}

async function writeMetrics(
  path: string,
  {
    run,
    metrics,
    context,
  }: {
    readonly run: Omit<Parameters<typeof renderMetrics>[0], 'lastSuccess'>;
    readonly metrics: readonly Metric[];
    readonly context: Pick<AppContext, 'warn'>;
  },
): Promise<RestackError | undefined> {
  const before = await readFile(path, 'utf8').catch(() => '');
  const now = Math.floor(run.endedAt.getTime() / 1000);
  const lastSuccess = run.exitCode === 0 ? now : findLastSuccess(before, run.command);
  const text = processRedactor.redact(renderMetrics({ ...run, lastSuccess }, metrics));
  try {
    await replaceFile(path, text, { mode: METRICS_MODE, explain: explainMetricsError });
    return undefined;
  } catch (error) {
    if (!(error instanceof RestackError)) throw error;
    context.warn(error.message);
    return error;
  }
}

function explainMetricsError(error: unknown, path: string): unknown {
  const systemCode = readSystemCode(error);
  if (systemCode === undefined) return error;
  const why = meansRefused(systemCode) ? 'this account may not write there' : 'it cannot be written';
  return new RestackError('PERMISSION_MISSING', `--metrics ${path}: ${why} (${systemCode})`, {
    cause: error,
    hints: ['name a file in a folder that this account may write to'],
    details: { systemCode },
  });
}
