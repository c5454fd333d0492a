import { type MessagePort, parentPort } from 'node:worker_threads';
import {
  describePlainError,
  type ProofAnswer,
  type ProofNews,
  type ProofRequest,
} from '../thread/proof-messages.js';
import { hashRing } from '../thread/segment-ring.js';

/**
 * The module that proves files, loaded while the thread waits for its first request; hashing a ring needs none of it.
 */
const prover = import('./worker-proofs.js');

/** Serves one thread: one request at a time. */
function serve(port: MessagePort): void {
  const tell = (message: ProofAnswer | ProofNews): void => {
    port.postMessage(message);
  };
  const handle = async (request: ProofRequest): Promise<ProofAnswer> => {
    switch (request.kind) {
      case 'hash':
        return { kind: 'tag', tag: hashRing(request.ring, request.macKey) };
      case 'file': {
        const { proveFile } = await prover;
        return { kind: 'proved', ...(await proveFile(request, (bytes) => tell({ kind: 'bytes', bytes }))) };
      }
      case 'entries': {
        const { proveSharedEntries } = await prover;
        await proveSharedEntries(request);
        return { kind: 'entriesProved' };
      }
    }
  };
  port.on('message', (request: ProofRequest) => {
    handle(request).then(tell, (error: unknown) => {
      tell({ kind: 'failed', error: describePlainError(error) });
    });
  });
}

if (parentPort !== null) serve(parentPort);
