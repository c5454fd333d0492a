import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import { type Run, runRestack } from './run-restack.js';

const PRELOAD = fileURLToPath(new URL('kill-at-step.ts', import.meta.url));

/** The assignment for kill-at-step.ts. */
export interface KillAssignment {
  /** Changes below them are steps. */
  readonly folders: readonly string[];
  /** Requests with them are steps, too. */
  readonly methods?: readonly string[];
  /** From 1; null for never. */
  readonly killAt: number | null;
  /**
   * The answer of the file system from that step on, in the place of a kill: full (removing still works) or read-only.
   */
  readonly failure?: 'ENOSPC' | 'EROFS';
}

/** The end of a run that may be killed. */
export interface KilledRun extends Run {
  /** Undefined when it was killed. */
  readonly steps: number | undefined;
}

/** Runs the built binary, and lets it end itself with SIGKILL at one step. */
export async function runKilled(
  argv: readonly string[],
  assignment: KillAssignment,
  environment: Readonly<Record<string, string>> = {},
): Promise<KilledRun> {
  const folder = await mkdtemp(path.join(tmpdir(), 'restack-killed-run-'));
  const report = path.join(folder, 'steps');
  const preload = path.join(folder, 'preload.mjs');
  try {
    const { code } = await transform(await readFile(PRELOAD, 'utf8'), { loader: 'ts', format: 'esm' });
    await writeFile(preload, code);
    const run = await runRestack(argv, {
      environment: {
        ...environment,
        NODE_OPTIONS: `--import=${pathToFileURL(preload).href}`,
        RESTACK_TEST_KILL: JSON.stringify({ ...assignment, report }),
      },
    });
    if (run.signal === 'SIGKILL') return { ...run, steps: undefined };
    return { ...run, steps: Number(await readFile(report, 'utf8')) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Some steps of a run: the first and the last ones, and `count` between them at equal distances. */
export function chooseSteps(steps: number, count: number): readonly number[] {
  const between = Array.from({ length: count }, (_, index) =>
    Math.round(((index + 1) * steps) / (count + 1)),
  );
  return [...new Set([1, ...between, steps - 1, steps])].toSorted((left, right) => left - right);
}
