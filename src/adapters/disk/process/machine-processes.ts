import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import { readSystemCode } from '../../../core/errors/system-code.js';
import type { ProcessMark, ProcessStanding, ProcessTable } from '../../../core/process-mark.js';
import { hash } from 'node:crypto';

/** The processes of this machine. */
export const machineProcesses: ProcessTable = {
  readSelf: async () => createMark(process.pid, await readStarted(process.pid)),
  async readMark(pid) {
    if (!isRunning(pid)) return undefined;
    const started = await readStarted(pid);
    return started === 'ended' ? undefined : createMark(pid, started);
  },
  async readStanding(mark) {
    if (mark.host !== hostname() || mark.space !== (await readSpace())) return 'elsewhere';
    if (!isRunning(mark.pid)) return 'dead';
    const started = await readStarted(mark.pid);
    if (started === 'ended') return 'dead';
    return started === undefined || mark.started === null || started === mark.started ? 'alive' : 'dead';
  },
};

async function createMark(pid: number, started: string | undefined): Promise<ProcessMark> {
  return { pid, host: hostname(), space: await readSpace(), started: started ?? null };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return readSystemCode(error) !== 'ESRCH';
  }
}

async function readSpace(): Promise<string | null> {
  return process.platform === 'linux' ? readlink('/proc/self/ns/pid').catch(() => null) : null;
}

/**
 * The start of a process. `ended` for one that only waits for its parent to read its end; undefined when the system
 * does not tell.
 */
async function readStarted(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') return await readLinuxStart(pid);
    if (process.platform === 'win32') return await readWindowsStart(pid);
    return await runQuietly('ps', ['-o', 'lstart=', '-p', String(pid)]);
  } catch {
    return undefined;
  }
}

/** Field 22 of the process's stat counts from the start of the machine. Source: proc_pid_stat(5). */
async function readLinuxStart(pid: number): Promise<string | undefined> {
  const [stat, boot] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
  ]);
  // The second field, the name in parentheses, can hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X') return 'ended';
  return start === undefined ? undefined : `${boot.trim()}/${start}`;
}

function readWindowsStart(pid: number): Promise<string | undefined> {
  const script = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`;
  return runQuietly('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script]);
}

async function runQuietly(file: string, argv: readonly string[]): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)(file, argv, {
    env: { ...process.env, LC_ALL: 'C' },
    timeout: 10_000,
    windowsHide: true,
  });
  return stdout.trim() || undefined;
}

/** The parts of a tag: number of the process, digest of its place, digest of its start. */
const TAG = /^(\d{1,10})-([0-9a-f]{8})-([0-9a-f]{8})$/;
/** The digest in place of a start that the system does not tell. */
const UNTOLD = '00000000';

/**
 * Formats a process as a part of a name: the owner of the name is known from the first moment on, without any content.
 * Letters, digits and hyphens only.
 */
export function formatProcessTag({ pid, host, space, started }: ProcessMark): string {
  const place = hash('sha256', JSON.stringify([host, space])).slice(0, UNTOLD.length);
  const start = started === null ? UNTOLD : hash('sha256', started).slice(0, UNTOLD.length);
  return `${pid}-${place}-${start}`;
}

/** The standing of the process that a tag names; undefined when the text is no tag. */
export async function readTagStanding(
  tag: string,
  processes: ProcessTable,
): Promise<ProcessStanding | undefined> {
  const [, pid, place, start] = TAG.exec(tag) ?? [];
  if (pid === undefined) return undefined;
  const [, , here] = TAG.exec(formatProcessTag(await processes.readSelf())) ?? [];
  if (place !== here) return 'elsewhere';
  const running = await processes.readMark(Number(pid));
  if (running === undefined) return 'dead';
  return start === UNTOLD || running.started === null || formatProcessTag(running) === tag ? 'alive' : 'dead';
}
