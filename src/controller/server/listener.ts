import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import { RestackError } from '../../core/errors/restack-error.js';
import { readSystemCode } from '../../core/errors/system-code.js';

/** A server that listens on loopback. */
export interface Listener {
  readonly port: number;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

/** The one address that the controller ever listens on. */
const LOOPBACK = '127.0.0.1';

const KEEP_ALIVE_MS = 65_000;

/**
 * Opens an HTTPS server on 127.0.0.1.
 *
 * @throws CONFIG when the port is taken or may not be opened.
 */
export async function listen(options: {
  readonly port: number;
  readonly key: string;
  readonly cert: string;
  readonly serve: (request: IncomingMessage, response: ServerResponse) => void;
}): Promise<Listener> {
  const { port, key, cert, serve } = options;
  const server = createServer({ key, cert, minVersion: 'TLSv1.2', keepAliveTimeout: KEEP_ALIVE_MS }, serve);
  refuseMalformedRequests(server);
  const sockets = trackSockets(server);
  await open(server, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => close(server, sockets),
  };
}

/** Answers 400 to a request that is not HTTP and closes its connection, without an exception. */
function refuseMalformedRequests(server: Server): void {
  server.on('clientError', (error: Error, socket) => {
    const code = readSystemCode(error);
    if (!socket.writable || code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const status = code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
    socket.end(
      `HTTP/1.1 ${status}\r\nServer: Microsoft-HTTPAPI/2.0\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    );
  });
  server.on('tlsClientError', (_error: Error, socket: Socket) => {
    socket.destroy();
  });
}

function open(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: Error) => {
      const reason = readSystemCode(cause) === 'EADDRINUSE' ? 'is in use' : 'cannot be opened';
      reject(new RestackError('CONFIG', `port ${port} of ${LOOPBACK} ${reason}`, { cause }));
    });
    server.listen(port, LOOPBACK, resolve);
  });
}

/** All connections from their first byte on. The server's own list has those only whose handshake is over. */
function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
