import { createKeyDeriver } from '../../adapters/derivation/key-deriver.js';
import { type CertificateContext, readCertificateSource } from '../../adapters/keys/certificate-source.js';
import { type GivenFileContext, readGiven, readSecretText } from '../../adapters/keys/given-file.js';
import { nameFile, nameFileLater } from '../../adapters/keys/name-file.js';
import type { Keyring } from '../../backup-set/data-file/snapshot-key.js';
import { createKeyring, type KeySources, type LegacyKeySource } from '../../backup-set/keys/given-keys.js';
import type { PublicCertificate } from '../../backup-set/keys/public-certificate.js';
import { systemClock } from '../../core/clock.js';
import { RestackError, SAME_COMMAND } from '../../core/errors/restack-error.js';
import type { KeyOptions } from '../app.js';
import { readCertPassword, readEncryptionKey, readEnvironment } from '../environment.js';
import { forGivenFiles } from '../sample-share.js';

/** The keys that a command was given, as a keyring and, for `keys check`, one by one. */
export interface GivenKeys extends Keyring, KeySources {
  /** False when neither a certificate nor a legacy key was given. */
  readonly any: boolean;
}

/**
 * Reads the certificates and the legacy key that flags and environment name. No password is needed yet.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING, UNSUPPORTED or NO_KEY as the fault of a file is.
 */
export async function readGivenKeys(options: KeyOptions, context: CertificateContext): Promise<GivenKeys> {
  const files = options.certFiles.length > 0 ? options.certFiles : readEnvironment().certFiles;
  const passwords = await readGivenPasswords(options.certPasswordFiles, context);
  const certificates = await Promise.all(
    files.map((file) => readCertificateSource(file, passwords, forGivenFiles(context))),
  );
  const legacy = await readLegacyKey(options.keyFile ?? readEnvironment().keyFile, context);
  const sources = { certificates, legacy };
  const any = certificates.length > 0 || legacy !== undefined;
  return { ...sources, ...createKeyring(sources), any };
}

/** The key that a set asks for; a mode of `key` means the legacy key. */
type WantedKey = { readonly mode: 'certificate' | 'key'; readonly thumbprint: string | null };

/**
 * Asserts that some key was given, before anything else is asked for or waited for. Reads no file.
 *
 * @throws NO_KEY when neither flags nor environment name one; names the certificate of the set, where it is known.
 */
export function assertKeyGiven(options: KeyOptions, wanted?: WantedKey): void {
  const { certFiles, keyFile } = options;
  const settings = readEnvironment();
  const named = [certFiles[0], settings.certFiles[0], keyFile, settings.keyFile, readEncryptionKey()];
  if (named.some((key) => key !== undefined)) return;
  if (wanted?.mode === 'key') {
    throw new RestackError(
      'NO_KEY',
      'no key given: --key-file FILE; the set is encrypted with a legacy key',
      {
        hints: [
          `${SAME_COMMAND}--key-file FILE`,
          'give the file that holds it, or set RESTACK_ENCRYPTION_KEY',
        ],
      },
    );
  }
  const thumbprint = wanted?.thumbprint ?? null;
  const which = thumbprint === null ? '' : `; the set is encrypted for certificate ${thumbprint}`;
  throw new RestackError('NO_KEY', `no key given: --cert FILE.pfx${which}`, {
    hints: [
      `${SAME_COMMAND}--cert FILE.pfx`,
      'give the .pfx that was kept when the certificate was made, or set RESTACK_CERT to its path',
    ],
    details: { thumbprint },
  });
}

/**
 * Reads the passwords of certificate files, from the files that flags name, else from `RESTACK_CERT_PASSWORD`, else from
 * those that a configuration file names.
 *
 * @throws NOT_FOUND or PERMISSION_MISSING when a file cannot be read.
 */
export async function readGivenPasswords(
  given: readonly string[],
  context: GivenFileContext,
): Promise<readonly string[]> {
  const files = given.length > 0 ? given : readEnvironment().certPasswordFiles;
  if (files.length === 0) {
    const password = readCertPassword();
    return password === undefined ? [] : [password];
  }
  return Promise.all(files.map((file) => readSecretText(file, 'password', forGivenFiles(context))));
}

async function readLegacyKey(
  file: string | undefined,
  context: GivenFileContext,
): Promise<LegacyKeySource | undefined> {
  const text =
    file === undefined
      ? readEncryptionKey()
      : await readSecretText(file, 'legacyKey', forGivenFiles(context));
  if (text === undefined) return undefined;
  const { parseLegacyKey } = await import('../../crypto/compact-key.js');
  const name = file ?? 'RESTACK_ENCRYPTION_KEY';
  return { name, key: { kind: 'legacy', compactKey: nameFile(name, () => parseLegacyKey(text)) } };
}

/**
 * Reads the public certificate that a flag names.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING, UNSUPPORTED or USAGE as the fault of the file is.
 */
export async function readPublicCertificate(
  path: string,
  context: Pick<CertificateContext, keyof GivenFileContext | 'progress'>,
): Promise<PublicCertificate> {
  const { bytes } = await readGiven(path, 'certificate', forGivenFiles(context));
  const derive = createKeyDeriver({ ...context, clock: systemClock });
  const { parsePublicCertificate } = await import('../../backup-set/keys/public-certificate.js');
  return nameFileLater(path, () => parsePublicCertificate(bytes, { path, derive }));
}
