import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Run, RunOptions } from './run-restack.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

type RunCommandLine = (argv: readonly string[], host: object, root: string) => Promise<number>;

/** The built runner, with whose base class the built commands are made. */
async function loadRunner(): Promise<RunCommandLine> {
  const built: unknown = await import(path.join(ROOT, 'dist/cli/command-line.js'));
  const isRunner = (value: unknown): value is { readonly runCommandLine: RunCommandLine } =>
    typeof value === 'object' && value !== null && 'runCommandLine' in value;
  if (!isRunner(built)) throw new TypeError('there is no runner in dist');
  return built.runCommandLine;
}

/** The streams and variables of a command that runs in this process. */
export interface Streams {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Runs a built command in this process, in its folder and environment, without a terminal. Resolves to its exit code. */
export async function runIn(streams: Streams, argv: readonly string[]): Promise<number> {
  const runCommandLine = await loadRunner();
  const host = {
    ...streams,
    stdin: Readable.from([]),
    process: { pid: process.pid, on() {}, removeListener() {}, kill() {} },
    now: () => new Date(),
    monotonicMs: () => performance.now(),
  };
  return runCommandLine(argv, host, ROOT);
}

/** The last command that runs here. Folder and environment belong to the process, so that each waits for its turn. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a built command in this process, without a terminal, in an empty folder. It does what `runRestack` does without
 * the start of a process, which takes most of the time of a short command; what concerns the process itself (signals,
 * streams, limits) is tested with `runRestack`.
 */
export async function runHere(
  argv: readonly string[],
  options: Pick<RunOptions, 'environment' | 'files'> = {},
): Promise<Run> {
  const turn = last.then(() => runAlone(argv, options));
  last = turn.catch(() => undefined);
  return turn;
}

async function runAlone(
  argv: readonly string[],
  { environment = {}, files = {} }: Pick<RunOptions, 'environment' | 'files'>,
): Promise<Run> {
  const before = { folder: process.cwd(), variables: { ...process.env } };
  const folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-test-'));
  const [stdout, stderr] = [new Written(), new Written()];
  const variables = {
    PATH: process.env['PATH'] ?? '',
    TMPDIR: folder,
    TEMP: folder,
    TMP: folder,
    // Whoever runs the tests may have settings of his own.
    XDG_CONFIG_HOME: path.join(folder, 'none'),
    XDG_DATA_HOME: `${folder}-data`,
  };
  try {
    process.chdir(folder);
    for (const [name, text] of Object.entries(files)) await writeFile(name, text);
    replaceVariables({ ...variables, ...environment });
    const exitCode = await runIn({ stdout, stderr, variables: process.env }, argv);
    return {
      exitCode,
      signal: null,
      stdout: stdout.text,
      stderr: stderr.text,
      leftBehind: await readdir(folder),
    };
  } finally {
    process.chdir(before.folder);
    replaceVariables(before.variables);
    await rm(folder, { recursive: true });
    await rm(`${folder}-data`, { recursive: true, force: true });
  }
}

function replaceVariables(variables: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
  Object.assign(process.env, variables);
}

/** A stream that keeps what is written to it. */
export class Written extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
