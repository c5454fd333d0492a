import { writeSync } from 'node:fs';

import type { Progress, ProgressStep } from '../../core/progress.js';
import { readSystemCode } from '../../core/errors/system-code.js';
import { type Envelope, renderJson } from '../outcome/envelope.js';
import type { Host } from '../host.js';
import { openEventFile } from './event-file.js';

const INTERVAL_MS = 500;

/**
 * The events of a command as JSON lines: `step-begin`, `step-advance`, `note`, `step-end`, `warning`, and `end` with
 * the envelope.
 */
export interface EventLog {
  readonly progress: Progress;
  warn(message: string): void;
  /**
   * Writes the last event, and waits until all are written.
   *
   * @returns the system's error code when stdout did not take them; a reader that has gone away is none. Undefined for a
   * file, whose failure was a warning.
   */
  end(envelope: Envelope): Promise<string | undefined>;
}

/** The process as events need it. */
export interface EventHost extends Pick<Host, 'now' | 'monotonicMs'> {
  /** Writes to stdout; resolves to the system's error code when that failed. */
  readonly writeOut: (text: string) => Promise<string | undefined>;
  readonly warn: (message: string) => void;
}

type Emit = (event: string, members: Readonly<Record<string, unknown>>) => void;

/**
 * Opens the log: a file that is written anew, or stdout for `-`. A step's advance is written at most twice a second.
 *
 * A file that fails later is told of once, and gets no further event.
 *
 * @throws USAGE when the file cannot be opened.
 */
export function openEventLog(target: string, host: EventHost): EventLog {
  const { writeLine, finish } = target === '-' ? openStream(host) : openFile(target, host);
  const emit: Emit = (event, members) => {
    writeLine(`${renderJson({ time: host.now().toISOString(), event, ...members })}\n`);
  };
  let steps = 0;
  return {
    progress: {
      begin(title, { unit = 'objects', total } = {}) {
        steps += 1;
        emit('step-begin', { step: steps, title, unit, total: total ?? null });
        return createStep(steps, emit, host);
      },
    },
    warn: (message) => emit('warning', { message }),
    end: (envelope) => {
      emit('end', { envelope });
      return finish();
    },
  };
}

interface LineSink {
  readonly writeLine: (line: string) => void;
  readonly finish: () => Promise<string | undefined>;
}

function openFile(path: string, { warn }: EventHost): LineSink {
  const descriptor = openEventFile(path);
  let isOpen = true;
  return {
    writeLine(line) {
      if (!isOpen) return;
      try {
        const bytes = Buffer.from(line);
        for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
      } catch (error) {
        isOpen = false;
        const reason = readSystemCode(error) ?? 'unknown reason';
        warn(`--events ${path} takes no further event (${reason}); the command goes on without them`);
      }
    },
    finish: () => Promise.resolve(undefined),
  };
}

function openStream({ writeOut }: EventHost): LineSink {
  let failure: Promise<string | undefined> = Promise.resolve(undefined);
  return {
    writeLine(line) {
      failure = Promise.all([failure, writeOut(line)]).then(([earlier, latest]) => earlier ?? latest);
    },
    finish: () => failure,
  };
}

function createStep(step: number, emit: Emit, { monotonicMs }: Pick<Host, 'monotonicMs'>): ProgressStep {
  let emittedMs = Number.NEGATIVE_INFINITY;
  return {
    advance(done, total) {
      if (monotonicMs() - emittedMs < INTERVAL_MS) return;
      emittedMs = monotonicMs();
      emit('step-advance', { step, done, total: total ?? null });
    },
    note: (text, leftMs) => emit('note', { step, text, ...(leftMs === undefined ? {} : { leftMs }) }),
    end: (outcome, summary) => emit('step-end', { step, outcome, summary: summary ?? null }),
  };
}
