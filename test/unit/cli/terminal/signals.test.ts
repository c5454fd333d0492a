import { EventEmitter } from 'node:events';

import { describe, expect, it, vi } from 'vitest';

import { classifyError } from '../../../../src/cli/outcome/classify-error.js';
import { type StopSignal, watchSignals } from '../../../../src/cli/terminal/signals.js';
import { RestackError } from '../../../../src/core/errors/restack-error.js';

class FakeProcess extends EventEmitter {
  readonly pid = 4711;
  readonly killed: (readonly [number, string])[] = [];
  kill(pid: number, signal: string): void {
    this.killed.push([pid, signal]);
  }
}

describe('watchSignals', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] satisfies [StopSignal, number][])(
    'aborts on the first %s with exit %i and kills on the second',
    (name, exitCode) => {
      const source = new FakeProcess();
      let last = 0;
      const { signal } = watchSignals(source, () => (last += 1));
      source.emit(name);
      expect(last).toBe(0);
      expect(signal.aborted).toBe(true);
      expect(signal.reason).toMatchObject({ code: 'INTERRUPTED', exitCode });
      expect(source.killed).toEqual([]);
      source.emit(name);
      expect(last).toBe(1);
      expect(source.killed).toEqual([[4711, name]]);
      expect(source.listenerCount(name)).toBe(0);
    },
  );

  it('takes a listener for each of a thousand waits without a warning', () => {
    const { signal } = watchSignals(new FakeProcess());
    const warn = vi.spyOn(process, 'emitWarning').mockReturnValue();
    try {
      for (let wait = 0; wait < 1000; wait++) signal.addEventListener('abort', () => {}, { once: true });
      expect(warn).not.toHaveBeenCalled();
    } finally {
      warn.mockRestore();
    }
  });

  it('listens to nothing once it is released', () => {
    const source = new FakeProcess();
    const { release } = watchSignals(source);
    release();
    expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0);
  });
});

describe('classifyError', () => {
  const quiet = new AbortController().signal;
  const stopped = AbortSignal.abort(new RestackError('INTERRUPTED', 'stopped', { exitCode: 143 }));

  it('keeps our errors', () => {
    const error = new RestackError('LOCKED', 'm');
    expect(classifyError(error, quiet)).toBe(error);
    expect(classifyError(error, stopped)).toBe(error);
  });

  it('makes INTERNAL of what nobody expected, without its message', () => {
    const error = classifyError(new SyntaxError('near "hunter2"'), quiet);
    expect(error).toMatchObject({ code: 'INTERNAL', exitCode: 1 });
    expect(error.message).not.toContain('hunter2');
    expect(classifyError('hunter2', quiet).message).not.toContain('hunter2');
  });

  it.each([
    ['EMFILE', 'PERMISSION_MISSING'],
    ['ENFILE', 'PERMISSION_MISSING'],
    ['EACCES', 'PERMISSION_MISSING'],
    ['EROFS', 'PERMISSION_MISSING'],
    ['ENOSPC', 'CONFIG'],
    ['EDQUOT', 'CONFIG'],
    ['ENOENT', 'INTERNAL'],
  ])('tells by its code that this machine would not: %s is %s', (systemCode, code) => {
    const cause = Object.assign(new Error(`${systemCode}: hunter2`), { code: systemCode });
    for (const error of [cause, new Error('hunter2', { cause })]) {
      const told = classifyError(error, quiet);
      expect(told).toMatchObject({ code });
      expect(told.message).not.toContain('hunter2');
    }
  });

  it('makes INTERRUPTED of what a signal broke off', () => {
    expect(classifyError(new DOMException('gone', 'AbortError'), stopped)).toMatchObject({ exitCode: 143 });
  });

  it('keeps what an interrupted run says of itself, under the exit code of the signal', () => {
    const own = new RestackError('INTERRUPTED', 'run r1 stopped', { hints: ['restack runs resume r1'] });
    expect(classifyError(own, stopped)).toMatchObject({
      exitCode: 143,
      message: 'run r1 stopped',
      hints: ['restack runs resume r1'],
    });
  });
});
