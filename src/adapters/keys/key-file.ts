import { explainError } from '../../core/errors/explain-error.js';
import { RestackError } from '../../core/errors/restack-error.js';
import { decodeFileText } from '../../crypto/file-text.js';
import { KIB } from '../../core/sizes.js';
import { readGivenFile } from '../disk/read-given-file.js';

const TEXT_LIMIT_BYTES = 64 * KIB;

/**
 * Reads a secret from a file that a flag named.
 *
 * @throws NOT_FOUND, PERMISSION_MISSING or UNSUPPORTED when it cannot be read.
 */
export async function readSecretText(file: string, what: string): Promise<string> {
  const bytes = await readGivenFile(file, { what, limitBytes: TEXT_LIMIT_BYTES });
  // An editor's final line end is no part of a password.
  return decodeFileText(bytes).replace(/\r?\n$/, '');
}

/** Runs `work`, and puts the file's name before the message of an error: crypto knows bytes, not files. */
export function nameFile<R>(name: string, work: () => R): R {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RestackError)) throw error;
    throw explainError(error, { message: `${name}: ${error.message}` });
  }
}
