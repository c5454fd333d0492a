import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A command line and what its environment has besides that of this process. */
export interface Command {
  readonly argv: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

/** One finished run. */
export interface Run {
  readonly durationMs: number;
}

/** Runs a command to its end. @throws Error when it does not exit with 0. */
export async function runOnce(command: Command): Promise<Run> {
  const [file, ...args] = command.argv;
  const startedAt = process.hrtime.bigint();
  const child = spawn(file, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...command.env },
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const durationMs = Number(process.hrtime.bigint() - startedAt) / 1e6;
  if (code !== 0) throw new Error(`${command.argv.join(' ')} ended with ${code}: ${stderr.slice(-2000)}`);
  return { durationMs };
}

/** Medians of both commands and of their ratio A/B, pair by pair, so that a drifting machine does not tilt it. */
export interface Comparison {
  readonly medianMs: readonly [number, number];
  readonly ratio: { readonly min: number; readonly median: number; readonly max: number };
}

/** Times A and B in turn, after one uncounted run of each. */
export async function compare(a: Command, b: Command, pairs: number): Promise<Comparison> {
  await runOnce(a);
  await runOnce(b);
  const timesA: number[] = [];
  const timesB: number[] = [];
  const ratios: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const { durationMs: timeA } = await runOnce(a);
    const { durationMs: timeB } = await runOnce(b);
    timesA.push(timeA);
    timesB.push(timeB);
    ratios.push(timeA / timeB);
  }
  return {
    medianMs: [median(timesA), median(timesB)],
    ratio: { min: Math.min(...ratios), median: median(ratios), max: Math.max(...ratios) },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].toSorted((x, y) => x - y);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Peak resident memory of a Node command in bytes, worker threads included. */
export async function measurePeakMemory(command: Command): Promise<number> {
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
    await runOnce({
      ...command,
      env: { ...command.env, NODE_OPTIONS: `--import ${pathToFileURL(hook).href}` },
    });
    return Number(await readFile(output, 'utf8'));
  } finally {
    await rm(folder, { recursive: true });
  }
}
