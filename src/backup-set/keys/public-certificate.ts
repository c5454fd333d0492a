import { formatCount } from '../../core/sizes.js';
import type { KeyObject } from 'node:crypto';
import { RestackError } from '../../core/errors/restack-error.js';
import {
  type CertificateFileFacts,
  type DeriveKey,
  inspectCertificateFile,
  openCertificateFile,
} from '../../crypto/certificate/certificate-file.js';

/** The public part of a backup certificate. */
export interface PublicCertificate {
  /** SHA-1, 40 upper-case hexadecimal digits. */
  readonly thumbprint: string;
  readonly publicKey: KeyObject;
  /** The certificate itself, DER. */
  readonly der: Uint8Array;
  readonly notAfter: Date;
}

/** The shortest RSA key that the service takes. Source: format specification, section 6. */
export const MIN_KEY_BITS = 2048;

/**
 * Parses the certificate that backups are encrypted for, as the service takes it: one certificate, its public part only.
 *
 * @param options `path` names the file in hints; `derive` derives keys from passwords
 * @throws USAGE when the file holds a private key or more than one certificate; UNSUPPORTED when it is no certificate,
 * or its key is not RSA of at least 2048 bits.
 */
export async function parsePublicCertificate(
  bytes: Uint8Array,
  { path, derive }: { readonly path: string; readonly derive: DeriveKey },
): Promise<PublicCertificate> {
  assertPublic(await inspectCertificateFile(bytes, derive), path);
  const [certificate, ...others] = await openCertificateFile(bytes, undefined);
  if (certificate === undefined || others.length > 0) {
    const found = certificate === undefined ? 0 : others.length + 1;
    throw new RestackError(
      'USAGE',
      `it holds ${formatCount(found, 'certificate')}, expected the one of the backup`,
    );
  }
  const { thumbprint, keyType, keySizeBits, notAfter, publicKey, der } = certificate;
  if (publicKey === null || keyType !== 'rsa' || (keySizeBits ?? 0) < MIN_KEY_BITS) {
    const found = keyType === 'rsa' ? `RSA of ${formatCount(keySizeBits ?? 0, 'bit')}` : keyType;
    const expected = `expected RSA of at least ${MIN_KEY_BITS} bits`;
    throw new RestackError('UNSUPPORTED', `the key of certificate ${thumbprint} is ${found}, ${expected}`, {
      details: { thumbprint, keyType, keySizeBits },
    });
  }
  return { thumbprint, notAfter, publicKey, der };
}

function assertPublic({ format, hasPrivateKey }: CertificateFileFacts, path: string): void {
  if (format !== 'pfx' && hasPrivateKey === false) return;
  const what = format === 'pfx' ? 'it is a .pfx' : 'it holds a private key';
  throw new RestackError(
    'USAGE',
    `${what}; backups are encrypted with the public part only, and the private key stays in the safe`,
    {
      hints:
        format === 'pfx'
          ? [`openssl pkcs12 -in ${path} -nokeys -clcerts | openssl x509 -outform DER -out backup.cer`]
          : [`openssl x509 -in ${path} -outform DER -out backup.cer`],
    },
  );
}
