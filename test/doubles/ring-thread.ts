/** Hashes rings, one after the other, in a thread of its own. */
import { parentPort } from 'node:worker_threads';
import { hashRing, type SegmentRing } from '../../src/adapters/proof/thread/segment-ring.js';

parentPort?.on('message', ({ ring, macKey }: { readonly ring: SegmentRing; readonly macKey: Uint8Array }) => {
  parentPort?.postMessage(hashRing(ring, macKey), []);
});
