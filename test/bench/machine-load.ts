import { cpus, loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

/** Processor time that all cores together have spent working since the machine started, in milliseconds. */
export function readBusyMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}

/** The share of the machine that was busy over `durationMs` with other things than `ownCpuMs`: 0 to 1. */
export function computeOthersShare(busyMs: number, ownCpuMs: number, durationMs: number): number {
  return Math.max(0, busyMs - ownCpuMs) / (durationMs * cpus().length);
}

/** Watches the machine for a moment in which this process does nothing. */
export async function describeIdleMachine(watchMs = 2000): Promise<string> {
  const busyMs = readBusyMs();
  await wait(watchMs);
  const share = computeOthersShare(readBusyMs() - busyMs, 0, watchMs);
  const load = loadavg().map((average) => average.toFixed(2));
  return `${cpus().length} cores, ${formatShare(share)} busy before the first run, load ${load.join(' ')}`;
}

/** `12%`. */
export function formatShare(share: number): string {
  return `${(100 * share).toFixed(0)}%`;
}
