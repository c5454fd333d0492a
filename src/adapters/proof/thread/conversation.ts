import type { Worker } from 'node:worker_threads';
import { RestackError } from '../../../core/errors/restack-error.js';
import { type ProofAnswer, type ProofNews, type ProofRequest, restoreError } from './proof-messages.js';

/** The answer of one kind. */
type AnswerOf<K extends ProofAnswer['kind']> = ProofAnswer & { readonly kind: K };

/** Asks a thread one thing after the other. */
export interface ThreadConversation {
  /** False while an answer is awaited, and for ever once the thread has failed. */
  readonly idle: boolean;
  ask(request: ProofRequest): void;
  /** Receives the answer to the last request. @throws the error that the thread failed with, its end included. */
  receive<K extends ProofAnswer['kind']>(kind: K, onBytes?: (bytes: number) => void): Promise<AnswerOf<K>>;
  /** Throws the error that the thread failed with; nothing while it lives. */
  throwIfFailed(): void;
  /** Calls `listener` when the thread fails. One listener at a time. */
  onFailure(listener: () => void): void;
}

/** Begins to listen to a thread. */
export function createConversation(worker: Worker): ThreadConversation {
  const mailbox = openMailbox(worker);
  let working = false;
  return {
    get idle() {
      return !working && mailbox.failure() === undefined;
    },
    ask(request) {
      working = true;
      worker.postMessage(request, []);
    },
    async receive(kind, onBytes) {
      for (;;) {
        const message = await mailbox.next();
        if (message.kind === 'bytes') {
          onBytes?.(message.bytes);
          continue;
        }
        if (!isOfKind(message, kind))
          throw new RestackError('INTERNAL', `a proof thread answered ${message.kind}, expected ${kind}`);
        working = false;
        return message;
      }
    },
    throwIfFailed() {
      const failure = mailbox.failure();
      if (failure !== undefined) throw failure;
    },
    onFailure(listener) {
      mailbox.onFailure(listener);
    },
  };
}

/** The messages of a thread in their order. */
interface Mailbox {
  /** The next message. @throws the error that the thread failed with. */
  next(): Promise<ProofAnswer | ProofNews>;
  failure(): RestackError | undefined;
  onFailure(listener: () => void): void;
}

function openMailbox(worker: Worker): Mailbox {
  const messages: (ProofAnswer | ProofNews)[] = [];
  let failure: RestackError | undefined;
  let wake = (): void => {};
  let tellFailure = (): void => {};
  const fail = (error: RestackError): void => {
    failure ??= error;
    wake();
    tellFailure();
  };
  worker.on('message', (message: ProofAnswer | ProofNews) => {
    if (message.kind === 'failed') {
      fail(restoreError(message.error));
      return;
    }
    messages.push(message);
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
        const message = messages.shift();
        if (message !== undefined) return message;
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

function isOfKind<K extends ProofAnswer['kind']>(answer: ProofAnswer, kind: K): answer is AnswerOf<K> {
  return answer.kind === kind;
}
