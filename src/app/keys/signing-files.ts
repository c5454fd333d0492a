import { nameFile } from '../../adapters/keys/name-file.js';
import { readGiven, readSecretText } from '../../adapters/keys/given-file.js';
import { RestackError } from '../../core/errors/restack-error.js';
import {
  isEncryptedKey,
  parseSigningKey,
  parseVerifyingKey,
  type SigningKey,
  type VerifyingKey,
} from '../../crypto/signature-keys.js';
import { decodeFileText, isUtf16 } from '../../crypto/file-text.js';
import type { AppContext } from '../app.js';

/** The byte order mark of UTF-8. */
const UTF8_MARK = Buffer.from('\uFEFF');
const PASSWORD_FLAG = '--sign-key-password-file FILE';

/** The files that the flags of a command name; none where nothing is to be signed. */
export interface SignOptions {
  /** File with the private key to sign with. */
  readonly signKeyFile?: string | undefined;
  readonly signKeyPasswordFile?: string | undefined;
}

/**
 * Reads the private key that the flags name; undefined where they name none.
 *
 * @throws USAGE for a password without a key; the errors of {@link readSigningKey}.
 */
export async function readGivenSigningKey(
  { signKeyFile: keyFile, signKeyPasswordFile: passwordFile }: SignOptions,
  context: AppContext,
): Promise<SigningKey | undefined> {
  if (keyFile !== undefined) return readSigningKey({ keyFile, passwordFile }, context);
  if (passwordFile === undefined) return undefined;
  throw new RestackError('USAGE', '--sign-key-password-file is of no use without --sign-key FILE');
}

/** The files of a key to sign with. */
export interface SigningFiles {
  readonly keyFile: string;
  /** Without it a person is asked, where the key has a password. */
  readonly passwordFile?: string | undefined;
}

/**
 * Reads the private key to sign with.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED when it cannot be read, or is of another kind; WRONG_PASSWORD when
 * its password does not open it; USAGE when a password is given for a key without one.
 */
export async function readSigningKey(
  { keyFile, passwordFile }: SigningFiles,
  context: AppContext,
): Promise<SigningKey> {
  const pem = await readPem(keyFile, 'signingKey', context);
  if (isEncryptedKey(pem)) {
    const password =
      passwordFile === undefined
        ? await context.prompts.askPassword({ file: keyFile, flag: PASSWORD_FLAG })
        : await readSecretText(passwordFile, 'password', context);
    return nameFile(keyFile, () => parseSigningKey(pem, password));
  }
  if (passwordFile !== undefined) {
    throw new RestackError('USAGE', `${keyFile} has no password: leave out ${PASSWORD_FLAG}`);
  }
  return nameFile(keyFile, () => parseSigningKey(pem));
}

/**
 * Reads the public key that must have signed an archive.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED when it cannot be read, or is of another kind; USAGE when it is a
 * private key.
 */
export async function readVerifyingKey(keyFile: string, context: AppContext): Promise<VerifyingKey> {
  const pem = await readPem(keyFile, 'verifyingKey', context);
  return nameFile(keyFile, () => parseVerifyingKey(pem));
}

async function readPem(
  path: string,
  name: 'signingKey' | 'verifyingKey',
  context: AppContext,
): Promise<string> {
  const { bytes } = await readGiven(path, name, context);
  const isMarked = isUtf16(bytes) || UTF8_MARK.equals(bytes.subarray(0, UTF8_MARK.length));
  // What has no mark and is no text is no PEM, and said to be none.
  return isMarked ? nameFile(path, () => decodeFileText(bytes)) : Buffer.from(bytes).toString('latin1');
}
