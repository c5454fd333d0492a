import type { Clock } from '../../core/clock.js';
import { randomBytes, randomUUID } from 'node:crypto';

/** The controller's time: the machine's, or a test's, plus what a test has moved it by. */
export interface ControllerClock {
  now(): Date;
  nowMs(): number;
  wait(delayMs: number): Promise<void>;
  /** Moves the time forward; long-running operations, tokens and budgets follow. */
  advance(byMs: number): void;
}

/** Wraps a clock so that it can be moved. */
export function createControllerClock(base: Clock): ControllerClock {
  let offsetMs = 0;
  const nowMs = () => base.now().getTime() + offsetMs;
  return {
    now: () => new Date(nowMs()),
    nowMs,
    wait: (delayMs) => base.wait(delayMs),
    advance: (byMs) => {
      offsetMs += byMs;
    },
  };
}

/** The source of ids, so that tests can repeat them. */
export interface RandomSource {
  guid(): string;
  /** @param byteCount length of the bytes, half the length of the text. */
  hex(byteCount: number): string;
}

/** Ids that nobody can guess. */
export const secureRandom: RandomSource = {
  guid: () => randomUUID(),
  hex: (byteCount) => randomBytes(byteCount).toString('hex'),
};
