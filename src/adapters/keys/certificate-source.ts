import type { CertificateSource, CertificateOfSet } from '../../backup-set/keys/given-keys.js';
import type {
  CertificateFacts,
  CertificateFileFacts,
  DeriveKey,
  OpenedCertificate,
} from '../../crypto/certificate/certificate-file.js';
import { systemClock } from '../../core/clock.js';
import { RestackError } from '../../core/errors/restack-error.js';
import type { Progress } from '../../core/progress.js';
import { createKeyDeriver } from '../derivation/key-deriver.js';
import { type GivenFileContext, readGiven, warnOfReaders } from './given-file.js';
import { nameFileLater } from './name-file.js';

const ATTEMPTS = 3;

/** The person at the terminal, who may know a password. */
export interface PasswordPrompts {
  /** @throws CONFIRMATION_REQUIRED when nobody can be asked; CANCELLED when the question was broken off. */
  askPassword(question: {
    readonly file: string;
    readonly shown?: Pick<CertificateFacts, 'thumbprint' | 'subject'> | undefined;
    readonly wanted?: CertificateOfSet | undefined;
    readonly wasWrong?: boolean | undefined;
  }): Promise<string>;
}

/** The part of a command's context that opening a certificate file takes. */
export interface CertificateContext extends GivenFileContext {
  readonly progress: Progress;
  readonly prompts: PasswordPrompts;
}

/** A certificate file, and what it shows without its password. */
export interface ReadCertificateSource extends CertificateSource {
  readonly facts: CertificateFileFacts;
}

/**
 * Reads a certificate file, with the certificates that it shows without a password. Warns when it holds a private key
 * and everybody on the machine can read it.
 *
 * @param passwords those given, each tried on each file, before a person is asked.
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED as the file's fault is.
 */
export async function readCertificateSource(
  path: string,
  passwords: readonly string[],
  context: CertificateContext,
): Promise<ReadCertificateSource> {
  const file = await readGiven(path, 'certificate', context);
  const { inspectCertificateFile } = await import('../../crypto/certificate/certificate-file.js');
  const derive = createKeyDeriver({ ...context, clock: systemClock });
  const facts = await nameFileLater(file.path, () => inspectCertificateFile(file.bytes, derive));
  if (facts.hasPrivateKey !== false) warnOfReaders(file, 'certificate file', context);
  const opening = {
    ...file,
    needsPassword: facts.needsPassword,
    passwords,
    prompts: context.prompts,
    derive,
  };
  let opened: Promise<readonly OpenedCertificate[]> | undefined;
  return {
    path,
    facts,
    visible: facts.certificates,
    open: (wanted) => {
      const shown = facts.certificates?.find(({ thumbprint }) => thumbprint === wanted?.thumbprint);
      opened ??= openWithPasswords({ ...opening, wanted, shown });
      return opened;
    },
  };
}

interface Opening {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly needsPassword: boolean;
  readonly passwords: readonly string[];
  readonly prompts: PasswordPrompts;
  readonly derive: DeriveKey;
  readonly wanted: CertificateOfSet | undefined;
  /** The wanted certificate, where the file shows it. */
  readonly shown: CertificateFacts | undefined;
}

async function openWithPasswords(opening: Opening): Promise<readonly OpenedCertificate[]> {
  const { path, passwords, prompts, wanted, shown } = opening;
  // The empty password, which many files have, was tried when the file was looked at.
  for (const password of opening.needsPassword ? passwords : [undefined]) {
    const opened = await tryPassword(opening, password);
    if (opened !== undefined) return opened;
  }
  if (passwords.length > 0) throw wrongPassword(path);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const password = await prompts.askPassword({ file: path, shown, wanted, wasWrong: attempt > 0 });
    const opened = await tryPassword(opening, password);
    if (opened !== undefined) return opened;
  }
  throw wrongPassword(path);
}

async function tryPassword(
  { path, bytes, derive }: Opening,
  password: string | undefined,
): Promise<readonly OpenedCertificate[] | undefined> {
  const { openCertificateFile } = await import('../../crypto/certificate/certificate-file.js');
  try {
    return await nameFileLater(path, () => openCertificateFile(bytes, password, derive));
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
