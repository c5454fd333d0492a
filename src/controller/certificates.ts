import { type KeyObject, X509Certificate } from 'node:crypto';
import {
  type CertificateRequest,
  createRsaKeyPair,
  issueCertificate,
  type RsaKeyPair,
} from '../crypto/certificate/make/issue-certificate.js';

export type { RsaKeyPair };

/** A server certificate and the root that clients must trust. Both are made at start and never stored. */
export interface ServerCertificate {
  readonly caCertificatePem: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  /** The server's key pair. It signs the access tokens too: RSA keys take long to make. */
  readonly keys: RsaKeyPair;
}

const DAY_MS = 86_400_000;
const VALID_DAYS = 397;

/**
 * Makes a root for this start and a certificate for the names, valid from yesterday on.
 * The root's private key is forgotten at once: nothing else can ever be signed with it.
 */
export async function createServerCertificate(
  hostNames: readonly string[],
  notBefore: Date,
): Promise<ServerCertificate> {
  const [root, server] = await Promise.all([createRsaKeyPair(), createRsaKeyPair()]);
  const issuer = [{ shortName: 'CN', value: 'restack embedded controller TEST ONLY root' }];
  const common = {
    issuer,
    issuerKey: root.privateKey,
    notBefore: new Date(notBefore.getTime() - DAY_MS),
    notAfter: new Date(notBefore.getTime() + VALID_DAYS * DAY_MS),
  };
  return {
    caCertificatePem: await issuePem({
      ...common,
      subject: issuer,
      key: root.publicKey,
      extensions: ROOT_EXTENSIONS,
    }),
    certificatePem: await issuePem({
      ...common,
      subject: [{ shortName: 'CN', value: hostNames[0] ?? 'localhost' }],
      key: server.publicKey,
      extensions: serverExtensions(hostNames),
    }),
    privateKeyPem: exportPem(server.privateKey),
    keys: server,
  };
}

const ROOT_EXTENSIONS = [
  { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
  { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  { name: 'subjectKeyIdentifier' },
];

/** Types of the subject alternative name. Source: RFC 5280, section 4.2.1.6. */
const DNS_NAME = 2;
const IP_ADDRESS = 7;

function serverExtensions(hostNames: readonly string[]): readonly object[] {
  const names = [...hostNames, 'localhost'].map((value) => ({ type: DNS_NAME, value }));
  return [
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: [...names, { type: IP_ADDRESS, ip: '127.0.0.1' }] },
  ];
}

async function issuePem(request: CertificateRequest): Promise<string> {
  return new X509Certificate(await issueCertificate(request)).toString();
}

function exportPem(key: KeyObject): string {
  return key.export({ type: 'pkcs1', format: 'pem' }).toString();
}
