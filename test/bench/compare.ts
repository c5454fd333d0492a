import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';

/** A command line and what its environment has besides that of this process. */
export interface Command {
  readonly argv: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

/** One finished run. */
export interface Run {
  readonly durationMs: number;
  /** Processor time of the command in all its threads, user and system: what a busy machine changes least. */
  readonly cpuMs: number;
}

/** bash measures what Node does not tell: the processor time of a process that has ended. */
const TIMED = ['bash', '-c', 'TIMEFORMAT="%U %S"; time "$@"', 'bash'] as const;

/** Runs a command to its end. @throws Error when it does not exit with 0. */
export async function runOnce(command: Command): Promise<Run> {
  const [file, ...args] = [...TIMED, ...command.argv];
  const startedAt = process.hrtime.bigint();
  const child = spawn(file, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...command.env, LC_ALL: 'C' },
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const durationMs = Number(process.hrtime.bigint() - startedAt) / 1e6;
  if (code !== 0) throw new Error(`${command.argv.join(' ')} ended with ${code}: ${stderr.slice(-2000)}`);
  const [user = 0, system = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { durationMs, cpuMs: 1000 * (user + system) };
}

/** Runs of several commands in turn, under the names of the commands. */
export interface Rounds {
  readonly runs: ReadonlyMap<string, readonly Run[]>;
  /** The share of the machine, 0 to 1, that was busy with other things meanwhile. */
  readonly othersShare: number;
}

/** Runs all commands once uncounted, then in turn, so that a drifting machine tilts none of them. */
export async function runRounds(commands: ReadonlyMap<string, Command>, rounds: number): Promise<Rounds> {
  for (const command of commands.values()) await runOnce(command);
  const startedAt = process.hrtime.bigint();
  const busyMs = readBusyMs();
  const runs = new Map<string, Run[]>([...commands.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, command] of commands) runs.get(name)?.push(await runOnce(command));
  }
  const durationMs = Number(process.hrtime.bigint() - startedAt) / 1e6;
  const ownCpuMs = [...runs.values()].flat().reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  return { runs, othersShare: computeOthersShare(readBusyMs() - busyMs, ownCpuMs, durationMs) };
}

/** The middle of a ratio that was taken round by round, and its ends. */
export interface Ratio {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** A/B, round by round. */
export function computeRatio(a: readonly Run[], b: readonly Run[], measure: keyof Run = 'durationMs'): Ratio {
  const ratios = a.map((run, round) => run[measure] / (b[round]?.[measure] ?? Number.NaN));
  return { min: Math.min(...ratios), median: median(ratios), max: Math.max(...ratios) };
}

/** The middle of several numbers; of an even count, the middle between the two there. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((x, y) => x - y);
  const half = sorted.length / 2;
  const low = sorted[Math.ceil(half) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(half)] ?? Number.NaN;
  return (low + high) / 2;
}

/** Peak resident memory of a Node command in bytes, worker threads included. */
export async function measurePeakMemory(command: Command): Promise<number> {
  return (await runWatched(command)).peakBytes;
}

/** Runs a Node command as {@link runOnce} does, and measures its peak resident memory, worker threads included. */
export async function runWatched(command: Command): Promise<Run & { readonly peakBytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'restack-bench-'));
  try {
    const output = join(folder, 'peak');
    const hook = join(folder, 'hook.mjs');
    await writeFile(
      hook,
      `import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
if (isMainThread) process.on('exit', () => writeFileSync(${JSON.stringify(output)}, String(process.resourceUsage().maxRSS * 1024)));`,
    );
    const run = await runOnce({
      ...command,
      env: { ...command.env, NODE_OPTIONS: `--import ${pathToFileURL(hook).href}` },
    });
    return { ...run, peakBytes: Number(await readFile(output, 'utf8')) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Processor time that all cores together have spent working since the machine started, in milliseconds. */
function readBusyMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}

/** The share of the machine that was busy over `durationMs` with other things than `ownCpuMs`: 0 to 1. */
function computeOthersShare(busyMs: number, ownCpuMs: number, durationMs: number): number {
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
