import { describe, expect, it } from 'vitest';

import { createLogProgress } from '../../../src/cli/progress/log-progress.js';
import { combineProgress } from '../../../src/cli/progress/progress-channels.js';
import { silentProgress } from '../../../src/core/progress.js';

function createLog() {
  const lines: string[] = [];
  const clock = { nowMs: 0 };
  const progress = createLogProgress({ write: (line) => lines.push(line), monotonicMs: () => clock.nowMs });
  return { lines, clock, progress };
}

describe('createLogProgress', () => {
  it('tells a short step once, at its end', () => {
    const { lines, progress } = createLog();
    const step = progress.begin('Reading', { total: 3 });
    step.advance(1);
    step.advance(2);
    expect(lines).toEqual([]);
    step.end('done', '3 sets');
    expect(lines).toEqual(['Reading: done, 3 sets']);
  });

  it('tells a long step at most every five seconds', () => {
    const { lines, clock, progress } = createLog();
    const step = progress.begin('Proving', { unit: 'bytes', total: 20 * 1024 });
    for (let second = 1; second <= 20; second += 1) {
      clock.nowMs = second * 1_000;
      step.advance(second * 1024);
    }
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe('Proving: 25% 5.0 KiB of 20 KiB');
    step.end('failed');
    expect(lines.at(-1)).toBe('Proving: FAILED, 20 s');
  });

  it('writes notes at once, and lets no control character through', () => {
    const { lines, progress } = createLog();
    const step = progress.begin('a\nb');
    step.note('wait\u001b[2J');
    step.end('skipped', 'x\ry');
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toMatch(/\p{Cc}/u);
  });
});

describe('combineProgress', () => {
  it('tells all who listen', () => {
    const first = createLog();
    const second = createLog();
    combineProgress([first.progress, silentProgress, second.progress]).begin('x').end('done');
    expect(first.lines).toEqual(['x: done']);
    expect(second.lines).toEqual(first.lines);
  });

  it('is silent when nobody listens', () => {
    expect(combineProgress([silentProgress])).toBe(silentProgress);
  });
});
