/**
 * Loaded into restack with `--require`: lets each call for something below SLOW_SHARE take 2 ms, and with it a thread of
 * Node's pool, as a file server does. Both builds of a comparison are slowed down so.
 *
 * A call waits at a pipe of SLOW_PIPES until a clock opens its other end. The clock beats every 2 ms, and lets go the
 * threads that wait in this moment, which it asks the kernel (Linux). What other threads call directly just sleeps.
 */
'use strict';
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const { isMainThread, Worker } = require('node:worker_threads');

const BEAT_MS = 2;
const share = process.env.SLOW_SHARE;
const pipes = (process.env.SLOW_PIPES ?? '').split(':');
/** Files that are open, by their numbers. */
const open = new Set();
const sleeper = new Int32Array(new SharedArrayBuffer(4));

const isSlow = (place) => (typeof place === 'number' ? open.has(place) : String(place).startsWith(share));

function slowDown(name, wait) {
  const plain = fs[name];
  const plainSync = fs[`${name}Sync`];
  fs[name] = (place, ...given) => {
    const done = given.at(-1);
    const call = () =>
      plain(place, ...given.slice(0, -1), (error, ...values) => {
        note(name, place, error ? undefined : values[0]);
        done(error, ...values);
      });
    if (isSlow(place)) wait(call);
    else plain(place, ...given);
  };
  fs[`${name}Sync`] = (place, ...given) => {
    if (isSlow(place)) Atomics.wait(sleeper, 0, 0, BEAT_MS);
    const value = plainSync(place, ...given);
    note(name, place, value);
    return value;
  };
}

function note(name, place, value) {
  if (name === 'open' && isSlow(place) && value !== undefined) open.add(value);
  if (name === 'close') open.delete(place);
}

/** @returns a function that calls back once a thread of the pool has waited for a beat. */
function startClock() {
  const { open: openPipe, closeSync } = fs;
  const slots = new Int32Array(new SharedArrayBuffer(4 * pipes.length));
  const free = pipes.map((_, index) => index);
  const queue = [];
  let turn = 0;
  const clock = new Worker(`(${beat.toString()})()`, {
    eval: true,
    env: {},
    workerData: { slots, pipes, beatMs: BEAT_MS },
  });
  clock.unref();
  // A process that ends waits for its pool.
  process.on('exit', () => pipes.forEach((pipe) => fs.openSync(pipe, fs.constants.O_RDWR)));
  const begin = (call) => {
    const slot = free.pop();
    if (slot === undefined) {
      queue.push(call);
      return;
    }
    // By turns, so that the clock knows who waits longest.
    Atomics.store(slots, slot, (turn += 1));
    openPipe(pipes[slot], 'r', (_error, descriptor) => {
      closeSync(descriptor);
      free.push(slot);
      const next = queue.shift();
      if (next !== undefined) begin(next);
      call();
    });
  };
  return begin;
}

/** Runs in a thread of its own. */
function beat() {
  const { closeSync, constants, openSync, readdirSync, readSync } = require('node:fs');
  const { workerData } = require('node:worker_threads');
  const { slots, pipes: all, beatMs } = workerData;
  const sleep = new Int32Array(new SharedArrayBuffer(4));
  const bytes = Buffer.alloc(64);
  const threads = new Map();
  let beats = 0;

  const watch = (thread) => {
    if (threads.has(thread)) return;
    try {
      threads.set(thread, openSync(`/proc/self/task/${thread}/wchan`));
    } catch {
      // It has ended meanwhile.
    }
  };

  /** Threads that wait at a pipe in this moment: what the kernel says they wait for. */
  const countWaiting = () => {
    if (beats % 64 === 0) readdirSync('/proc/self/task').forEach(watch);
    let count = 0;
    for (const [thread, descriptor] of threads) {
      try {
        const length = readSync(descriptor, bytes, 0, bytes.length, 0);
        if (bytes.toString('latin1', 0, length) === 'wait_for_partner') count += 1;
      } catch {
        closeSync(descriptor);
        threads.delete(thread);
      }
    }
    return count;
  };

  for (; ; beats += 1) {
    Atomics.wait(sleep, 0, 0, beatMs);
    // Counted first: whoever is let go comes back at once, and has to wait for the next beat.
    const count = countWaiting();
    const waiting = [...slots].map((turn, slot) => ({ turn, slot })).filter(({ turn }) => turn !== 0);
    waiting.sort((a, b) => a.turn - b.turn);
    let left = count;
    for (const { turn, slot } of waiting) {
      if (left === 0) break;
      try {
        // Before the pipe is open: from then on the slot is free for another call.
        Atomics.store(slots, slot, 0);
        closeSync(openSync(all[slot], constants.O_WRONLY | constants.O_NONBLOCK));
        left -= 1;
      } catch {
        // Nobody waits there: not yet, or no longer, as one who came while the pipe was still open.
        Atomics.store(slots, slot, turn);
      }
    }
  }
}

if (share !== undefined) {
  const wait = isMainThread ? startClock() : (call) => call();
  for (const name of ['lstat', 'stat', 'readdir', 'open', 'fstat', 'read', 'close']) slowDown(name, wait);
  syncBuiltinESMExports();
}
