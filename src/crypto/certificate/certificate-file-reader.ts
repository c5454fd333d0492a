import type { KeyObject } from 'node:crypto';
import { RestackError } from '../../core/errors/restack-error.js';
import type { Asn1 } from './asn1/asn1.js';
import { type CertificateFileContent, detectCertificateFile } from './certificate-file-format.js';
import { openPemKeys, readPemFile } from './pem/pem-file.js';
import { openPkcs12, readPkcs12, showsPrivateKey } from './pkcs12/pkcs12.js';
import { createKeyFromInfo } from './private-key.js';
import { type ParsedCertificate, parseCertificate } from './x509-certificate.js';

/** Everything in a certificate file. */
export interface CertificateFileParts {
  readonly certificates: readonly ParsedCertificate[];
  readonly privateKeys: readonly KeyObject[];
}

/** A certificate file of any format, before its password. */
export interface CertificateFileReader {
  readonly format: CertificateFileContent['format'];
  /** Null when they are encrypted. */
  readonly certificates: readonly ParsedCertificate[] | null;
  /** Null when an encrypted part may hold one. */
  readonly hasPrivateKey: boolean | null;
  /**
   * @throws WRONG_PASSWORD when the password does not open the file.
   * @throws UNSUPPORTED when it is damaged, holds no certificate, or uses an algorithm that is not read.
   */
  open(password: string | undefined): CertificateFileParts;
}

/**
 * Begins to read a certificate file.
 *
 * @throws UNSUPPORTED when it is no certificate file (the message says what it seems to be), damaged, larger than
 * 1 MiB, or protected in a way that is not read.
 */
export function createCertificateFileReader(bytes: Uint8Array): CertificateFileReader {
  const content = detectCertificateFile(bytes);
  if (content.format === 'pfx') return createPfxReader(content.pfx);
  return content.format === 'pem' ? createPemReader(content.text) : createCerReader(content.der);
}

function createCerReader(der: Uint8Array): CertificateFileReader {
  const certificates = [parseCertificate(der)];
  return {
    format: 'cer',
    certificates,
    hasPrivateKey: false,
    open: () => ({ certificates, privateKeys: [] }),
  };
}

function createPemReader(text: string): CertificateFileReader {
  const file = readPemFile(text);
  return {
    format: 'pem',
    certificates: file.certificates,
    hasPrivateKey: file.keys.length > 0,
    open: (password) => ({ certificates: file.certificates, privateKeys: openPemKeys(file, password) }),
  };
}

function createPfxReader(pfx: Asn1): CertificateFileReader {
  const file = readPkcs12(pfx);
  return {
    format: 'pfx',
    certificates: file.encryptedSafes.length === 0 ? parseCertificates(file.plain.certificates) : null,
    hasPrivateKey: showsPrivateKey(file),
    open(password) {
      const { certificates, keys } = openPkcs12(file, password);
      if (certificates.length === 0) {
        throw new RestackError(
          'UNSUPPORTED',
          `the file holds no certificate, expected one; private keys: ${keys.length}`,
        );
      }
      return {
        certificates: parseCertificates(certificates),
        privateKeys: keys.map((info) => createKeyFromInfo(info)),
      };
    },
  };
}

function parseCertificates(certificates: readonly Uint8Array[]): readonly ParsedCertificate[] {
  return certificates.map((der) => parseCertificate(der));
}
