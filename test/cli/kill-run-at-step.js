/**
 * Loaded into restack by `node --import`. Counts, from outside, the steps at which a crash can matter, and kills the
 * process at one of them: before and after each change to a file below RESTACK_RUN_DIR, before each HTTP request is
 * sent, and after its answer has arrived.
 *
 * KILL_AT_STEP: the step to die at, from 1; never where it is absent. STEPS_FILE: where the steps are listed in the end,
 * one a line.
 */
import { writeFileSync } from 'node:fs';
import files from 'node:fs/promises';
import { ClientRequest, OutgoingMessage } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { devNull } from 'node:os';
import { resolve, sep } from 'node:path';
import { isMainThread } from 'node:worker_threads';

const { KILL_AT_STEP, STEPS_FILE = devNull, RESTACK_RUN_DIR = '' } = process.env;
const runsFolder = resolve(RESTACK_RUN_DIR);
/** @type {string[]} */
const steps = [];

/** @param {string} what */
function step(what) {
  steps.push(what);
  if (steps.length !== Number(KILL_AT_STEP)) return;
  listSteps();
  process.kill(process.pid, 'SIGKILL');
  // The signal ends the process; what stands behind this line must not happen before it does.
  for (;;);
}

function listSteps() {
  writeFileSync(STEPS_FILE, steps.join('\n'));
}

/** @param {unknown} path */
function isInside(path) {
  return typeof path === 'string' && `${resolve(path)}${sep}`.startsWith(runsFolder + sep);
}

/**
 * Puts a step before and after those calls of a method that change a file of a run.
 *
 * @param {Record<string, (...given: unknown[]) => Promise<unknown>>} owner
 * @param {string} name
 * @param {(owner: object, given: readonly unknown[]) => boolean} isCounted
 */
function surround(owner, name, isCounted) {
  const method = owner[name];
  owner[name] = async function (...given) {
    if (!isCounted(this, given)) return method.apply(this, given);
    step(`before ${name}`);
    const result = await method.apply(this, given);
    step(`after ${name}`);
    return result;
  };
}

async function watchFiles() {
  const handle = await files.open(devNull);
  const methods = Reflect.getPrototypeOf(handle);
  await handle.close();
  /** @type {WeakSet<object>} */
  const handles = new WeakSet();
  const { open } = files;
  files.open = async (path, ...given) => {
    const opened = await open(path, ...given);
    if (isInside(path)) handles.add(opened);
    return opened;
  };
  for (const name of ['write', 'writeFile', 'datasync', 'sync', 'truncate']) {
    surround(methods, name, (opened) => handles.has(opened));
  }
  for (const name of ['rename', 'link', 'mkdir', 'rm']) {
    surround(files, name, (_owner, given) => given.some(isInside));
  }
  syncBuiltinESMExports();
}

function watchCalls() {
  ClientRequest.prototype.end = function (...given) {
    const what = `${this.method} ${this.path.split('?')[0]}`;
    step(`before ${what}`);
    this.prependOnceListener('response', (answer) => {
      answer.prependOnceListener('end', () => step(`after ${what}`));
    });
    return OutgoingMessage.prototype.end.apply(this, given);
  };
}

if (isMainThread) {
  await watchFiles();
  watchCalls();
  process.on('exit', listSteps);
}
