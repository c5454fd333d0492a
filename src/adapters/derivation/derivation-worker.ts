import { type MessagePort, parentPort } from 'node:worker_threads';
import {
  derivePkcs12InPieces,
  type Pkcs12Derivation,
} from '../../crypto/certificate/password/pkcs12-key-derivation.js';
import type { DerivationAnswer } from './derivation-thread.js';

/** Serves one thread: derives the bytes that it is asked for, and tells how far it is. */
function serve(port: MessagePort): void {
  const answer = (message: DerivationAnswer): void => {
    port.postMessage(message);
  };
  port.once('message', (derivation: Pkcs12Derivation) => {
    const pieces = derivePkcs12InPieces(derivation);
    for (;;) {
      const piece = pieces.next();
      if (piece.done === true) {
        answer({ kind: 'derived', bytes: piece.value });
        return;
      }
      answer({ kind: 'hashes', count: piece.value });
    }
  });
}

if (parentPort !== null) serve(parentPort);
