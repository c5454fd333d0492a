import { type MessagePort, parentPort } from 'node:worker_threads';
import { proveWithKey } from '../../backup-set/content/prove-snapshot.js';
import {
  createSegmentDigester,
  createSegmentSums,
  type SegmentSums,
} from '../../backup-set/data-file/segment-digests.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { MIB } from '../../core/sizes.js';
import { createFolderStore } from '../store/folder/folder-store.js';
import { createStagingArea } from '../store/staging/staging.js';
import { describePlainError, type ProofAnswer, type ProofRequest } from './proof-messages.js';

/** Progress is told in steps of this size: a message per segment would cost more than it tells. */
const PROGRESS_STEP = 8 * MIB;

async function prove(
  request: ProofRequest & { kind: 'prove' },
  answer: (message: ProofAnswer) => void,
): Promise<void> {
  const staging = createStagingArea();
  let untold = 0;
  try {
    const proof = await proveWithKey(request.snapshot, request.key, {
      store: createFolderStore(request.location),
      staging,
      createDigester: createSegmentDigester,
      onBytes(bytes) {
        untold += bytes;
        if (untold < PROGRESS_STEP) return;
        answer({ kind: 'bytes', bytes: untold });
        untold = 0;
      },
    });
    await proof.dataFile?.dispose();
    answer({ kind: 'bytes', bytes: untold });
    answer({ kind: 'proved', findings: proof.findings, bytes: proof.bytes });
  } finally {
    await staging.dispose();
  }
}

/** Serves one thread: proves whole files, or digests the segments of a file that the other thread authenticates. */
function serve(port: MessagePort): void {
  const answer = (message: ProofAnswer): void => {
    port.postMessage(message);
  };
  let sums: SegmentSums | undefined;
  let slots: readonly SharedArrayBuffer[] = [];
  const handle = async (request: ProofRequest): Promise<void> => {
    if (request.kind === 'prove') return prove(request, answer);
    if (request.kind === 'digest') {
      sums = createSegmentSums(request.key);
      ({ slots } = request);
      return undefined;
    }
    if (sums === undefined) throw new RestackError('INTERNAL', 'a segment came before its key');
    if (request.kind === 'finish') {
      answer({ kind: 'digests', digests: sums.finish() });
      return undefined;
    }
    const slot = slots[request.slot];
    if (slot === undefined) throw new RestackError('INTERNAL', `no slot ${request.slot}`);
    sums.add(new Uint8Array(slot, 0, request.length));
    answer({ kind: 'segmentDone' });
    return undefined;
  };
  port.on('message', (request: ProofRequest) => {
    handle(request).catch((error: unknown) => {
      answer({ kind: 'failed', error: describePlainError(error) });
    });
  });
}

if (parentPort !== null) serve(parentPort);
