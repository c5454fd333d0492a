/**
 * Loaded into restack before anything else, with `--import`: counts steps, and ends the process with SIGKILL at one of
 * them. A step stands before and after everything that changes a file below the given folders, in the middle of each
 * write, and before and after each request with one of the given methods. Instead of the kill, the file system can fail
 * from that step on. Told by RESTACK_TEST_KILL.
 */
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';
import type { KillAssignment } from './killed-commands.js';

type Work = (...given: readonly unknown[]) => unknown;

/** The assignment, and the file that the number of steps is written to at the end. */
type Order = KillAssignment & { readonly report: string };

const text = process.env['RESTACK_TEST_KILL'];
let steps = 0;

function isOrder(value: unknown): value is Order {
  return typeof value === 'object' && value !== null && 'folders' in value && 'killAt' in value;
}

function replace(object: object, name: string, wrap: (original: Work) => Work): void {
  const original: unknown = Reflect.get(object, name);
  if (typeof original !== 'function') throw new TypeError(`${name} is no function`);
  const call = (...given: readonly unknown[]): unknown => Reflect.apply(original, object, given);
  Reflect.set(object, name, wrap(call));
}

function watch({ folders, methods = [], killAt, failure, report }: Order): void {
  const roots = folders.map((folder) => path.resolve(folder));
  const isWatched = (name: unknown) => {
    const full = typeof name === 'string' ? path.resolve(name) : '';
    return roots.some((root) => full === root || full.startsWith(root + path.sep));
  };
  const end = () => {
    process.kill(process.pid, 'SIGKILL');
    // The signal ends the process; what stands behind this line must not happen before it does.
    for (;;);
  };
  const step = () => {
    steps += 1;
    if (steps === killAt && failure === undefined) end();
  };
  const failFrom = (name: string) => {
    if (failure === undefined || killAt === null || steps < killAt) return;
    if (failure === 'ENOSPC' && (name === 'rm' || name === 'unlink')) return;
    throw Object.assign(new Error(failure), { code: failure, syscall: name });
  };
  const around = async (name: string, work: () => unknown) => {
    step();
    failFrom(name);
    const result = await work();
    step();
    return result;
  };
  /** A write that is cut short: its first half is there, and nothing else ever. */
  const cut = async (original: Work, bytes: unknown) => {
    steps += 1;
    if (steps !== killAt || failure !== undefined) return;
    const whole = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    if (whole instanceof Uint8Array) await original(whole.subarray(0, Math.floor(whole.length / 2)));
    end();
  };
  const watchHandle = (handle: unknown) => {
    if (typeof handle !== 'object' || handle === null) return;
    for (const name of ['writeFile', 'appendFile']) {
      replace(handle, name, (original) => async (bytes) => {
        await cut(original, bytes);
        return around(name, () => original(bytes));
      });
    }
    for (const name of ['write', 'sync', 'truncate']) {
      replace(
        handle,
        name,
        (original) =>
          (...given) =>
            around(name, () => original(...given)),
      );
    }
  };
  for (const name of ['mkdir', 'mkdtemp', 'rename', 'link', 'rm', 'rmdir', 'unlink']) {
    replace(fs.promises, name, (original) => (...given) => {
      const work = () => original(...given);
      return given.slice(0, 2).some(isWatched) ? around(name, work) : work();
    });
  }
  replace(fs.promises, 'open', (original) => async (...given) => {
    const isForWriting = typeof given[1] === 'string' && given[1] !== 'r';
    if (!isForWriting || !isWatched(given[0])) return original(...given);
    const handle = await around('open', () => original(...given));
    watchHandle(handle);
    return handle;
  });
  replace(https, 'request', (original) => (...given) => {
    const method = given.map(readMethod).find((name) => name !== undefined);
    if (method === undefined || !methods.includes(method)) return original(...given);
    step();
    const request = original(...given);
    if (request instanceof EventEmitter) request.prependOnceListener('response', step);
    return request;
  });
  syncBuiltinESMExports();
  process.on('exit', () => fs.writeFileSync(report, String(steps)));
}

function readMethod(value: unknown): string | undefined {
  const isOptions = typeof value === 'object' && value !== null && 'method' in value;
  return isOptions && typeof value.method === 'string' ? value.method : undefined;
}

if (isMainThread && text !== undefined) {
  const order: unknown = JSON.parse(text);
  if (!isOrder(order)) throw new TypeError('RESTACK_TEST_KILL is no assignment');
  watch(order);
}
