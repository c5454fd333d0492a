import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { isObject } from '../../../core/is-object.js';

/** Node's own channel: a server begins to listen. Source: Node's documentation, "TracingChannel Channels". */
const LISTENS = 'tracing:net.server.listen:asyncStart';

const scopes = new AsyncLocalStorage<symbol>();

/**
 * Runs the sign-in of a browser, and closes the page that it waits for on this machine as soon as `signal` is aborted:
 * the library cannot be told to give up, and a server that listens would keep the process alive.
 */
export async function closeLoopbackOnAbort<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const scope = Symbol('sign-in by browser');
  const servers = new Set<Server>();
  const note = (message: unknown) => {
    const server = isObject(message) ? message['server'] : undefined;
    if (scopes.getStore() === scope && isServer(server)) servers.add(server);
  };
  const close = () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  };
  subscribe(LISTENS, note);
  signal.addEventListener('abort', close, { once: true });
  try {
    return await scopes.run(scope, work);
  } finally {
    unsubscribe(LISTENS, note);
    signal.removeEventListener('abort', close);
  }
}

function isServer(value: unknown): value is Server {
  return isObject(value) && typeof value['closeAllConnections'] === 'function';
}
