import type { CertificateKey, Keyring, LegacyKey } from '../../backup-set/data-file/snapshot-key.js';
import type { OpenedCertificate } from '../../crypto/certificate/certificate-file.js';
import { KIB } from '../../core/sizes.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { KeyOptions, Prompts } from '../app.js';
import { type CertificateSource, readCertificateSource } from './certificate-source.js';
import { readCertPassword, readEncryptionKey, readEnvironment } from '../environment.js';
import { nameFile } from './name-file.js';
import { readGivenFile } from '../../adapters/disk/read-given-file.js';

const TEXT_LIMIT_BYTES = 64 * KIB;

/** The given legacy key, and its source. */
export interface LegacyKeySource {
  readonly name: string;
  readonly key: LegacyKey;
}

/** The keys that a command was given, as a keyring and, for `keys check`, one by one. */
export interface GivenKeys extends Keyring {
  readonly certificates: readonly CertificateSource[];
  readonly legacy: LegacyKeySource | undefined;
  /** False when neither a certificate nor a legacy key was given. */
  readonly any: boolean;
}

/**
 * Reads the certificates and the legacy key that flags and environment name. No password is needed yet.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING, UNSUPPORTED or NO_KEY as the fault of a file is.
 */
export async function readGivenKeys(options: KeyOptions, prompts: Prompts): Promise<GivenKeys> {
  const files = options.certFiles.length > 0 ? options.certFiles : readEnvironment().certFiles;
  const passwords = { given: await readGivenPasswords(options.certPasswordFiles), prompts };
  const certificates = await Promise.all(files.map((file) => readCertificateSource(file, passwords)));
  const legacy = await readLegacyKey(options.keyFile);
  return {
    certificates,
    legacy,
    any: certificates.length > 0 || legacy !== undefined,
    findCertificateKey: (thumbprint) => findCertificateKey(certificates, thumbprint),
    findLegacyKey: () => Promise.resolve(legacy?.key),
  };
}

async function findCertificateKey(
  sources: readonly CertificateSource[],
  thumbprint: string,
): Promise<CertificateKey | undefined> {
  const showing = sources.filter(({ visible }) => visible?.some((facts) => facts.thumbprint === thumbprint));
  const silent = sources.filter(({ visible }) => visible === null);
  const failures: RestackError[] = [];
  for (const source of [...showing, ...silent]) {
    try {
      const opened = await source.open(thumbprint);
      const match = opened.find((certificate) => certificate.thumbprint === thumbprint);
      if (match !== undefined) return createCertificateKey(match, source.path);
    } catch (error) {
      if (!(error instanceof RestackError)) throw error;
      // Another file may hold the certificate all the same.
      failures.push(error);
    }
  }
  if (failures[0] !== undefined) throw failures[0];
  return undefined;
}

function createCertificateKey(certificate: OpenedCertificate, path: string): CertificateKey {
  const { thumbprint, privateKey, notAfter } = certificate;
  if (privateKey === null) {
    throw new RestackError(
      'NO_KEY',
      `${path} holds only the public part of certificate ${thumbprint}; its private key is needed to decrypt`,
      {
        hints: ['give the .pfx that was kept when the certificate was made: --cert FILE.pfx'],
        details: { thumbprint },
      },
    );
  }
  return { kind: 'certificate', thumbprint, privateKey, notAfter };
}

/**
 * Reads the passwords of certificate files, from the files that flags name, else from `RESTACK_CERT_PASSWORD`.
 *
 * @throws NOT_FOUND or PERMISSION_MISSING when a file cannot be read.
 */
export async function readGivenPasswords(files: readonly string[]): Promise<readonly string[]> {
  if (files.length === 0) {
    const password = readCertPassword();
    return password === undefined ? [] : [password];
  }
  return Promise.all(files.map((file) => readSecretText(file, 'password file')));
}

async function readLegacyKey(file: string | undefined): Promise<LegacyKeySource | undefined> {
  const text = file === undefined ? readEncryptionKey() : await readSecretText(file, 'key file');
  if (text === undefined) return undefined;
  const { parseLegacyKey } = await import('../../crypto/legacy-key.js');
  const name = file ?? 'RESTACK_ENCRYPTION_KEY';
  return { name, key: { kind: 'legacy', compactKey: nameFile(name, () => parseLegacyKey(text)) } };
}

/**
 * Reads a secret from a file that a flag named.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED when it cannot be read.
 */
export async function readSecretText(file: string, what: string): Promise<string> {
  const bytes = await readGivenFile(file, { what, limitBytes: TEXT_LIMIT_BYTES });
  const { decodeFileText } = await import('../../crypto/file-text.js');
  // An editor's final line end is no part of a password.
  return decodeFileText(bytes).replace(/\r?\n$/, '');
}
