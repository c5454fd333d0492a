import { request as httpsRequest, Agent } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import type { LookupFunction } from 'node:net';
import { stringAt, stringsAt } from '../../../src/controller/wire/request-fields.js';
import type { RunningController } from '../../../src/controller/index.js';

/** One reply, its body parsed when it is JSON. */
export interface ClientReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: unknown;
}

/** What a test may say about a call. */
export interface ClientRequest {
  readonly method?: string;
  readonly url: string;
  readonly token?: string;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Name to check the certificate against, where the Host header says another. */
  readonly servername?: string;
}

/** Resolves every name to loopback, as RFC 6761 asks for `.localhost`. */
export const loopbackLookup: LookupFunction = (_name, options, callback) => {
  if (options.all === true) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};

/** A bare HTTPS client of one controller. */
export class ControllerClient {
  readonly #agent: Agent;
  readonly #controller: RunningController;

  constructor(controller: RunningController) {
    this.#controller = controller;
    this.#agent = new Agent({ ca: controller.caCertificate, keepAlive: true, lookup: loopbackLookup });
  }

  get agent(): Agent {
    return this.#agent;
  }

  send(request: ClientRequest): Promise<ClientReply> {
    const text = request.json === undefined ? request.text : JSON.stringify(request.json);
    const headers: Record<string, string> = { ...request.headers };
    if (request.token !== undefined) headers['authorization'] = `Bearer ${request.token}`;
    if (text !== undefined) {
      headers['content-type'] ??= 'application/json';
      headers['content-length'] = String(Buffer.byteLength(text));
    }
    return new Promise((resolve, reject) => {
      const outgoing = httpsRequest(
        request.url,
        {
          method: request.method ?? 'GET',
          headers,
          agent: this.#agent,
          ...(request.servername === undefined ? {} : { servername: request.servername }),
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const received = Buffer.concat(chunks).toString('utf8');
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              text: received,
              body: parseOrUndefined(received),
            });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(text);
    });
  }

  /** Signs in with the deployment's secret, for one audience. */
  async signIn(audience: string): Promise<string> {
    const controller = this.#controller;
    const isAdfs = controller.loginEndpoint.endsWith('/adfs');
    const url = isAdfs
      ? `${controller.loginEndpoint}/oauth2/token`
      : `${controller.loginEndpoint}${controller.tenantId}/oauth2/token`;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: controller.clientId,
      client_secret: controller.clientSecret,
      resource: audience,
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const reply = await this.send({ method: 'POST', url, text: form.toString(), headers });
    const token = stringAt(reply.body, 'access_token');
    if (token === undefined) throw new Error(`sign-in: ${reply.status} ${reply.text}`);
    return token;
  }

  /** Reads the metadata of an endpoint and signs in for its audience. */
  async signInTo(endpoint: string): Promise<string> {
    const reply = await this.send({ url: `${endpoint}/metadata/endpoints?api-version=2015-01-01` });
    return this.signIn(stringsAt(reply.body, 'authentication.audiences')[0] ?? '');
  }

  close(): void {
    this.#agent.destroy();
  }
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
