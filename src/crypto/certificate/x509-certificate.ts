import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { RestackError } from '../../core/errors/restack-error.js';

/** The facts that a certificate states about itself. None of them is a secret. */
export interface CertificateFacts {
  /** SHA-1 of the DER bytes, 40 upper-case hexadecimal digits: what backups name their certificate by. */
  readonly thumbprint: string;
  /** SHA-256 of the DER bytes, 64 upper-case hexadecimal digits. */
  readonly thumbprintSha256: string;
  /** Most specific name first, as Windows shows it: `CN=…, O=…`. */
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** As node:crypto names it: `rsa`, `ec`, …; `unknown` when it does not know the key. */
  readonly keyType: string;
  /** Length of the modulus; null when the key is not RSA. */
  readonly keySizeBits: number | null;
}

/** A certificate and the key it is about. */
export interface ParsedCertificate {
  readonly facts: CertificateFacts;
  /** Null when node:crypto does not know its type. */
  readonly publicKey: KeyObject | null;
  readonly der: Uint8Array;
}

/**
 * Parses one X.509 certificate.
 *
 * @param der exactly its bytes.
 * @throws UNSUPPORTED when they are something else, or damaged.
 * Source: RFC 5280, section 4.1.
 */
export function parseCertificate(der: Uint8Array): ParsedCertificate {
  const certificate = decodeCertificate(der);
  const publicKey = selectPublicKey(certificate);
  return {
    facts: {
      thumbprint: createHash('sha1').update(certificate.raw).digest('hex').toUpperCase(),
      thumbprintSha256: createHash('sha256').update(certificate.raw).digest('hex').toUpperCase(),
      // One name a line, least specific first; line breaks inside a name come escaped.
      subject: certificate.subject?.split('\n').toReversed().join(', ') ?? '',
      notBefore: parseTime(certificate.validFrom),
      notAfter: parseTime(certificate.validTo),
      keyType: publicKey?.asymmetricKeyType ?? 'unknown',
      keySizeBits: publicKey?.asymmetricKeyDetails?.modulusLength ?? null,
    },
    publicKey,
    der: certificate.raw,
  };
}

function decodeCertificate(der: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch (cause) {
    throw new RestackError(
      'UNSUPPORTED',
      'what stands in the place of a certificate is none, or it is damaged',
      {
        cause,
      },
    );
  }
}

function selectPublicKey(certificate: X509Certificate): KeyObject | null {
  try {
    return certificate.publicKey;
  } catch {
    return null;
  }
}

/** node:crypto gives times as OpenSSL prints them: `Nov  2 10:00:00 2025 GMT`. */
function parseTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) {
    throw new RestackError('UNSUPPORTED', 'the certificate has a validity that is not a date');
  }
  return time;
}
