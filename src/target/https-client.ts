import { Agent } from 'node:https';
import { rootCertificates } from 'node:tls';
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import { lookupWithLoopback } from './loopback-lookup.js';

/** The one way out: every request of a target, those of sign-in included, takes it. */
export interface HttpsClient extends HttpClient {
  /** Ends idle connections; those in use end with their request. */
  close(): void;
  /** How far the other side's clock is ahead of this machine's, by its newest answer, in milliseconds; undefined before. */
  clockOffsetMs(): number | undefined;
}

/**
 * Makes a client that trusts the usual roots and, in addition, `caCertificate` (PEM, one or more).
 * Certificates are always checked.
 */
export function createHttpsClient(options: {
  readonly caCertificate?: string | undefined;
  readonly maxConnections?: number;
  readonly now?: () => Date;
}): HttpsClient {
  const { caCertificate, maxConnections = 64 } = options;
  const agent = new Agent({
    keepAlive: true,
    maxSockets: maxConnections,
    lookup: lookupWithLoopback,
    ...(caCertificate === undefined ? {} : { ca: [...rootCertificates, caCertificate] }),
  });
  const client = createDefaultHttpClient();
  const now = options.now ?? (() => new Date());
  let offsetMs: number | undefined;
  return {
    async sendRequest(request) {
      request.agent = agent;
      const sentMs = now().getTime();
      const response = await client.sendRequest(request);
      // The header has whole seconds: in the mean it lies half a second back.
      const serverMs = Date.parse(response.headers.get('date') ?? '') + 500;
      if (!Number.isNaN(serverMs)) offsetMs = serverMs - (sentMs + now().getTime()) / 2;
      return response;
    },
    close: () => agent.destroy(),
    clockOffsetMs: () => offsetMs,
  };
}
