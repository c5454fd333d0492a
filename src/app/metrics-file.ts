import { resolve } from 'node:path';
import { replaceFile } from '../adapters/disk/atomic-file.js';
import { readOwnText } from '../adapters/disk/own-files.js';
import { assertReplaceable } from '../adapters/disk/new/replaceable-file.js';
import { meansRefused, readSystemCode } from '../core/errors/system-code.js';
import { RestackError } from '../core/errors/restack-error.js';
import { MIB } from '../core/sizes.js';
import { processRedactor } from '../core/redaction/redactor.js';
import {
  areMetrics,
  findLastSuccess,
  type MeasuredRun,
  type Metric,
  renderMetrics,
} from '../report/render-metrics.js';

/** The collector of node-exporter, which runs as somebody else, must be able to read it. */
const METRICS_MODE = 0o644;

/**
 * Asserts that a collector would read the file, and that it replaces nothing but earlier metrics.
 *
 * @throws USAGE when its name does not end in `.prom`, or anything else is there.
 */
export async function assertMetricsPlace(file: string): Promise<void> {
  if (!file.endsWith('.prom'))
    throw new RestackError('USAGE', '--metrics expects a file that ends in .prom, as node-exporter wants it');
  await assertReplaceable(resolve(file), {
    flag: '--metrics',
    name: 'file of metrics',
    isEarlier: areMetrics,
  });
}

/**
 * Replaces the file of metrics. The time of the last success stays in it over failures.
 *
 * @throws PERMISSION_MISSING when it cannot be written, or as {@link assertMetricsPlace}; the file is as it was then.
 */
export async function writeMetrics(
  file: string,
  run: Omit<MeasuredRun, 'lastSuccess'>,
  metrics: readonly Metric[],
): Promise<void> {
  // A command that was refused before it began, as for this file, tells of itself, too.
  await assertMetricsPlace(file);
  const path = resolve(file);
  const before = await readOwnText(path, MIB).catch(() => '');
  const now = Math.floor(run.endedAt.getTime() / 1000);
  const lastSuccess = run.exitCode === 0 ? now : findLastSuccess(before, run.command);
  const text = processRedactor.redact(renderMetrics({ ...run, lastSuccess }, metrics));
  await replaceFile(path, text, { mode: METRICS_MODE, explain: explainMetricsError });
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
