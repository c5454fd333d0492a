import { explainError } from '../../core/errors/explain-error.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { describeAlgorithm } from './asn1/object-identifiers.js';

/** Commands that write a file anew with algorithms that every program reads. The private key stays encrypted. */
const WAYS_OUT = {
  pfx: [
    'write it anew with AES-256, and give the new file: openssl pkcs12 -legacy -in FILE.pfx -out NEW.pem',
    'on Windows: import it as exportable, then Export-PfxCertificate with -CryptoAlgorithmOption AES256_SHA256',
  ],
  pem: [
    'write it anew with AES-256: (openssl x509 -in FILE.pem; openssl pkey -in FILE.pem -aes256) > NEW.pem',
  ],
} as const;

/**
 * The error for an algorithm that a certificate file uses and restack does not read.
 *
 * @param role what it does there, as in "is encrypted with".
 * @param oid its object identifier; also in `details.algorithm`.
 */
export function algorithmNotRead(role: string, oid: string): RestackError {
  return new RestackError('UNSUPPORTED', `the file ${role} ${describeAlgorithm(oid)}, which is not read`, {
    details: { algorithm: oid },
  });
}

/** The same error, with the way out where it is one of {@link algorithmNotRead}; for a `catch`. */
export function hintAtReexport(error: unknown, format: keyof typeof WAYS_OUT): unknown {
  const isOne = error instanceof RestackError && error.details['algorithm'] !== undefined;
  return isOne ? explainError(error, { hints: WAYS_OUT[format] }) : error;
}
