import { connect, type TLSSocket } from 'node:tls';
import { performance } from 'node:perf_hooks';

/** One request sent again and again over several connections. */
export interface Load {
  readonly port: number;
  /** The whole request, as it goes over the wire. */
  readonly request: string;
  readonly requests: number;
  readonly connections: number;
}

export interface LoadResult {
  readonly perSecond: number;
}

const HEADER_END = '\r\n\r\n';

/**
 * Sends a load and waits for every reply. A bare socket client: it reads no more of a reply than its length.
 *
 * @throws Error when a reply is not 200.
 */
export async function driveLoad(load: Load): Promise<LoadResult> {
  const share = Math.floor(load.requests / load.connections);
  const sockets = await Promise.all(Array.from({ length: load.connections }, () => open(load.port)));
  const startedMs = performance.now();
  await Promise.all(sockets.map((socket) => repeat(socket, load.request, share)));
  const seconds = (performance.now() - startedMs) / 1000;
  for (const socket of sockets) socket.destroy();
  return { perSecond: (share * load.connections) / seconds };
}

/** The load stays on this machine and carries nothing that matters: the certificate is not looked at. */
function open(port: number): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => resolve(socket));
    socket.once('error', reject);
  });
}

function repeat(socket: TLSSocket, request: string, times: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = times;
    let received = '';
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      const size = sizeOfReply(received);
      if (size === undefined || received.length < size) return;
      if (!received.startsWith('HTTP/1.1 200')) {
        reject(new Error(received.slice(0, 200)));
        return;
      }
      received = received.slice(size);
      left -= 1;
      if (left > 0) socket.write(request);
      else resolve();
    });
    socket.once('error', reject);
    socket.write(request);
  });
}

/** Bytes of the first reply with its headers; undefined while the headers are not complete. */
function sizeOfReply(received: string): number | undefined {
  const end = received.indexOf(HEADER_END);
  if (end === -1) return undefined;
  const length = /content-length: (\d+)/i.exec(received.slice(0, end))?.[1] ?? '0';
  return end + HEADER_END.length + Number(length);
}
