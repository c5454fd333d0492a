import { Worker } from 'node:worker_threads';
import type { SegmentHasher } from '../../backup-set/data-file/segment-hasher.js';
import type { Finding } from '../../core/errors/finding.js';
import { RestackError } from '../../core/errors/restack-error.js';
import {
  type EntriesToProve,
  type FileToProve,
  type ProofAnswer,
  type ProofNews,
  type ProofRequest,
  restoreError,
} from './proof-messages.js';
import { createRingWriter, createSegmentRing } from './segment-ring.js';

/** Undefined when restack runs from its sources, which a worker cannot load: all is done in one thread then. */
const WORKER_MODULE = import.meta.url.endsWith('.js')
  ? new URL('../adapters/proof/proof-worker.js', import.meta.url)
  : undefined;

/** True when another thread can be had. */
export function canStartThread(): boolean {
  return WORKER_MODULE !== undefined;
}

/** A second thread that computes: one thing at a time. */
export interface ProofThread {
  /** False while it works, and for ever once it has failed. */
  readonly idle: boolean;
  /** Proves one file of a store. */
  proveFile(
    file: FileToProve,
    onBytes: (bytes: number) => void,
  ): Promise<{ readonly findings: readonly Finding[]; readonly bytes: number }>;
  /** Proves some of the entries of a file. @throws INTEGRITY for the first of them that is not sound. */
  proveEntries(entries: EntriesToProve): Promise<void>;
  /** Hashes the segments of one file there, while this thread goes on. */
  createHasher(macKey: Uint8Array): SegmentHasher;
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
  let working = false;
  const send = (request: ProofRequest): void => {
    working = true;
    worker.postMessage(request, []);
  };
  const receive = async <K extends ProofAnswer['kind']>(
    kind: K,
    onBytes?: (bytes: number) => void,
  ): Promise<ProofAnswer & { kind: K }> => {
    for (;;) {
      const message = await inbox.next();
      if (message.kind === 'bytes') {
        onBytes?.(message.bytes);
        continue;
      }
      if (!isOfKind(message, kind))
        throw new RestackError('INTERNAL', `a proof thread answered ${message.kind}`);
      working = false;
      return message;
    }
  };
  return {
    get idle() {
      return !working && inbox.failure() === undefined;
    },
    async proveFile(file, onBytes) {
      send({ kind: 'file', ...file });
      const { findings, bytes } = await receive('proved', onBytes);
      return { findings, bytes };
    },
    async proveEntries(entries) {
      send({ kind: 'entries', ...entries });
      await receive('entriesProved');
    },
    createHasher(macKey) {
      const ring = createSegmentRing();
      send({ kind: 'hash', macKey, ring });
      return createRingWriter(ring, {
        throwIfFailed() {
          const failure = inbox.failure();
          if (failure !== undefined) throw failure;
        },
        onFailure: inbox.onFailure,
        receiveTag: async () => (await receive('tag')).tag,
      });
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

function isOfKind<K extends ProofAnswer['kind']>(
  answer: ProofAnswer,
  kind: K,
): answer is ProofAnswer & { kind: K } {
  return answer.kind === kind;
}

/** The answers of a thread in their order. */
interface Inbox {
  /** @throws what the thread failed with. */
  next(): Promise<ProofAnswer | ProofNews>;
  /** What the thread failed with; undefined while it lives. */
  failure(): RestackError | undefined;
  onFailure(listener: () => void): void;
}

function createInbox(worker: Worker): Inbox {
  const answers: (ProofAnswer | ProofNews)[] = [];
  let failure: RestackError | undefined;
  let wake = (): void => {};
  let tellFailure = (): void => {};
  const fail = (error: RestackError): void => {
    failure ??= error;
    wake();
    tellFailure();
  };
  worker.on('message', (answer: ProofAnswer | ProofNews) => {
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
    failure: () => failure,
    onFailure(listener) {
      tellFailure = listener;
    },
  };
}
