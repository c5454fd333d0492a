import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { createSmbError, type SmbAccess, type SmbCalls } from '../calls/smb-calls.js';
import { answerRequest, type SmbAnswer, type SmbRequest, type SmbStarted } from './smb-messages.js';

/** The calls to file servers, made elsewhere. */
export type SmbAsker = {
  readonly [C in keyof SmbCalls]: (...values: Parameters<SmbCalls[C]>) => Promise<ReturnType<SmbCalls[C]>>;
};

/** The thread that makes the calls, as its owner has it. */
export interface SmbClient {
  readonly ask: SmbAsker;
  /** Makes a port by which another thread can ask, too; undefined where calls are made in this thread. */
  readonly lend: () => MessagePort | undefined;
  /** Ends the connections. Safe to call twice. */
  readonly close: () => Promise<void>;
}

/** Undefined when restack runs from its sources, which a worker cannot load: calls are made in this thread then. */
const WORKER_MODULE = import.meta.url.endsWith('.js')
  ? new URL('../adapters/store/network/thread/smb-worker.js', import.meta.url)
  : undefined;

/**
 * Starts the thread that makes calls to file servers. libsmbclient does not take two threads at a time, so that a process
 * has one.
 *
 * @throws Error with the codes of loading libsmbclient.
 */
export function startSmbClient(access: SmbAccess): Promise<SmbClient> {
  return WORKER_MODULE === undefined ? startHere(access) : startThread(WORKER_MODULE, access);
}

async function startHere(access: SmbAccess): Promise<SmbClient> {
  const [{ loadSmbLibrary }, { createSmbContext }, { createResumingCalls }] = await Promise.all([
    import('../calls/smb-library.js'),
    import('../calls/smb-context.js'),
    import('../calls/resuming-calls.js'),
  ]);
  const library = await loadSmbLibrary();
  const calls = createResumingCalls(() => createSmbContext(library, access));
  let isOpen = true;
  return {
    ask: createAsker((request) => Promise.resolve(answerRequest(calls, request))),
    lend: () => undefined,
    close: async () => {
      if (isOpen) calls.end();
      isOpen = false;
    },
  };
}

async function startThread(module: URL, access: SmbAccess): Promise<SmbClient> {
  const worker = new Worker(module);
  const started = await new Promise<SmbStarted>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.postMessage({ access }, []);
  });
  if (started.missing !== undefined) {
    await worker.terminate();
    throw createSmbError(started.missing, 'libsmbclient');
  }
  const { ask, fail, isIdle } = askBy(worker);
  worker.on('error', fail);
  worker.on('exit', () => fail(createSmbError('ENOTCONN', 'the connection was closed')));
  worker.unref();
  return {
    ask,
    lend() {
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ port: port1 }, [port1]);
      return port2;
    },
    close: () => end(worker, isIdle()),
  };
}

/** Lets a thread close its connections and end. One that waits for a server is ended once that call is over. */
async function end(worker: Worker, isIdle: boolean): Promise<void> {
  if (worker.threadId === -1) return;
  worker.ref();
  const hasEnded = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  if (isIdle) worker.postMessage({ ends: true }, []);
  else await worker.terminate();
  await hasEnded;
}

/** Lets a thread ask by a port that another one lent to it. */
export function createPortAsker(port: MessagePort): SmbAsker {
  return askBy(port).ask;
}

/** Either end of a conversation with the thread. */
interface Channel {
  on(event: 'message', listener: (answer: SmbAnswer) => void): unknown;
  postMessage(request: SmbRequest, transfer: readonly []): void;
  ref(): void;
  unref(): void;
}

interface Conversation {
  readonly ask: SmbAsker;
  readonly isIdle: () => boolean;
  /** Lets every call fail, those to come, too. */
  readonly fail: (error: unknown) => void;
}

function askBy(channel: Channel): Conversation {
  const waiting = new Map<
    number,
    { readonly resolve: (answer: SmbAnswer) => void; readonly reject: (error: unknown) => void }
  >();
  let failure: { readonly error: unknown } | undefined;
  channel.on('message', (answer) => {
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
    if (waiting.size === 0) channel.unref();
  });
  channel.unref();
  const ask = createAsker((request) => {
    if (failure !== undefined) return Promise.reject(failure.error);
    channel.ref();
    return new Promise((resolve, reject) => {
      waiting.set(request.id, { resolve, reject });
      channel.postMessage(request, []);
    });
  });
  return {
    ask,
    isIdle: () => waiting.size === 0,
    fail(error) {
      failure ??= { error };
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}

/** The calls, each of which is a request of its own. */
function createAsker(send: (request: SmbRequest) => Promise<SmbAnswer>): SmbAsker {
  let lastId = 0;
  const make =
    (call: keyof SmbCalls) =>
    async (...values: readonly unknown[]): Promise<never> => {
      lastId += 1;
      const answer = await send({ id: lastId, call, values });
      if ('fault' in answer)
        throw Object.assign(new Error(answer.fault.message), { code: answer.fault.code });
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both ends take the answers from SmbCalls
      return answer.value as never;
    };
  return {
    list: make('list'),
    open: make('open'),
    read: make('read'),
    readPiece: make('readPiece'),
    create: make('create'),
    write: make('write'),
    close: make('close'),
    makeFolder: make('makeFolder'),
    rename: make('rename'),
    removeFile: make('removeFile'),
    removeFolder: make('removeFolder'),
    readFreeBytes: make('readFreeBytes'),
  };
}
