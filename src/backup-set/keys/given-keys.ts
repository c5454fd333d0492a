import { RestackError, SAME_COMMAND } from '../../core/errors/restack-error.js';
import type { CertificateFacts, OpenedCertificate } from '../../crypto/certificate/certificate-file.js';
import type { CertificateKey, Keyring, LegacyKey } from '../data-file/snapshot-key.js';

/** The certificate that somebody is after, and the set that names it, where it is one. */
export interface CertificateOfSet {
  readonly thumbprint: string;
  readonly backupId?: string | undefined;
}

/** One certificate file that was given, opened at most once. */
export interface CertificateSource {
  /** The path as given. */
  readonly path: string;
  /** The certificates that the file shows without its password; null when it shows none. */
  readonly visible: readonly CertificateFacts[] | null;
  /**
   * Opens all certificates inside. Tries the given passwords, then asks, naming the file and the wanted certificate.
   *
   * @throws WRONG_PASSWORD when no password opens the file; CONFIRMATION_REQUIRED when one is needed and nobody can be
   * asked.
   */
  open(wanted?: CertificateOfSet): Promise<readonly OpenedCertificate[]>;
}

/** The given legacy key, and its source. */
export interface LegacyKeySource {
  readonly name: string;
  readonly key: LegacyKey;
}

/** The keys that a command was given, one by one. */
export interface KeySources {
  readonly certificates: readonly CertificateSource[];
  readonly legacy: LegacyKeySource | undefined;
}

/** Makes a keyring of the given keys. A file is opened only when a set asks for a certificate that it may hold. */
export function createKeyring({ certificates, legacy }: KeySources): Keyring {
  return {
    findCertificateKey: (thumbprint, backupId) => findCertificateKey(certificates, { thumbprint, backupId }),
    findLegacyKey: () => Promise.resolve(legacy?.key),
  };
}

async function findCertificateKey(
  sources: readonly CertificateSource[],
  wanted: CertificateOfSet,
): Promise<CertificateKey | undefined> {
  const { thumbprint } = wanted;
  const showing = sources.filter(({ visible }) => visible?.some((facts) => facts.thumbprint === thumbprint));
  const silent = sources.filter(({ visible }) => visible === null);
  const failures: RestackError[] = [];
  for (const source of [...showing, ...silent]) {
    try {
      const opened = await source.open(wanted);
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
        hints: [
          'give the .pfx that was kept when the certificate was made',
          `${SAME_COMMAND}--cert FILE.pfx`,
        ],
        details: { thumbprint },
      },
    );
  }
  return { kind: 'certificate', thumbprint, privateKey, notAfter };
}
