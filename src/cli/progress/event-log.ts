import { openSync, writeSync } from 'node:fs';

import { readSystemCode } from '../../core/errors/system-code.js';
import type { Progress, ProgressStep } from '../../core/progress.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { type Envelope, renderJson } from '../outcome/envelope.js';
import type { Host } from '../host.js';

const INTERVAL_MS = 500;

/**
 * The events of a command as JSON lines: `step-begin`, `step-advance`, `note`, `step-end`, `warning`, and `end` with
 * the envelope.
 */
export interface EventLog {
  readonly progress: Progress;
  warn(message: string): void;
  end(envelope: Envelope): void;
}

type Emit = (event: string, members: Readonly<Record<string, unknown>>) => void;

/**
 * Opens the log: a file that is written anew, or stdout for `-`. A step's advance is written at most twice a second.
 *
 * @throws USAGE when the file cannot be written.
 */
export function openEventLog(target: string, host: Pick<Host, 'stdout' | 'now' | 'monotonicMs'>): EventLog {
  const writeLine = target === '-' ? (line: string) => void host.stdout.write(line) : openFile(target);
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
    end: (envelope) => emit('end', { envelope }),
  };
}

function openFile(path: string): (line: string) => void {
  try {
    const descriptor = openSync(path, 'w', 0o600);
    return (line) => void writeSync(descriptor, line);
  } catch (cause) {
    const reason = readSystemCode(cause) ?? 'unknown reason';
    throw new RestackError('USAGE', `the file given to --events cannot be written: ${reason}`, { cause });
  }
}

function createStep(step: number, emit: Emit, { monotonicMs }: Pick<Host, 'monotonicMs'>): ProgressStep {
  let emittedMs = Number.NEGATIVE_INFINITY;
  return {
    advance(done, total) {
      if (monotonicMs() - emittedMs < INTERVAL_MS) return;
      emittedMs = monotonicMs();
      emit('step-advance', { step, done, total: total ?? null });
    },
    note: (text) => emit('note', { step, text }),
    end: (outcome, summary) => emit('step-end', { step, outcome, summary: summary ?? null }),
  };
}
