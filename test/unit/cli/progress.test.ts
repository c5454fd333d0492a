import { closeSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createEnvelope } from '../../../src/cli/outcome/envelope.js';
import { openEventLog } from '../../../src/cli/progress/event-log.js';
import { openEventFile } from '../../../src/cli/progress/event-file.js';
import { createLogProgress } from '../../../src/cli/progress/log-progress.js';
import { followSteps } from '../../../src/cli/progress/noted-progress.js';
import { formatLive, TerminalProgress } from '../../../src/cli/progress/terminal-progress.js';
import { combineProgress } from '../../../src/cli/progress/progress-channels.js';
import { silentProgress } from '../../../src/core/progress.js';
import { resultSchema } from '../../fixtures/result-schemas.js';

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

describe('openEventLog', () => {
  it('writes lines that its schema takes, a bar in each step', async () => {
    const { validate } = resultSchema('events');
    const lines: string[] = [];
    let nowMs = 0;
    const log = openEventLog(
      '-',
      { command: 'verify', version: '1.2.3' },
      {
        now: () => new Date(0),
        monotonicMs: () => nowMs,
        writeOut: (line) => {
          lines.push(line);
          return Promise.resolve(undefined);
        },
        warn: () => expect.unreachable(),
      },
    );
    const step = log.progress.begin('Proving', { unit: 'bytes', total: 30 });
    for (const done of [10, 20, 30]) {
      step.advance(done);
      nowMs += 300;
    }
    step.note('waiting', 500);
    step.end('done', 'all of it');
    log.progress.begin('Settling').end('skipped');
    log.warn('careful');
    log.tell('type a code');
    await log.end(createEnvelope('verify', { result: {}, warnings: ['careful'] }));
    const events = lines.map((line): unknown => JSON.parse(line));
    expect(events.filter((event) => !validate(event))).toEqual([]);
    expect(events).toMatchObject([
      { event: 'start', command: 'verify', restack: '1.2.3' },
      { event: 'step-begin', step: 1, total: 30, unit: 'bytes' },
      { event: 'step-advance', done: 10, total: 30 },
      { event: 'step-advance', done: 30, total: 30 },
      { event: 'note', leftMs: 500 },
      { event: 'step-end', done: 30, total: 30 },
      { event: 'step-begin', step: 2, total: null },
      { event: 'step-end', step: 2, outcome: 'skipped', done: 0 },
      { event: 'warning' },
      { event: 'message' },
      { event: 'end', envelope: { ok: true } },
    ]);
    expect(validate({ time: '2026-01-01T00:00:00Z', event: 'step-begin' })).toBe(false);
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

describe('formatLive', () => {
  it.each([40, 60, 80])('shows what is left of a wait in %i columns', (columns) => {
    const step = { title: 'Settling', state: { unit: 'objects', done: 0, total: undefined } } as const;
    const note = 'waiting for offer delegation offer-gold5f8d0 of a reseller to be readable (+3)';
    const line = formatLive({ ...step, note, leftMs: () => 598_000 }, columns);
    expect(line.length).toBeLessThanOrEqual(columns - 3);
    expect(line).toMatch(/….*, 9 min 58 s left$/);
    expect(formatLive({ ...step, note, leftMs: () => 1_400 }, 200)).toMatch(/, 2 s left$/);
    expect(formatLive({ ...step, note, leftMs: () => 0 }, columns)).toBe('Settling');
  });
});

describe('TerminalProgress', () => {
  it('keeps a line of each step that ended, but of a wait that is over', async () => {
    let written = '';
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written += String(text);
      return true;
    });
    const progress = new TerminalProgress({ stream: process.stderr, color: false, monotonicMs: () => 0 });
    progress.begin('Settling', { isPassing: true }).end('done');
    progress.begin('Waiting', { isPassing: true }).end('failed');
    progress.begin('Plans').end('done', `${'x'.repeat(70)} words`);
    await progress.close();
    write.mockRestore();
    expect(written).toBe(`✖ Waiting\n✔ Plans, ${'x'.repeat(70)}\n  words\n`);
  });
});

describe('followSteps', () => {
  it('calls a step that a signal broke off stopped, and one that failed failed', () => {
    const { lines, progress } = createLog();
    const stop = new AbortController();
    const followed = followSteps(progress, stop.signal).progress;
    followed.begin('Plans').end('failed');
    const late = followed.begin('Offers');
    stop.abort();
    late.end('failed');
    expect(lines).toEqual(['Plans: FAILED', 'Offers: skipped, stopped']);
  });

  it('takes a note between steps for a wait, which the next step or the end ends', () => {
    const { lines, progress } = createLog();
    const followed = followSteps(progress);
    followed.note('no answer', 3_000);
    followed.note('waiting: no answer', 1_000);
    followed.progress.begin('Plans').end('done');
    followed.close();
    expect(lines).toEqual([
      'Waiting: no answer, 3 s left',
      'Waiting: no answer, 1 s left',
      'Waiting: done',
      'Plans: done',
    ]);
    followed.note('no answer');
    followed.close();
    expect(lines.slice(4)).toEqual(['Waiting: no answer', 'Waiting: done']);
  });
});

describe('openEventFile', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'restack-events-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it.each(['', '{"time":"2023-01-17T19:31:00Z","event":"start","version":1}\n{"time"'])(
    'empties a file that holds %j',
    async (content) => {
      const file = path.join(folder, 'events.jsonl');
      await writeFile(file, content);
      closeSync(openEventFile(file));
      expect(await readFile(file, 'utf8')).toBe('');
    },
  );

  it.each(['a ticket\n', '{"time":"now","what":"else"}', '{}', ' '])(
    'leaves one that holds %j',
    async (content) => {
      const file = path.join(folder, 'notes.txt');
      await writeFile(file, content);
      expect(() => openEventFile(file)).toThrow(expect.objectContaining({ code: 'USAGE' }));
      expect(await readFile(file, 'utf8')).toBe(content);
    },
  );
});
