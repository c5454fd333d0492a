import type { KeyObject } from 'node:crypto';
import { RestackError } from '../../core/errors/restack-error.js';
import type { Asn1 } from './asn1/asn1.js';
import { type CertificateFileContent, detectCertificateFile } from './certificate-file-format.js';
import type { DeriveKey } from './password/key-derivation.js';
import type { PemBlock } from './pem/pem.js';
import { openPemKeys, readPemFile } from './pem/pem-file.js';
import { openPkcs12, readPkcs12, showsPrivateKey } from './pkcs12/pkcs12.js';
import { createKeyFromInfo } from './pem/pem-private-key.js';
import { hintAtReexport } from './unsupported-algorithm.js';
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
  open(password: string | undefined, derive: DeriveKey): Promise<CertificateFileParts>;
}

/**
 * Begins to read a certificate file.
 *
 * @throws UNSUPPORTED when it is no certificate file (the message says what it seems to be), damaged, larger than
 * 1 MiB, or protected in a way that is not read.
 */
export function createCertificateFileReader(bytes: Uint8Array): CertificateFileReader {
  const content = detectCertificateFile(bytes);
  if (content.format === 'cer') return createCerReader(content.der);
  try {
    const reader = content.format === 'pfx' ? createPfxReader(content.pfx) : createPemReader(content.blocks);
    return { ...reader, open: withHints(reader) };
  } catch (error) {
    throw hintAtReexport(error, content.format);
  }
}

function withHints(reader: CertificateFileReader): CertificateFileReader['open'] {
  return async (password, derive) => {
    try {
      return await reader.open(password, derive);
    } catch (error) {
      throw reader.format === 'cer' ? error : hintAtReexport(error, reader.format);
    }
  };
}

function createCerReader(der: Uint8Array): CertificateFileReader {
  const certificates = [parseCertificate(der)];
  return {
    format: 'cer',
    certificates,
    hasPrivateKey: false,
    open: async () => ({ certificates, privateKeys: [] }),
  };
}

function createPemReader(blocks: readonly PemBlock[]): CertificateFileReader {
  const file = readPemFile(blocks);
  const { certificates } = file;
  return {
    format: 'pem',
    certificates,
    hasPrivateKey: file.keys.length > 0,
    open: async (password, derive) => ({
      certificates,
      privateKeys: await openPemKeys(file, password, derive),
    }),
  };
}

function createPfxReader(pfx: Asn1): CertificateFileReader {
  const file = readPkcs12(pfx);
  return {
    format: 'pfx',
    certificates: file.encryptedSafes.length === 0 ? parseCertificates(file.plain.certificates) : null,
    hasPrivateKey: showsPrivateKey(file),
    async open(password, derive) {
      const { certificates, keys } = await openPkcs12(file, password, derive);
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
