import { createServer, request as sendRequest } from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServerCertificate } from '../../src/controller/certificates.js';
import type { RunningController } from '../../src/controller/index.js';

/** The cloud's answer, or the one in its place. */
export interface FrontReply {
  readonly status: number;
  readonly body: unknown;
  /** Headers in the place of the cloud's own, by lower-case name; an empty one takes it away. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers in its own way, in the place of status and body. */
  readonly serve?: (response: ServerResponse) => void;
}

/** The request that is answered. */
export interface FrontRequest {
  readonly method: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Makes the answer to one request out of the cloud's own. The URL has neither scheme nor port. */
export type Rewrite = (url: string, reply: FrontReply, request: FrontRequest) => FrontReply;

/** A server in front of a controller: the same cloud, which also answers what the controller does not know. */
export interface Front {
  /** Replaces the controller's own, for whoever is to see the cloud through the front. */
  readonly controller: RunningController;
  close(): Promise<void>;
}

export async function startFront(behind: RunningController, rewrite: Rewrite): Promise<Front> {
  const domain = `${behind.region}.${behind.domain}`;
  const names = [`*.${domain}`, `*.vault.${domain}`, `*.${behind.domain}`];
  const certificate = await createServerCertificate(names, new Date());
  let port = 0;
  const inwards = (text: string) => text.replaceAll(new RegExp(`(:|%3A)${port}\\b`, 'g'), `$1${behind.port}`);
  const outwards = (text: string) =>
    text.replaceAll(new RegExp(`(:|%3A)${behind.port}\\b`, 'g'), `$1${port}`);
  const server = createServer({ key: certificate.privateKeyPem, cert: certificate.certificatePem });
  server.on('request', (incoming, response) => {
    const answer = async () => {
      const body = inwards(await readText(incoming));
      const reply = await forward(incoming, { behind, path: inwards(incoming.url ?? ''), body, inwards });
      const url = `${incoming.headers.host?.replace(/:\d+$/, '')}${incoming.url}`;
      const text = outwards(reply.text);
      const { method = 'GET', headers } = incoming;
      const own = { status: reply.status, body: text === '' ? undefined : parse(text) };
      const changed = rewrite(url, own, { method, authorization: headers.authorization, body });
      writeReply(response, changed, { own: reply.headers, outwards });
    };
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  const adminEndpoint = outwards(behind.adminEndpoint);
  const caCertificate = certificate.caCertificatePem;
  return {
    controller: { ...behind, adminEndpoint, userEndpoint: outwards(behind.userEndpoint), caCertificate },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function writeReply(
  response: ServerResponse,
  { status, body, headers = {}, serve }: FrontReply,
  { own, outwards }: { readonly own: IncomingHttpHeaders; readonly outwards: (text: string) => string },
): void {
  if (serve !== undefined) {
    serve(response);
    return;
  }
  response.statusCode = status;
  for (const [name, value] of Object.entries(own)) {
    if (/^(?:content-length|transfer-encoding|connection)$/.test(name) || value === undefined) continue;
    response.setHeader(name, Array.isArray(value) ? value.map(outwards) : outwards(value));
  }
  for (const [name, value] of Object.entries(headers)) {
    if (value === '') response.removeHeader(name);
    else response.setHeader(name, value);
  }
  response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
}

interface Forwarding {
  readonly behind: RunningController;
  readonly path: string;
  readonly body: string;
  readonly inwards: (text: string) => string;
}

async function forward(
  incoming: IncomingMessage,
  { behind, path, body, inwards }: Forwarding,
): Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }> {
  const host = inwards(incoming.headers.host ?? '');
  const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = incoming.headers;
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = sendRequest(
      {
        host: '127.0.0.1',
        port: behind.port,
        servername: host.replace(/:\d+$/, ''),
        ca: behind.caCertificate,
        method: incoming.method,
        path,
        headers: {
          ...headers,
          host,
          'content-length': Buffer.byteLength(body),
          'accept-encoding': 'identity',
        },
      },
      resolve,
    );
    request.on('error', reject);
    request.end(body);
  });
  return { status: reply.statusCode ?? 0, headers: reply.headers, text: await readText(reply) };
}

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
