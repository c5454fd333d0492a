import { formatCount } from '../core/sizes.js';
import { constants, type KeyObject, publicEncrypt, type webcrypto } from 'node:crypto';
import { createFindingError } from '../core/errors/finding-error.js';
import { RestackError } from '../core/errors/restack-error.js';
import { encodeOaep, type OaepHash } from './oaep-encoding.js';
import { parseStrictBase64 } from './strict-base64.js';

/** A compact key, and the hash that its wrapping used. */
export interface UnwrappedKey {
  readonly compactKey: Uint8Array;
  /** `sha1` in backups made before 2023 (finding WRAPPED_KEY_SHA1). */
  readonly oaepHash: OaepHash;
}

/**
 * Unwraps the key of a snapshot: base64( RSA-OAEP( UTF-8( base64( compact key ) ) ) ), with SHA-256, then with SHA-1.
 * White space in `wrappedKey`, as XML may break its lines, is ignored; nothing else is. The private operation runs beside
 * this thread: a share of many sets has hundreds.
 *
 * @throws INTEGRITY (finding WRAPPED_KEY_DAMAGED) when any of its layers does not open.
 * @throws UNSUPPORTED when the private key is not RSA.
 * Source: format specification, section 3; RFC 8017, section 7.1.
 */
export async function unwrapCompactKey(options: {
  readonly privateKey: KeyObject;
  readonly wrappedKey: string;
}): Promise<UnwrappedKey> {
  assertRsa(options.privateKey);
  const wrapped = parseStrictBase64(options.wrappedKey.replace(/[ \t\r\n]/g, ''));
  if (wrapped === undefined) throw damaged('it is not base64');
  const opened = await openOaep(options.privateKey, wrapped);
  const compactKey = parseStrictBase64(Buffer.from(opened.message).toString('latin1'));
  if (compactKey === undefined) throw damaged('what it wraps is not base64');
  return { compactKey, oaepHash: opened.oaepHash };
}

/**
 * Wraps a compact key as {@link unwrapCompactKey} expects it.
 *
 * @param options `oaepHash` is `sha256` unless given; `seed` (one hash long) makes the result repeatable, for samples.
 * @throws UNSUPPORTED when the public key is not RSA, or too short for the compact key.
 */
export function wrapCompactKey(options: {
  readonly publicKey: KeyObject;
  readonly compactKey: Uint8Array;
  readonly oaepHash?: OaepHash;
  readonly seed?: Uint8Array;
}): string {
  const { publicKey, seed, oaepHash = 'sha256' } = options;
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  assertRsa(publicKey);
  const message = Buffer.from(Buffer.from(options.compactKey).toString('base64'), 'latin1');
  if (seed === undefined) {
    return encryptOaep(message, { publicKey, oaepHash, bits }).toString('base64');
  }
  const encoded = encodeOaep(message, { hash: oaepHash, seed, modulusSize: Math.ceil(bits / 8) });
  return publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, encoded).toString('base64');
}

function assertRsa(key: KeyObject): void {
  if (key.asymmetricKeyType === 'rsa') return;
  const found = key.asymmetricKeyType ?? key.type;
  throw new RestackError('UNSUPPORTED', `the certificate has a key of type ${found}, expected rsa`);
}

function encryptOaep(
  message: Uint8Array,
  options: { readonly publicKey: KeyObject; readonly oaepHash: OaepHash; readonly bits: number },
): Buffer {
  const { publicKey, oaepHash, bits } = options;
  try {
    return publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, message);
  } catch (cause) {
    throw new RestackError(
      'UNSUPPORTED',
      `an RSA key of ${formatCount(bits, 'bit')} cannot wrap ${message.length} bytes; expected at least 2048 bits`,
      { cause },
    );
  }
}

async function openOaep(
  privateKey: KeyObject,
  wrapped: Uint8Array,
): Promise<{ readonly message: ArrayBuffer; readonly oaepHash: OaepHash }> {
  const causes: unknown[] = [];
  for (const oaepHash of ['sha256', 'sha1'] as const) {
    const key = await importForOaep(privateKey, oaepHash);
    try {
      return { message: await crypto.subtle.decrypt({ name: 'RSA-OAEP' }, key, wrapped), oaepHash };
    } catch (cause) {
      causes.push(cause);
    }
  }
  throw damaged(
    `RSA-OAEP does not open its ${formatCount(wrapped.length, 'byte')}, with SHA-256 or SHA-1`,
    causes[0],
  );
}

const HASH_NAMES = { sha256: 'SHA-256', sha1: 'SHA-1' } as const satisfies Record<OaepHash, string>;

/** A private key in the form of Web Crypto, made once for each hash. */
const importedKeys = new WeakMap<KeyObject, Partial<Record<OaepHash, Promise<webcrypto.CryptoKey>>>>();

async function importForOaep(privateKey: KeyObject, oaepHash: OaepHash): Promise<webcrypto.CryptoKey> {
  const known = importedKeys.get(privateKey) ?? {};
  importedKeys.set(privateKey, known);
  return (known[oaepHash] ??= importAnew(privateKey, oaepHash));
}

async function importAnew(privateKey: KeyObject, oaepHash: OaepHash): Promise<webcrypto.CryptoKey> {
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  try {
    const algorithm = { name: 'RSA-OAEP', hash: HASH_NAMES[oaepHash] };
    return await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['decrypt']);
  } finally {
    der.fill(0);
  }
}

function damaged(reason: string, cause?: unknown): RestackError {
  return createFindingError('WRAPPED_KEY_DAMAGED', `the wrapped key cannot be unwrapped: ${reason}`, {
    cause,
  });
}
