import { writeSync } from 'node:fs';

import type { Progress, ProgressStep } from '../../core/progress.js';
import { readSystemCode } from '../../core/errors/system-code.js';
import type { EventLine } from '../../schema/results.js';
import { type Envelope, renderJson } from '../outcome/envelope.js';
import type { Host } from '../host.js';
import { openEventFile } from './event-file.js';

const INTERVAL_MS = 500;

/** The command that events tell of. */
export interface EventSubject {
  /** As it is typed, such as `keys check`. */
  readonly command: string;
  /** The version of restack. */
  readonly version: string;
}

/**
 * The events of a command as JSON lines: `start`, `step-begin`, `step-advance`, `note`, `step-end`, `warning`, `message`,
 * and `end` with the envelope. Source: schemas/cli/events.json.
 */
export interface EventLog {
  readonly progress: Progress;
  warn(message: string): void;
  /** Tells lines that a person must act on. */
  tell(text: string): void;
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
  /** Writes to the stream that `-` stands for; resolves to the system's error code when that failed. */
  readonly writeOut: (text: string) => Promise<string | undefined>;
  readonly warn: (message: string) => void;
}

/** The members of an event beside its time and name; an envelope holds whatever the result of its command is. */
type Members<E extends EventLine['event']> = E extends 'end'
  ? { readonly envelope: Envelope }
  : Omit<Extract<EventLine, { event: E }>, 'time' | 'event'>;
type Emit = <E extends EventLine['event']>(event: E, members: Members<E>) => void;

/**
 * Opens the log: a file that is written anew, or a stream for `-`. A step's advance is written at most twice a second.
 *
 * A file that fails later is told of once, and gets no further event.
 *
 * @throws USAGE when the file cannot be opened.
 */
export function openEventLog(target: string, subject: EventSubject, host: EventHost): EventLog {
  const { writeLine, finish } = target === '-' ? openStream(host) : openFile(target, host);
  const emit: Emit = (event, members) => {
    writeLine(`${renderJson({ time: host.now().toISOString(), event, ...members })}\n`);
  };
  emit('start', {
    schema: 'restack/events/v1',
    version: 1,
    command: subject.command,
    restack: subject.version,
  });
  let steps = 0;
  return {
    progress: {
      begin(title, { unit = 'objects', total } = {}) {
        steps += 1;
        emit('step-begin', { step: steps, title, unit, total: total ?? null });
        return createStep({ step: steps, total }, emit, host);
      },
    },
    warn: (message) => emit('warning', { message }),
    tell: (text) => emit('message', { text }),
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

function createStep(
  begun: { readonly step: number; readonly total: number | undefined },
  emit: Emit,
  { monotonicMs }: Pick<Host, 'monotonicMs'>,
): ProgressStep {
  const { step } = begun;
  let emittedMs = Number.NEGATIVE_INFINITY;
  let count = { done: 0, total: begun.total ?? null };
  return {
    advance(done, total) {
      count = { done, total: total ?? count.total };
      if (monotonicMs() - emittedMs < INTERVAL_MS) return;
      emittedMs = monotonicMs();
      emit('step-advance', { step, ...count });
    },
    note: (text, leftMs) => emit('note', { step, text, ...(leftMs === undefined ? {} : { leftMs }) }),
    end: (outcome, summary) => emit('step-end', { step, outcome, summary: summary ?? null, ...count }),
  };
}
