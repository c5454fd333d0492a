import { Worker } from 'node:worker_threads';
import { RestackError } from '../../core/errors/restack-error.js';
import type { Pkcs12Derivation } from '../../crypto/certificate/password/pkcs12-key-derivation.js';

/** One message of a derivation thread. */
export type DerivationAnswer =
  | { readonly kind: 'hashes'; readonly count: number }
  | { readonly kind: 'derived'; readonly bytes: Uint8Array };

/** Undefined when restack runs from its sources, which a worker cannot load. */
const WORKER_MODULE = import.meta.url.endsWith('.js')
  ? new URL('../adapters/derivation/derivation-worker.js', import.meta.url)
  : undefined;

/** True when another thread can be had. */
export function canStartDerivation(): boolean {
  return WORKER_MODULE !== undefined;
}

/**
 * Derives in a thread of its own, which ends with the work.
 *
 * @param onHashes hears how many hashes came to those done before.
 * @throws the signal's reason when it is aborted; the thread is gone then.
 */
export async function deriveInThread(
  derivation: Pkcs12Derivation,
  { signal, onHashes }: { readonly signal: AbortSignal; readonly onHashes: (count: number) => void },
): Promise<Uint8Array> {
  if (WORKER_MODULE === undefined)
    throw new RestackError('INTERNAL', 'no thread can be started from sources');
  const worker = new Worker(WORKER_MODULE);
  let stop = (): void => {};
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      worker.postMessage(derivation, []);
      worker.on('message', (answer: DerivationAnswer) => {
        if (answer.kind === 'derived') resolve(answer.bytes);
        else onHashes(answer.count);
      });
      worker.on('error', (cause) => {
        reject(new RestackError('INTERNAL', 'a derivation thread failed', { cause }));
      });
      worker.on('exit', () => {
        reject(new RestackError('INTERNAL', 'a derivation thread ended before its work was done'));
      });
    });
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
