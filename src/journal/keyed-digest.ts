import { createHash, createHmac, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;

/** A key for the digests of one run, hexadecimal. */
export function createRunKey(): string {
  return randomBytes(KEY_BYTES).toString('hex');
}

/**
 * Digest of values that can hold secrets: only who has the run's key can find out whether two are equal.
 *
 * @returns `hmac-sha256:` and 64 hexadecimal digits
 */
export function digestValues(runKey: string, values: Iterable<unknown>): string {
  const hmac = createHmac('sha256', Buffer.from(runKey, 'hex'));
  for (const value of values) hmac.update(`${JSON.stringify(value) ?? ''}\n`);
  return `hmac-sha256:${hmac.digest('hex')}`;
}

/** Digest of a text that holds no secret: 64 hexadecimal digits of SHA-256. */
export function digestText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
