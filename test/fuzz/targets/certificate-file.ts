import { createPublicKey, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import forge from 'node-forge';
import {
  inspectCertificateFile,
  openCertificateFile,
  type OpenedCertificate,
} from '../../../src/crypto/certificate/certificate-file.js';
import { OID } from '../../../src/crypto/certificate/asn1/object-identifiers.js';
import { assertLaw, defineTarget } from '../fuzz-target.js';
import { readVector, readVectorIndex } from '../../vectors/certificates/vector-index.js';
import { readFilesOf } from './sample-files.js';

/** Opens every vector that opens with a password in ASCII. */
const PASSWORD = 'TEST-ONLY-password';

const PEM = ['CERTIFICATE', 'PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'RSA PRIVATE KEY', 'X509 CERTIFICATE'];

/** An object identifier as it stands in DER, with tag and length. */
function encodeIdentifier(identifier: string): string {
  const content = forge.asn1.oidToDer(identifier).getBytes();
  return `\x06${String.fromCharCode(content.length)}${content}`;
}

/** SHA-256 of the certificate that OpenSSL takes for the key's; undefined when it does not read the file. */
function openWithOpenssl(input: Uint8Array): string | undefined {
  try {
    const der = readOwnCertificate(createSecureContext({ pfx: Buffer.from(input), passphrase: PASSWORD }));
    return der instanceof Uint8Array ? fingerprintOf(der) : undefined;
  } catch {
    return undefined;
  }
}

/** As Node does itself for `getCertificate()` of a connection. */
function readOwnCertificate(secureContext: SecureContext): unknown {
  const context: unknown = secureContext.context;
  if (typeof context !== 'object' || context === null) return undefined;
  const read: unknown = Reflect.get(context, 'getCertificate');
  return typeof read === 'function' ? Reflect.apply(read, context, []) : undefined;
}

function fingerprintOf(der: Uint8Array): string {
  return new X509Certificate(der).fingerprint256.replaceAll(':', '');
}

/** PKCS#12, PEM and DER, with a password and without. */
export const certificateFileTarget = defineTarget<readonly OpenedCertificate[]>({
  name: 'certificate-file',
  dictionary: [
    ...PEM.flatMap((label) => [`-----BEGIN ${label}-----\n`, `-----END ${label}-----\n`]),
    'DEK-Info: AES-256-CBC,00 ¦ Proc-Type: 4,ENCRYPTED\n ¦ \x02\x01\x03 ¦ 0\x80 ¦ \x00\x00 ¦ $\x80',
    '\xa0\x80 ¦ \x04\x08 ¦ \x02\x02\x08\x00 ¦ 0\x82 ¦ \x05\x00 ¦ \xff\xfe ¦ \x02\x01\xff',
    ...Object.values(OID).map(encodeIdentifier),
  ],
  refusals: ['UNSUPPORTED', 'WRONG_PASSWORD'],
  readSeeds: async () => [
    ...readVectorIndex()
      .vectors.filter(({ file }) => !file.includes('too-many'))
      .map(({ file }) => readVector(file)),
    ...(await readFilesOf('samples/keys', /\.(?:pfx|cer)$/)),
  ],
  read: (input) => openCertificateFile(input, PASSWORD),
  async confirm(certificates, input) {
    const { format, needsPassword } = await inspectCertificateFile(input);
    assertLaw(needsPassword || format !== undefined, 'what opens can be inspected');
    const thumbprints = new Set(certificates.map(({ thumbprintSha256 }) => thumbprintSha256));
    assertLaw(thumbprints.size === certificates.length, 'each certificate is listed once');
    for (const { privateKey, keyType } of certificates) {
      assertLaw(privateKey === null || createPublicKey(privateKey).asymmetricKeyType === keyType, 'keys fit');
    }
    const second = format === 'pfx' ? openWithOpenssl(input) : undefined;
    assertLaw(second === undefined || thumbprints.has(second), 'OpenSSL reads the same certificate');
    const [first] = certificates;
    const isItself = first !== undefined && thumbprints.has(fingerprintOf(first.der));
    assertLaw(format !== 'cer' || isItself, 'a lone certificate is itself');
  },
});
