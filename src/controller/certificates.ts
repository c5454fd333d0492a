import { generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { pki as Pki } from 'node-forge';

/** A server certificate and the root that clients must trust. Both are made at start and never stored. */
export interface ServerCertificate {
  readonly caCertificatePem: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  /** The server's key pair. It signs the access tokens too: RSA keys take long to make. */
  readonly keys: RsaKeyPair;
}

/** An RSA key pair in both forms that are needed. */
export interface RsaKeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const DAY_MS = 86_400_000;
const VALID_DAYS = 397;

/** An RSA key of 2048 bits. */
async function createRsaKeyPair(): Promise<RsaKeyPair> {
  return promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
}

/**
 * Makes a root for this start and a certificate for the names, valid from yesterday on.
 * The root's private key is forgotten at once: nothing else can ever be signed with it.
 */
export async function createServerCertificate(
  hostNames: readonly string[],
  notBefore: Date,
): Promise<ServerCertificate> {
  const [{ default: forge }, root, server] = await Promise.all([
    import('node-forge'),
    createRsaKeyPair(),
    createRsaKeyPair(),
  ]);
  const issue = (request: CertificateRequest) =>
    issueCertificate(forge.pki, forge.md.sha256.create(), request);
  const rootName = 'restack embedded controller TEST ONLY root';
  const validity = { notBefore, issuerName: rootName, issuerKey: root.privateKey };
  return {
    caCertificatePem: issue({
      ...validity,
      name: rootName,
      key: root.publicKey,
      extensions: ROOT_EXTENSIONS,
    }),
    certificatePem: issue({
      ...validity,
      name: hostNames[0] ?? 'localhost',
      key: server.publicKey,
      extensions: serverExtensions(hostNames),
    }),
    privateKeyPem: exportPem(server.privateKey),
    keys: server,
  };
}

/** What one certificate says. */
interface CertificateRequest {
  readonly name: string;
  readonly key: KeyObject;
  readonly issuerName: string;
  readonly issuerKey: KeyObject;
  readonly notBefore: Date;
  readonly extensions: readonly object[];
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

function issueCertificate(
  pki: typeof Pki,
  digest: Parameters<Pki.Certificate['sign']>[1],
  request: CertificateRequest,
): string {
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(
    request.key.export({ type: 'spki', format: 'pem' }).toString(),
  );
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(request.notBefore.getTime() - DAY_MS);
  certificate.validity.notAfter = new Date(request.notBefore.getTime() + VALID_DAYS * DAY_MS);
  certificate.setSubject([{ name: 'commonName', value: request.name }]);
  certificate.setIssuer([{ name: 'commonName', value: request.issuerName }]);
  certificate.setExtensions([...request.extensions]);
  certificate.sign(pki.privateKeyFromPem(exportPem(request.issuerKey)), digest);
  return pki.certificateToPem(certificate);
}

function exportPem(key: KeyObject): string {
  return key.export({ type: 'pkcs1', format: 'pem' }).toString();
}
