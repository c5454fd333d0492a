import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { resultSchema } from '../fixtures/result-schemas.js';
import type { Envelope, EventLine } from '../../src/schema/generated/cli-types.js';

/** The file that `restack` starts. */
export const BINARY = fileURLToPath(new URL('../../dist/cli/launch/launch.cjs', import.meta.url));
const FIXTURE = fileURLToPath(new URL('fixture/main.js', import.meta.url));

/** A sign-in that no cloud knows, for commands that end before they use it. */
export const UNKNOWN_SIGN_IN = { AZURE_CLIENT_ID: 'operator', AZURE_CLIENT_SECRET: 'of nobody' } as const;

/** The end of one run of the binary. */
export interface Run {
  /** Null when the process was ended by a signal. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Names left in the working folder and in the folder for temporary files, which both were empty. */
  readonly leftBehind: readonly string[];
}

/** The differences of a run from a plain one. */
export interface RunOptions {
  /** Replaces the whole environment, but for PATH and the temporary folder. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whoever runs it; by default whoever runs the tests. */
  readonly runBy?: { readonly uid: number; readonly gid: number };
  /** Texts of files that lie in the working folder, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Runs the commands of `fixture/commands` in the place of restack's own. */
  readonly fixture?: boolean;
  /** Module that the process loads before anything else. */
  readonly preload?: string;
  /** Called with the process as soon as there is one. */
  readonly onStart?: (child: ChildProcessByStdio<null, Readable, Readable>) => void;
  /** Called with the process and with all that has come from it so far, each time something comes. */
  readonly onOutput?: (child: ChildProcessByStdio<null, Readable, Readable>, output: string) => void;
}

/** Runs the built binary in an empty folder, without a terminal, and waits for its end. */
export async function runRestack(argv: readonly string[], options: RunOptions = {}): Promise<Run> {
  const folder = await mkdtemp(path.join(tmpdir(), 'restack-cli-test-'));
  for (const [name, text] of Object.entries(options.files ?? {}))
    await writeFile(path.join(folder, name), text);
  if (options.runBy !== undefined) await chown(folder, options.runBy.uid, options.runBy.gid);
  const program = options.fixture === true ? FIXTURE : BINARY;
  const preload = options.preload === undefined ? [] : ['--import', options.preload];
  const child = spawn(process.execPath, [...preload, program, ...argv], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      TMPDIR: folder,
      TEMP: folder,
      TMP: folder,
      // Whoever runs the tests may have settings of his own.
      XDG_CONFIG_HOME: path.join(folder, 'none'),
      XDG_DATA_HOME: `${folder}-data`,
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.runBy === undefined ? {} : { uid: options.runBy.uid, gid: options.runBy.gid }),
  });
  options.onStart?.(child);
  try {
    const ended = await watch(child, options.onOutput);
    return { ...ended, leftBehind: await readdir(folder) };
  } finally {
    await rm(folder, { recursive: true });
    await rm(`${folder}-data`, { recursive: true, force: true });
  }
}

function watch(
  child: ChildProcessByStdio<null, Readable, Readable>,
  onOutput: RunOptions['onOutput'],
): Promise<Omit<Run, 'leftBehind'>> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    onOutput?.(child, stdout + stderr);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    onOutput?.(child, stdout + stderr);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr }));
  });
}

const schema = resultSchema('envelope');

/** Parses the one document on stdout. @throws when it is not exactly one, or not an envelope. */
export function readEnvelope(stdout: string): Envelope {
  const value: unknown = JSON.parse(stdout);
  if (!schema.validate(value)) throw new Error(`no envelope: ${JSON.stringify(schema.validate.errors)}`);
  return value;
}

const eventSchema = resultSchema('events');

/** Parses the lines of `--events` or `--progress json`. @throws when one is no event, or the first is not `start`. */
export function readEvents(text: string): readonly EventLine[] {
  const events = text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const value: unknown = JSON.parse(line);
      if (!eventSchema.validate(value)) throw new Error(`no event: ${line}`);
      return value;
    });
  if (events[0]?.event !== 'start') throw new Error(`the first event is no start: ${events[0]?.event}`);
  return events;
}

const sample = (name: string): string => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));

/** The sample share. */
export const SHARE = ['--share', sample('share')] as const;

/** Opens the sets under the certificate of 2023. */
export const CERTIFICATE_2023 = ['--cert', sample('keys/TEST-ONLY-backup-2023.pfx')] as const;
export const CERTIFICATE_2022 = ['--cert', sample('keys/TEST-ONLY-backup-2022.pfx')] as const;
export const UNRELATED = ['--cert', sample('keys/TEST-ONLY-unrelated.pfx')] as const;
export const PASSWORD = ['--cert-password-file', sample('keys/TEST-ONLY-password.txt')] as const;
export const LEGACY_KEY = ['--key-file', sample('keys/TEST-ONLY-legacy-key.txt')] as const;

/** A file that is no certificate and no password. */
export const OTHER_FILE = sample('README.md');

/** Contoso's newest set, under the certificate of 2023, and its deployment. */
export const NEWEST = '265bb71b';
export const DEPLOYMENT = 'b3cbbb02-460c-4220-bf9c-1c3ecc7f3d1d';
/** Contoso's set of 2018, under the legacy key. */
export const LEGACY = '85edb256';
