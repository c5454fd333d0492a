import { createHash, createHmac, randomBytes } from 'node:crypto';
import { withOwnFile } from './own-files.js';

/**
 * Hashes a file piece by piece. @returns 64 hexadecimal digits of SHA-256
 *
 * @throws UNSUPPORTED when it is no regular file; the system's error when it cannot be read.
 */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await withOwnFile(path, async (handle) => {
    const pieces: AsyncIterable<Uint8Array> = handle.createReadStream({ start: 0, autoClose: false });
    for await (const piece of pieces) hash.update(piece);
  });
  return hash.digest('hex');
}
import type { SecretDigest } from '../../use-cases/restore/diff/conceal-secrets.js';

const KEY_BYTES = 32;

/** A key for the digests of one run, hexadecimal. */
export function createRunKey(): string {
  return randomBytes(KEY_BYTES).toString('hex');
}

/**
 * Computes a digest of values that can hold secrets: only the holder of the run's key can find out whether two are
 * equal.
 *
 * @returns `hmac-sha256:` and 64 hexadecimal digits
 */
export function digestValues(runKey: string, values: Iterable<unknown>): string {
  const hmac = createHmac('sha256', Buffer.from(runKey, 'hex'));
  for (const value of values) hmac.update(`${JSON.stringify(value) ?? ''}\n`);
  return `hmac-sha256:${hmac.digest('hex')}`;
}

/** SHA-256 of a text that comes in pieces and holds no secret: 64 hexadecimal digits. */
export function createTextDigest(): {
  /** Hands the pieces on as they are. */
  passOn(pieces: Iterable<string>): Iterable<string>;
  end(): string;
} {
  const hash = createHash('sha256');
  return {
    *passOn(pieces) {
      for (const piece of pieces) {
        hash.update(piece);
        yield piece;
      }
    },
    end: () => hash.digest('hex'),
  };
}

/**
 * Makes digests with a key that nobody keeps: equal secrets are equal in this one call, and no digest can be guessed
 * back.
 */
export function createSecretDigest(): SecretDigest {
  const key = randomBytes(KEY_BYTES);
  return (secret) => `(secret ${createHmac('sha256', key).update(secret).digest('hex').slice(0, 16)})`;
}
