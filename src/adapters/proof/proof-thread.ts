import { Worker } from 'node:worker_threads';
import type { Snapshot } from '../../backup-set/catalog.js';
import {
  SEGMENT_SIZE,
  type SegmentDigester,
  type SegmentDigests,
  type SegmentKey,
} from '../../backup-set/data-file/segment-digests.js';
import type { SnapshotKey } from '../../backup-set/data-file/snapshot-key.js';
import type { Finding } from '../../core/errors/finding.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { type ProofAnswer, type ProofRequest, restoreError } from './proof-messages.js';

/** Undefined when restack runs from its sources, which a worker cannot load: all is done in one thread then. */
const WORKER_MODULE = import.meta.url.endsWith('.js')
  ? new URL('../adapters/proof/proof-worker.js', import.meta.url)
  : undefined;

/** Segments that both threads share: enough to keep the other one busy, 4 MiB in all. */
const SLOT_COUNT = 8;

/** True when another thread can be had. */
export function canStartThread(): boolean {
  return WORKER_MODULE !== undefined;
}

/** A second thread that computes. */
export interface ProofThread {
  /** Proves one file of the store at `location`. */
  prove(
    file: { readonly location: string; readonly snapshot: Snapshot; readonly key: SnapshotKey },
    onBytes: (bytes: number) => void,
  ): Promise<{ readonly findings: readonly Finding[]; readonly bytes: number }>;
  /** Digests the segments of one file there, while this thread goes on. */
  createDigester(key: SegmentKey): SegmentDigester;
  /** Whether it keeps the process from ending; a thread that waits does not. */
  keepAlive(alive: boolean): void;
  /** Ends the thread, whatever it does. */
  end(): Promise<void>;
}

/** Starts a thread. What it throws, and its own end, reach whoever waits for an answer. */
export function startProofThread(): ProofThread {
  if (WORKER_MODULE === undefined)
    throw new RestackError('INTERNAL', 'no thread can be started from sources');
  const worker = new Worker(WORKER_MODULE);
  const inbox = createInbox(worker);
  const send = (request: ProofRequest): void => {
    worker.postMessage(request, []);
  };
  return {
    async prove(file, onBytes) {
      send({ kind: 'prove', ...file });
      for (;;) {
        const answer = await inbox.next();
        if (answer.kind === 'proved') return { findings: answer.findings, bytes: answer.bytes };
        if (answer.kind === 'bytes') onBytes(answer.bytes);
      }
    },
    createDigester(key) {
      const slots = Array.from({ length: SLOT_COUNT }, () => new SharedArrayBuffer(SEGMENT_SIZE));
      send({ kind: 'digest', key, slots });
      return createRemoteDigester(slots, send, inbox);
    },
    keepAlive(alive) {
      if (alive) worker.ref();
      else worker.unref();
    },
    async end() {
      await worker.terminate();
    },
  };
}

/** The slots are used in a ring, by both threads in the same order. */
function createRemoteDigester(
  slots: readonly SharedArrayBuffer[],
  send: (request: ProofRequest) => void,
  inbox: Inbox,
): SegmentDigester {
  const buffers = slots.map((slot) => new Uint8Array(slot));
  let taken = 0;
  let added = 0;
  let done = 0;
  const settle = async (): Promise<SegmentDigests | undefined> => {
    const answer = await inbox.next();
    if (answer.kind === 'segmentDone') done += 1;
    return answer.kind === 'digests' ? answer.digests : undefined;
  };
  return {
    async takeBuffer() {
      if (taken - done >= buffers.length) await settle();
      const buffer = buffers[taken % buffers.length] ?? new Uint8Array(0);
      taken += 1;
      return buffer;
    },
    async add(segment) {
      send({ kind: 'segment', slot: added % buffers.length, length: segment.length });
      added += 1;
    },
    async finish() {
      send({ kind: 'finish' });
      for (;;) {
        const digests = await settle();
        if (digests !== undefined) return digests;
      }
    },
  };
}

/** The answers of a thread in their order. */
interface Inbox {
  next(): Promise<ProofAnswer>;
}

function createInbox(worker: Worker): Inbox {
  const answers: ProofAnswer[] = [];
  let failure: RestackError | undefined;
  let wake = (): void => {};
  const fail = (error: RestackError): void => {
    failure ??= error;
    wake();
  };
  worker.on('message', (answer: ProofAnswer) => {
    if (answer.kind === 'failed') {
      fail(restoreError(answer.error));
      return;
    }
    answers.push(answer);
    wake();
  });
  worker.on('error', (cause) => {
    fail(new RestackError('INTERNAL', 'a proof thread failed', { cause }));
  });
  worker.on('exit', () => {
    fail(new RestackError('INTERNAL', 'a proof thread ended before its work was done'));
  });
  return {
    async next() {
      for (;;) {
        const answer = answers.shift();
        if (answer !== undefined) return answer;
        if (failure !== undefined) throw failure;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
