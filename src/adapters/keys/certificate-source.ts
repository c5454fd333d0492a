import type { CertificateSource } from '../../backup-set/keys/given-keys.js';
import type { OpenedCertificate } from '../../crypto/certificate/certificate-file.js';
import { MIB } from '../../core/sizes.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { nameFile } from './key-file.js';
import { readGivenFile } from '../disk/read-given-file.js';

const LIMIT_BYTES = MIB;
const ATTEMPTS = 3;

/** The person at the terminal, who may know a password. */
export interface PasswordPrompts {
  /** @throws CONFIRMATION_REQUIRED when nobody can be asked; CANCELLED when the question was broken off. */
  askPassword(question: {
    readonly file: string;
    readonly wantedThumbprint?: string | undefined;
  }): Promise<string>;
}

/** The sources of passwords: those given, each tried on each file, and the person at the terminal. */
export interface PasswordSources {
  readonly given: readonly string[];
  readonly prompts: PasswordPrompts;
}

/**
 * Reads a certificate file, with the certificates that it shows without a password.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED as the file's fault is.
 */
export async function readCertificateSource(
  path: string,
  passwords: PasswordSources,
): Promise<CertificateSource> {
  const bytes = await readGivenFile(path, { what: 'certificate file', limitBytes: LIMIT_BYTES });
  const { inspectCertificateFile } = await import('../../crypto/certificate/certificate-file.js');
  const { certificates, needsPassword } = nameFile(path, () => inspectCertificateFile(bytes));
  let opening: Promise<readonly OpenedCertificate[]> | undefined;
  return {
    path,
    visible: certificates,
    open: (wantedThumbprint) => {
      opening ??= openWithPasswords({ path, bytes, needsPassword, passwords, wantedThumbprint });
      return opening;
    },
  };
}

interface Opening {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly needsPassword: boolean;
  readonly passwords: PasswordSources;
  readonly wantedThumbprint: string | undefined;
}

async function openWithPasswords(opening: Opening): Promise<readonly OpenedCertificate[]> {
  const { path, needsPassword, passwords } = opening;
  if (!needsPassword) {
    const opened = await tryPassword(opening, undefined);
    if (opened !== undefined) return opened;
  }
  // A file without a password often has the empty one.
  for (const password of [...passwords.given, '']) {
    const opened = await tryPassword(opening, password);
    if (opened !== undefined) return opened;
  }
  if (passwords.given.length > 0) throw wrongPassword(path);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const password = await passwords.prompts.askPassword({
      file: path,
      wantedThumbprint: opening.wantedThumbprint,
    });
    const opened = await tryPassword(opening, password);
    if (opened !== undefined) return opened;
  }
  throw wrongPassword(path);
}

async function tryPassword(
  opening: Opening,
  password: string | undefined,
): Promise<readonly OpenedCertificate[] | undefined> {
  const { openCertificateFile } = await import('../../crypto/certificate/certificate-file.js');
  try {
    return nameFile(opening.path, () => openCertificateFile(opening.bytes, password));
  } catch (error) {
    if (error instanceof RestackError && error.code === 'WRONG_PASSWORD') return undefined;
    throw error;
  }
}

function wrongPassword(path: string): RestackError {
  return new RestackError('WRONG_PASSWORD', `the password does not open certificate file ${path}`, {
    hints: ['put the right password into a file and give it: --cert-password-file FILE'],
  });
}
