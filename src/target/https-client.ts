import { Agent } from 'node:https';
import { rootCertificates } from 'node:tls';
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import { lookupWithLoopback } from './loopback-lookup.js';

/** The one way out: every request of a target, those of sign-in included, takes it. */
export interface HttpsClient extends HttpClient {
  /** Ends idle connections; those in use end with their request. */
  close(): void;
}

/**
 * Makes a client that trusts the usual roots and, in addition, `caCertificate` (PEM, one or more).
 * Certificates are always checked.
 */
export function createHttpsClient(options: {
  readonly caCertificate?: string | undefined;
  readonly maxConnections?: number;
}): HttpsClient {
  const { caCertificate, maxConnections = 64 } = options;
  const agent = new Agent({
    keepAlive: true,
    maxSockets: maxConnections,
    lookup: lookupWithLoopback,
    ...(caCertificate === undefined ? {} : { ca: [...rootCertificates, caCertificate] }),
  });
  const client = createDefaultHttpClient();
  return {
    sendRequest(request) {
      request.agent = agent;
      return client.sendRequest(request);
    },
    close: () => agent.destroy(),
  };
}
