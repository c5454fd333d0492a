import { userInfo } from 'node:os';

/** Calls that wait for a disk or a file server at a time: enough to hide the way to a server, few enough for it to bear. */
const POOL_THREADS = '32';

/** From this release on, libuv looks up the size of its pool on Windows where a program can set it, too. */
const SETTABLE_ON_WINDOWS = [1, 52] as const;

/**
 * Chooses the size of Node's thread pool, which is 4 by itself.
 *
 * @param facts `given`: what the environment of the process says already, and what then holds.
 * @returns the value for `UV_THREADPOOL_SIZE`; undefined where it must stay as it is, or setting it would change nothing.
 */
export function choosePoolThreads(facts: {
  readonly given: string | undefined;
  readonly platform: NodeJS.Platform;
  /** Version of libuv. */
  readonly libuv: string;
}): string | undefined {
  if (facts.given !== undefined) return undefined;
  return facts.platform === 'win32' && !isSettable(facts.libuv) ? undefined : POOL_THREADS;
}

function isSettable(libuv: string): boolean {
  const [major = 0, minor = 0] = libuv.split('.').map(Number);
  const [firstMajor, firstMinor] = SETTABLE_ON_WINDOWS;
  return major > firstMajor || (major === firstMajor && minor >= firstMinor);
}

/**
 * Gives an account that the system does not list, as a container's, the home and the shell that packages ask the system
 * for: Node throws there. They are those that container runtimes and login shells take.
 */
export function completeAccount(
  variables: Record<string, string | undefined>,
  readAccount: () => unknown = userInfo,
): void {
  if (variables['HOME'] !== undefined && variables['SHELL'] !== undefined) return;
  try {
    readAccount();
  } catch {
    variables['HOME'] ??= '/';
    variables['SHELL'] ??= '/bin/sh';
  }
}
