import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { selectSystemCode } from './connection-error.js';
import { createTrust, lookupWithLoopback } from './https-client.js';

/** A host that was asked for its address and its certificate, without a request. */
export interface ProbedHost {
  /** The step that failed, with the system's code; undefined when none did. */
  readonly failed:
    { readonly step: 'resolve' | 'connect' | 'certificate'; readonly systemCode: string } | undefined;
  readonly addresses: readonly string[];
  /** Undefined when no certificate was shown. */
  readonly certificate: ProbedCertificate | undefined;
}

/** The certificate of a host. */
export interface ProbedCertificate {
  readonly issuer: string;
  readonly expiresAt: Date;
  /** Common name at the end of the chain that the host sent, its root or the last one before it. */
  readonly root: string;
}

/** Resolves a host and shakes hands with it; trusts whom requests trust. Never rejects. */
export async function probeHost(
  url: string,
  { caCertificate, limitMs }: { readonly caCertificate: string | undefined; readonly limitMs: number },
): Promise<ProbedHost> {
  const { hostname, port } = new URL(url);
  const addresses = await resolve(hostname);
  if (typeof addresses === 'string') {
    return { failed: { step: 'resolve', systemCode: addresses }, addresses: [], certificate: undefined };
  }
  const socket = connect({
    host: hostname,
    servername: hostname,
    port: port === '' ? 443 : Number(port),
    lookup: lookupWithLoopback,
    // Whatever it shows is looked at; nothing is sent to it.
    rejectUnauthorized: false,
    ...createTrust(caCertificate),
    timeout: limitMs,
  });
  try {
    return { addresses, ...(await shakeHands(socket)) };
  } finally {
    socket.destroy();
  }
}

function resolve(hostname: string): Promise<readonly string[] | string> {
  return new Promise((settle) => {
    lookupWithLoopback(hostname, { all: true }, (error, found) => {
      if (error !== null) settle(selectSystemCode(error) ?? 'ENOTFOUND');
      else settle(Array.isArray(found) ? found.map(({ address }) => address) : [found]);
    });
  });
}

function shakeHands(socket: TLSSocket): Promise<Pick<ProbedHost, 'failed' | 'certificate'>> {
  return new Promise((settle) => {
    const fail = (systemCode: string) =>
      settle({ failed: { step: 'connect', systemCode }, certificate: undefined });
    socket.once('error', (error) => fail(selectSystemCode(error) ?? 'ECONNRESET'));
    socket.once('timeout', () => fail('ETIMEDOUT'));
    socket.once('secureConnect', () => {
      const certificate = describeCertificate(socket.getPeerCertificate(true));
      const problem = selectSystemCode(socket.authorizationError);
      const failed = socket.authorized
        ? undefined
        : { step: 'certificate' as const, systemCode: problem ?? String(socket.authorizationError) };
      settle({ failed, certificate });
    });
  });
}

function describeCertificate(
  certificate: ReturnType<TLSSocket['getPeerCertificate']>,
): ProbedCertificate | undefined {
  if (!('issuer' in certificate) || certificate.valid_to === undefined) return undefined;
  let last: PeerCertificate & { readonly issuerCertificate?: PeerCertificate } = certificate;
  for (let depth = 0; depth < 8; depth++) {
    const next = last.issuerCertificate;
    if (next === undefined || next.fingerprint256 === last.fingerprint256) break;
    last = next;
  }
  return {
    issuer: readName(certificate.issuer),
    expiresAt: new Date(certificate.valid_to),
    root: readName(last.issuer),
  };
}

function readName(name: { readonly CN?: string | string[]; readonly O?: string | string[] }): string {
  const text = name.CN ?? name.O ?? 'no name';
  return Array.isArray(text) ? (text[0] ?? 'no name') : text;
}
