import { X509Certificate } from 'node:crypto';
import type { Readable } from 'node:stream';
import { RestackError } from '../../core/errors/restack-error.js';
import { processRedactor } from '../../core/redaction/redactor.js';
import { decodeFileText } from '../../crypto/file-text.js';
import { GIVEN_FILES, type GivenFileName } from '../disk/given-file-kinds.js';
import { type GivenFile, readGivenFile } from '../disk/read-given-file.js';
import { nameFile } from './name-file.js';

/** The part of a command's context that reading given files takes. */
export interface GivenFileContext {
  readonly signal: AbortSignal;
  warn(message: string): void;
  /** Takes standard input, for one file that is given as `-`; undefined where there is none. */
  readonly takeStdin?: (() => Readable) | undefined;
  /** True for files whose secrets everybody has, such as keys that ship with restack. Default: none. */
  readonly isPublic?: ((path: string) => boolean) | undefined;
}

/**
 * Reads a file that a flag or a variable named, and warns when it is a secret that everybody on the machine can read.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING, UNSUPPORTED or USAGE as the fault of the file is.
 */
export async function readGiven(
  path: string,
  name: GivenFileName,
  context: GivenFileContext,
): Promise<GivenFile> {
  const kind = GIVEN_FILES[name];
  const takeStdin = context.takeStdin ?? refuseStdin;
  const file = await readGivenFile(path, { kind, signal: context.signal, takeStdin });
  if (kind.isSecret) warnOfReaders(file, kind.name, context);
  keepPrivateKeys(file);
  return file;
}

/** Lets no output repeat a private key that stands in a file as text. */
function keepPrivateKeys({ bytes }: GivenFile): void {
  const text = Buffer.from(bytes).toString('latin1');
  for (const [, body] of text.matchAll(/-----BEGIN [A-Z ]*PRIVATE KEY-----([^-]+)-----END/g)) {
    processRedactor.keep(body);
  }
}

/**
 * Reads a text file as {@link readGiven} does.
 *
 * @throws UNSUPPORTED also when it is in another encoding than UTF-8 or UTF-16.
 */
export async function readGivenText(
  path: string,
  name: GivenFileName,
  context: GivenFileContext,
): Promise<string> {
  const file = await readGiven(path, name, context);
  return nameFile(file.path, () => decodeFileText(file.bytes));
}

/**
 * Reads trust roots: PEM, or one certificate in DER, as Windows exports it. @returns PEM.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING, UNSUPPORTED or USAGE as the fault of the file is.
 */
export async function readTrustRoots(path: string, context: GivenFileContext): Promise<string> {
  const file = await readGiven(path, 'trustRoots', context);
  if (file.bytes[0] !== DER_SEQUENCE) return nameFile(file.path, () => decodeFileText(file.bytes));
  try {
    return new X509Certificate(file.bytes).toString();
  } catch (cause) {
    const message = `${file.path} holds no certificate that is read as a trust root; expected PEM, or one certificate in DER`;
    throw new RestackError('UNSUPPORTED', message, {
      cause,
      hints: [`of a .pfx: openssl pkcs12 -nokeys -in ${quote(file.path)} -out ROOT.pem`],
    });
  }
}

/** `0`, with which no PEM file begins. */
const DER_SEQUENCE = 0x30;

/**
 * Reads a secret from a file that a flag named.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING, UNSUPPORTED or USAGE when it cannot be read.
 */
export async function readSecretText(
  file: string,
  name: 'password' | 'legacyKey',
  context: GivenFileContext,
): Promise<string> {
  const text = await readGivenText(file, name, context);
  // An editor's final line end is no part of a password.
  const secret = text.replace(/\r?\n$/, '');
  processRedactor.keep(secret);
  return secret;
}

/** Warns of a file that everybody on the machine can read, although it holds a secret. */
export function warnOfReaders(file: GivenFile, what: string, context: GivenFileContext): void {
  if (!file.isReadableByAll || context.isPublic?.(file.path) === true) return;
  context.warn(
    `everybody on this machine can read ${what} ${file.path}; make it yours alone: chmod 600 ${quote(file.path)}`,
  );
}

/** As a shell takes it. */
function quote(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

function refuseStdin(): never {
  throw new RestackError('USAGE', 'there is no standard input to read');
}
