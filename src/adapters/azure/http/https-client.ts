import { X509Certificate } from 'node:crypto';
import { Agent as AnyAgent } from 'node:http';
import { Agent } from 'node:https';
import { createSecureContext, rootCertificates } from 'node:tls';
import {
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  proxyPolicy,
} from '@azure/core-rest-pipeline';
import { RestackError } from '../../../core/errors/restack-error.js';
import { MIB } from '../../../core/sizes.js';
import { noteProxy } from './connection-error.js';
import { sendRequest, type TrustRoots } from './send-request.js';
import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** The one way out: every request of a target takes it, those of sign-in included. */
export interface HttpsClient extends HttpClient {
  /** Sends a request. Its answer is limited to 64 MiB, or to `limitBytes`. */
  sendRequest(request: PipelineRequest, limits?: AnswerLimits): Promise<PipelineResponse>;
  /** Ends idle connections; those in use end with their request. */
  close(): void;
  /**
   * The time by which the other side's clock is ahead of this machine's, by its newest answer, in milliseconds;
   * undefined before.
   */
  clockOffsetMs(): number | undefined;
}

/** The limit of one answer, as it arrives and as it is decompressed, in bytes. */
export interface AnswerLimits {
  readonly limitBytes?: number;
}

const ANSWER_LIMIT_BYTES = 64 * MIB;

/** A proxy that requests go through. */
export interface ProxyRoute {
  /** The URL, with user and password where the proxy wants them: a secret then. */
  readonly url: string;
  /** Hosts that are reached without it; one that begins with a dot stands for all under it, `*` for all. */
  readonly noProxy: readonly string[];
}

/**
 * Makes a client that trusts the usual roots and, in addition, `caCertificate` (PEM, one or more).
 * Certificates are always checked.
 */
export function createHttpsClient(options: {
  readonly caCertificate?: string | undefined;
  readonly maxConnections?: number;
  readonly proxy?: ProxyRoute | undefined;
  readonly now?: () => Date;
}): HttpsClient {
  const { caCertificate, maxConnections = 64 } = options;
  const trust = createTrust(caCertificate);
  const agent = new Agent({
    keepAlive: true,
    maxSockets: maxConnections,
    lookup: lookupWithLoopback,
    ...trust,
  });
  const send = createRoute(agent, { proxy: options.proxy, trust });
  const now = options.now ?? (() => new Date());
  let offsetMs: number | undefined;
  return {
    async sendRequest(request, { limitBytes = ANSWER_LIMIT_BYTES } = {}) {
      const sentMs = now().getTime();
      const response = await send(request, limitBytes);
      // The header has whole seconds: in the mean it lies half a second back.
      const serverMs = Date.parse(response.headers.get('date') ?? '') + 500;
      if (!Number.isNaN(serverMs)) offsetMs = serverMs - (sentMs + now().getTime()) / 2;
      return response;
    },
    close: () => agent.destroy(),
    clockOffsetMs: () => offsetMs,
  };
}

/**
 * Makes the trust roots of connections: the usual ones and, in addition, `caCertificate` (PEM, one or more). Made once,
 * since with `ca` an agent would read and compare all roots for every single request.
 *
 * @throws CONFIG when `caCertificate` holds no certificate.
 */
export function createTrust(caCertificate: string | undefined): TrustRoots {
  if (caCertificate === undefined) return {};
  if (caCertificate !== latest?.caCertificate) {
    assertCertificates(caCertificate);
    const secureContext = createSecureContext({ ca: [...rootCertificates, caCertificate] });
    latest = { caCertificate, trust: { secureContext } };
  }
  return latest.trust;
}

/** The roots of the latest CA file: a process signs in to one cloud several times, and reading them takes 30 ms each. */
let latest: { readonly caCertificate: string; readonly trust: TrustRoots } | undefined;

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** OpenSSL passes over a text without a certificate, and then nothing is trusted. */
function assertCertificates(text: string): void {
  const found = text.match(PEM_CERTIFICATE) ?? [];
  try {
    if (found.map((certificate) => new X509Certificate(certificate)).length > 0) return;
  } catch (cause) {
    throw new RestackError('CONFIG', 'a certificate of the CA file (--ca-file) is damaged', { cause });
  }
  throw new RestackError('CONFIG', 'the CA file (--ca-file) holds no certificate; expected PEM or DER');
}

/** The way of a request: through the proxy, or with the agent of our own. */
function createRoute(
  agent: Agent,
  { proxy, trust }: { readonly proxy: ProxyRoute | undefined; readonly trust: TrustRoots },
): (request: PipelineRequest, limitBytes: number) => Promise<PipelineResponse> {
  const sendDirectly = (request: PipelineRequest, limitBytes: number) =>
    sendRequest(request, { agent, limitBytes });
  if (proxy === undefined || proxy.noProxy.includes('*')) return sendDirectly;
  const settings = selectProxySettings(proxy.url);
  const place = `${new URL(settings.host).hostname}:${settings.port}`;
  const policy = proxyPolicy(settings, { customNoProxyList: [...proxy.noProxy] });
  return (request, limitBytes) => {
    // The identity library sets an agent of its own.
    delete request.agent;
    return policy.sendRequest(request, (routed) => {
      if (!(routed.agent instanceof AnyAgent)) return sendDirectly(routed, limitBytes);
      noteProxy(routed, place);
      return sendRequest(routed, { agent: routed.agent, limitBytes, trust });
    });
  };
}

function selectProxySettings(text: string) {
  const { protocol, hostname, port, username, password } = new URL(text);
  const usualPort = protocol === 'https:' ? 443 : 80;
  return {
    host: `${protocol}//${hostname}`,
    port: port === '' ? usualPort : Number(port),
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}

const LOOPBACK: LookupAddress = { address: '127.0.0.1', family: 4 };

/** True for `localhost` and every name below it. Source: RFC 6761, section 6.3. */
export function isLoopbackName(hostname: string): boolean {
  return /(?:^|\.)localhost\.?$/i.test(hostname);
}

/**
 * Resolves like the system, except that `*.localhost` is the loopback address and never leaves the machine.
 * Node leaves these names to the system's resolver, which mostly does not know them. Source: RFC 6761, section 6.3.
 *
 * It answers in a later turn, as the system does: a connection that fails at once would fail before anybody listens.
 */
export const lookupWithLoopback: LookupFunction = (hostname, options, callback) => {
  if (!isLoopbackName(hostname)) {
    systemLookup(hostname, options, callback);
  } else if (wantsAll(options)) {
    setImmediate(callback, null, [LOOPBACK]);
  } else {
    setImmediate(callback, null, LOOPBACK.address, LOOPBACK.family);
  }
};

function wantsAll(options: LookupOptions): boolean {
  return options.all === true;
}
