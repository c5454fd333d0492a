import type { Clock } from '../../core/clock.js';
import { endWithSignal } from '../../core/work-through.js';
import type { Progress, ProgressStep } from '../../core/progress.js';
import {
  type DeriveKey,
  deriveKey,
  type KeyDerivation,
} from '../../crypto/certificate/password/key-derivation.js';
import { countHashes } from '../../crypto/certificate/password/pkcs12-key-derivation.js';
import { canStartDerivation, deriveInThread } from './derivation-thread.js';

/** The command that waits for keys. */
export interface DerivationAudience {
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** Below it a derivation is over before a thread has started. */
const THREAD_HASHES = 100_000;

/** Work that is over by then needs no word. */
const SILENCE_MS = 1000;

/**
 * Makes the deriver of a command. It turns passwords into keys beside the main thread, shows a step of progress for
 * what takes longer than a second, and ends at the first signal.
 */
export function createKeyDeriver(audience: DerivationAudience): DeriveKey {
  return async (derivation) => {
    const { signal } = audience;
    signal.throwIfAborted();
    const step = beginLateStep(audience, derivation);
    let isDone = false;
    try {
      // PBKDF2 cannot be stopped, but left behind.
      const bytes = await endWithSignal(signal, derive(derivation, { signal, onHashes: step.add }));
      isDone = true;
      return bytes;
    } finally {
      step.end(isDone ? 'done' : 'failed');
    }
  };
}

async function derive(
  derivation: KeyDerivation,
  watch: { readonly signal: AbortSignal; readonly onHashes: (count: number) => void },
): Promise<Uint8Array> {
  const isLong = derivation.kind === 'pkcs12' && countHashes(derivation) > THREAD_HASHES;
  return isLong && canStartDerivation() ? deriveInThread(derivation, watch) : deriveKey(derivation);
}

/** A step that is shown only once it has taken a second. */
function beginLateStep(
  { progress, clock }: DerivationAudience,
  derivation: KeyDerivation,
): { readonly add: (count: number) => void; readonly end: ProgressStep['end'] } {
  const total = derivation.kind === 'pkcs12' ? countHashes(derivation) : undefined;
  const ended = new AbortController();
  let step: ProgressStep | undefined;
  let done = 0;
  const begin = (): void => {
    step = progress.begin('turning the password into a key', {
      unit: 'objects',
      ...(total === undefined ? {} : { total }),
    });
    step.advance(done, total);
  };
  clock.wait(SILENCE_MS, ended.signal).then(begin, () => {});
  return {
    add(count) {
      done += count;
      step?.advance(done, total);
    },
    end(outcome) {
      ended.abort();
      step?.end(outcome);
    },
  };
}
