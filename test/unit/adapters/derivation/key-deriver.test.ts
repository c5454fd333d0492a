import { pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeyDeriver } from '../../../../src/adapters/derivation/key-deriver.js';
import type { Clock } from '../../../../src/core/clock.js';
import type { Progress } from '../../../../src/core/progress.js';
import { deriveKey, type KeyDerivation } from '../../../../src/crypto/certificate/password/key-derivation.js';
import { stoppedClock } from '../../../doubles/app-context.js';

const salt = Buffer.from('0102030405060708', 'hex');
const pkcs12: KeyDerivation = {
  kind: 'pkcs12',
  password: 'p',
  salt,
  iterations: 50_000,
  hash: 'sha256',
  use: 'mac',
  size: 32,
};
const pbkdf2: KeyDerivation = {
  kind: 'pbkdf2',
  password: Buffer.from('p'),
  salt,
  iterations: 1000,
  hash: 'sha256',
  size: 32,
};

/** A clock on which a wait ends only when it is broken off. */
const patientClock: Clock = { ...stoppedClock, wait: () => new Promise(() => {}) };

function createProgress() {
  const steps: { readonly title: string; done: number; total: number | undefined; outcome?: string }[] = [];
  const progress: Progress = {
    begin(title) {
      const step: (typeof steps)[number] = { title, done: 0, total: undefined };
      steps.push(step);
      return {
        advance: (done, total) => Object.assign(step, { done, total }),
        note: () => {},
        end: (outcome) => Object.assign(step, { outcome }),
      };
    },
  };
  return { steps, progress };
}

describe('createKeyDeriver', () => {
  it('derives what the plain derivation does', async () => {
    const { progress } = createProgress();
    const derive = createKeyDeriver({
      progress,
      signal: new AbortController().signal,
      clock: patientClock,
    });
    expect(await derive(pkcs12)).toEqual(await deriveKey(pkcs12));
    expect(Buffer.from(await derive(pbkdf2))).toEqual(pbkdf2Sync(Buffer.from('p'), salt, 1000, 32, 'sha256'));
  });

  it('is silent for the first second', async () => {
    const { progress, steps } = createProgress();
    const derive = createKeyDeriver({
      progress,
      signal: new AbortController().signal,
      clock: patientClock,
    });
    await derive(pkcs12);
    expect(steps).toEqual([]);
  });

  it('shows one step of what takes longer, and ends it', async () => {
    const { progress, steps } = createProgress();
    const derive = createKeyDeriver({
      progress,
      signal: new AbortController().signal,
      clock: stoppedClock,
    });
    await derive(pkcs12);
    expect(steps).toMatchObject([{ total: 50_000, outcome: 'done' }]);
  });

  it('ends with the signal, and leaves no step open', async () => {
    const { progress, steps } = createProgress();
    const stop = new AbortController();
    const derive = createKeyDeriver({ progress, signal: stop.signal, clock: stoppedClock });
    const reason = new Error('stopped');
    const work = derive({ ...pkcs12, iterations: 2_000_000 });
    setImmediate(() => stop.abort(reason));
    await expect(work).rejects.toBe(reason);
    expect(steps).toMatchObject([{ outcome: 'failed' }]);
    await expect(derive(pbkdf2)).rejects.toBe(reason);
    expect(steps).toHaveLength(1);
  });
});
